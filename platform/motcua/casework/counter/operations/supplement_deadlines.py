"""The citizen's time to supplement: a reminder before its end, and what follows when it is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.counter.models import SupplementReminder
from motcua.casework.models import SupplementRequest
from motcua.casework.operations.clock import calendar_of
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.refuse_case import refuse_case
from motcua.casework.operations.stop_case import stop_case
from motcua.casework.papers.moments import hour_and_day
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import SYSTEM
from motcua.kernel.log_lines import failure_of

log = structlog.get_logger(__name__)
BATCH: Final = 200
# No calendar has more days off in a row than that for the working days that may be asked for.
_LOOK_AHEAD: Final = timedelta(days=120)


def remind_of_supplements(*, now: datetime, limit: int = BATCH) -> int:
    """Remind, once a request, whoever has fewer working days left than the service says."""
    soon = SupplementRequest.objects.filter(
        closed_at=None, due_at__gt=now, due_at__lt=now + _LOOK_AHEAD, reminder=None
    )
    done = 0
    for request in soon.select_related("case").order_by("due_at")[:limit]:
        done += _remind(request, now)
    return done


def end_overdue_supplements(*, now: datetime, limit: int = BATCH) -> int:
    """End dossiers whose time to supplement is over, where their service says so.

    Before reception the dossier is refused (form 03), afterwards stopped (form 05); the citizen is
    told either way. One that fails is logged and tried again; it keeps none of the others.
    """
    done = 0
    for case_id in _overdue(now, limit):
        try:
            done += end_overdue(case_id=case_id, now=now)
        except Exception as error:  # noqa: BLE001 -- logged, tried again
            log.error("supplement_not_ended", case=str(case_id), error=failure_of(error))
    return done


def end_overdue(*, case_id: UUID, now: datetime) -> bool:
    """End one dossier if that is still due; an answer that came meanwhile goes before."""
    with transaction.atomic():
        case = lock_case(case_id)
        request = SupplementRequest.objects.filter(case=case, closed_at=None).first()
        if request is None or request.due_at > now or not _ends(case.version_id):
            return False
        facts = {"request": request.pk, "sequence": request.sequence}
        close_act(case, action="case.supplement_expired", by=SYSTEM, now=now, data=facts)
        reason = _("Hết thời hạn bổ sung (%(due)s) mà người nộp không bổ sung hồ sơ.") % {
            "due": hour_and_day(request.due_at)
        }
        if case.received_at is None:
            refuse_case(case_id=case_id, reason=reason, by=SYSTEM, now=now)
        else:
            stop_case(case_id=case_id, reason=reason, by=SYSTEM, now=now)
        return True


def _overdue(now: datetime, limit: int) -> Iterator[UUID]:
    rows = SupplementRequest.objects.filter(closed_at=None, due_at__lte=now)
    found = 0
    for version_id in rows.values_list("case__version_id", flat=True).distinct():
        if found >= limit or not _ends(version_id):
            continue
        of_version = rows.filter(case__version_id=version_id).order_by("due_at")
        for case_id in of_version.values_list("case_id", flat=True)[: limit - found]:
            found += 1
            yield case_id


def _remind(request: SupplementRequest, now: datetime) -> bool:
    clock = get_frozen_service(request.case.version_id).document.clock
    days = clock.supplement_reminder_days
    if not days or calendar_of(request.case).add_working_days(now, days) < request.due_at:
        return False
    with transaction.atomic():
        _row, is_new = SupplementReminder.objects.get_or_create(
            request=request, defaults={"at": now}
        )
        if is_new:
            ends = clock.supplement_expiry == "end"
            then = _(" Quá hạn này, hồ sơ sẽ kết thúc.") if ends else ""
            tell_citizen(
                request.case,
                occasion="supplement_reminder",
                key=f"supplement_reminder:{request.sequence}",
                now=now,
                due=hour_and_day(request.due_at),
                then=then,
            )
    return is_new


def _ends(version_id: UUID) -> bool:
    return get_frozen_service(version_id).document.clock.supplement_expiry == "end"
