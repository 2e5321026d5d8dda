"""What the clock does: reminders, places given up, days that are over, people forgotten."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime

from motcua.appointments.domain.states import State, next_reminder, reminder_kind
from motcua.appointments.models import Booking
from motcua.appointments.operations.telling import tell
from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.notifications.api import erase_notices

BATCH: Final = 200


def remind(*, now: datetime, limit: int = BATCH) -> int:
    """Each reminder once, also when several workers come at once or one died half way: what was
    sent and what comes next are written together."""
    done = 0
    due = Booking.objects.filter(reminder_at__lte=now, state=State.BOOKED).order_by("reminder_at")
    for booking_id in list(due.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            rows = Booking.objects.select_for_update(skip_locked=True)
            row = rows.filter(pk=booking_id, state=State.BOOKED, reminder_at__lte=now).first()
            if row is None:
                continue
            kind = reminder_kind(row.starts_at, now=now)
            if kind:
                tell(row, f"appointment_{kind}", key=row.starts_at.isoformat(), now=now)
                done += 1
            row.reminder_at = next_reminder(row.starts_at, after=now)
            row.save(update_fields=["reminder_at"])
    return done


def let_go(*, now: datetime) -> int:
    """Places nobody confirmed in time."""
    held = Booking.objects.filter(state=State.HELD, held_until__lt=now)
    return held.update(state=State.EXPIRED, person=None, person_index="", ended_at=now)


def end_days(*, now: datetime, limit: int = BATCH) -> int:
    """Who had not come when the day was over did not come."""
    midnight = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Booking.objects.filter(state=State.BOOKED, starts_at__lt=midnight)
    done = 0
    for booking_id in list(rows.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = Booking.objects.select_for_update().get(pk=booking_id)
            if row.state != State.BOOKED or row.starts_at >= midnight:
                continue
            row.state, row.ended_at, row.reminder_at = State.NO_SHOW, now, None
            row.save(update_fields=["state", "ended_at", "reminder_at"])
            audit.record(action="appointment.no_show", subject=row.audit_subject, by=SYSTEM, at=now)
            done += 1
    return done


def forget_people(*, now: datetime, limit: int = BATCH) -> int:
    """``MOTCUA_APPOINTMENT_DAYS`` after the day nothing is left of who it was; the count stays."""
    before = now - timedelta(days=int(settings.MOTCUA_APPOINTMENT_DAYS))
    rows = Booking.objects.filter(starts_at__lt=before, person__isnull=False)
    ids = list(
        rows.exclude(state__in=[State.HELD, State.BOOKED]).values_list("pk", flat=True)[:limit]
    )
    _forget(ids, now)
    return len(ids)


def forget_dossier(case_id: UUID, *, now: datetime) -> None:
    """A dossier is erased: what names it goes, and its people with it."""
    _forget(list(Booking.objects.filter(case_id=case_id).values_list("pk", flat=True)), now)


def forget_applicant(applicant_id: UUID, *, now: datetime) -> None:
    """Their account is gone."""
    mine = Booking.objects.filter(applicant_id=applicant_id)
    _forget(list(mine.values_list("pk", flat=True)), now)


def _forget(ids: list[UUID], now: datetime) -> None:
    if not ids:
        return
    with transaction.atomic():
        rows = Booking.objects.filter(pk__in=ids)
        rows.filter(Q(state=State.BOOKED) | Q(state=State.HELD)).update(
            state=State.CANCELLED, ended_at=now, reminder_at=None
        )
        rows.update(
            person=None, person_index="", applicant_id=None, case_id=None, code_hash="", reason=""
        )
        erase_notices(subjects=[f"appointment:{each}" for each in ids])
