"""Moving an appointment, giving it up, and the office calling one off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.appointments.domain.states import State, next_reminder
from motcua.appointments.errors import BookingInvalid, BookingMissing, BookingMoved
from motcua.appointments.models import Booking
from motcua.appointments.operations.placing import find_place, lock_opening
from motcua.appointments.operations.telling import tell
from motcua.appointments.queries.slots import opening_view
from motcua.casework.counter.api import Permission
from motcua.kernel import audit
from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.errors import Forbidden

START_AGAIN: Final = "/dat-lich/"


def move_booking(*, booking_id: UUID, opening_id: UUID, starts_at: datetime, now: datetime) -> None:
    """To another time, or another opening for the same; the code and the link stay.

    Who holds the sealed link may. Raises ``SlotTaken`` (then the old place is still theirs),
    ``BookingMoved``, ``BookingInvalid``.
    """
    with transaction.atomic():
        # The opening first, as everywhere: leaving a place needs no lock, taking one does.
        opening = lock_opening(opening_id)
        row = _lock(booking_id)
        _require_open(row, now)
        if not opening_view(opening).takes(row.service_id, row.purpose):
            raise BookingInvalid(_("Nơi này không nhận đặt lịch cho việc đó."), field="slot")
        if (row.opening_id, row.starts_at) == (opening_id, starts_at):
            return
        slot, row.place = find_place(opening, starts_at, now=now)
        before = row.starts_at.isoformat()
        row.opening, row.agency_id = opening, opening.agency_id
        row.starts_at, row.minutes = slot.starts_at, slot.minutes
        row.reminder_at = next_reminder(row.starts_at, after=now)
        row.save()
        facts = {"from": before, "to": row.starts_at.isoformat()}
        audit.record(
            action="appointment.moved", subject=row.audit_subject, by=ANONYMOUS, at=now, data=facts
        )
        tell(row, "appointment_moved", key=now.isoformat(), now=now)


def cancel_booking(*, booking_id: UUID, now: datetime) -> None:
    """Given up by who holds the sealed link; the place is free at once. Twice is once."""
    with transaction.atomic():
        row = _lock(booking_id)
        if row.state == State.CANCELLED:
            return
        _require_open(row, now)
        _end(row, State.CANCELLED, by=ANONYMOUS, now=now)


def call_off(*, booking_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """By the office, with a reason the person is told. Raises ``BookingInvalid``, ``Forbidden``."""
    with transaction.atomic():
        row = _lock(booking_id)
        require_server(by, row.agency_id)
        _require_open(row, now)
        call_off_rows([row], reason=reason, by=by, now=now)


def call_off_rows(rows: Iterable[Booking], *, reason: str, by: Actor, now: datetime) -> int:
    """Locked rows that are booked. Returns how many."""
    words, count = " ".join(reason.split())[:200], 0
    if len(words) < 5:
        raise BookingInvalid(_("Ghi lý do để người dân biết."), field="reason")
    for row in rows:
        row.reason = words
        tell(row, "appointment_cancelled", key="", now=now, link=START_AGAIN)
        _end(row, State.CANCELLED, by=by, now=now, data={"reason": words})
        count += 1
    return count


def mark_no_show(*, booking_id: UUID, by: Actor, now: datetime) -> None:
    """Who has not come by their time. Twice is once."""
    with transaction.atomic():
        row = _lock(booking_id)
        require_server(by, row.agency_id)
        if row.state == State.NO_SHOW:
            return
        if row.state != State.BOOKED or row.starts_at > now:
            raise BookingMoved(_("Chưa đến giờ hẹn, hoặc lịch hẹn này không còn chờ."))
        _end(row, State.NO_SHOW, by=by, now=now)


def require_server(by: Actor, agency_id: UUID) -> None:
    by.require(Permission.SERVE)
    if agency_id not in by.agency_ids:
        raise Forbidden(_("Bạn không làm việc tại nơi tiếp nhận này."))


def _end(
    row: Booking, state: State, *, by: Actor, now: datetime, data: dict[str, str] | None = None
) -> None:
    row.state, row.ended_at, row.reminder_at = state, now, None
    row.save(update_fields=["state", "ended_at", "reminder_at", "reason"])
    audit.record(
        action=f"appointment.{state}", subject=row.audit_subject, by=by, at=now, data=data or {}
    )


def _lock(booking_id: UUID) -> Booking:
    row = Booking.objects.select_for_update().filter(pk=booking_id).first()
    if row is None:
        raise BookingMissing(_("Không tìm thấy lịch hẹn này."))
    return row


def _require_open(row: Booking, now: datetime) -> None:
    if row.state != State.BOOKED or row.starts_at <= now:
        raise BookingMoved(_("Lịch hẹn này đã qua, đã hủy hoặc đã dùng; không đổi được nữa."))
