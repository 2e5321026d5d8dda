"""Ending a dossier before its process would."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.casework.domain.states import NationalState, TransitionRefused
from motcua.casework.events import SupplementClosed
from motcua.casework.exchange.asking import follow_consults
from motcua.casework.models import Case, SupplementRequest
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.routing import clear_holder
from motcua.kernel import events
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions import api as submissions
from motcua.workflow import api as workflow


def end_process(
    case: Case,
    *,
    end: workflow.EndKey,
    state: NationalState,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """Take back whatever is open and move to ``state``. Raises ``TransitionRefused`` first."""
    if case.finished_at is not None:
        raise TransitionRefused(_("Hồ sơ này đã kết thúc."))
    move_state(case, state, by=by, now=now, reason=reason)
    if case.process_instance_id is not None:
        workflow.cancel_process(subject_id=case.pk, end_key=end, by=by, now=now, note=reason)
    follow_consults(case, reason=reason, now=now)
    clear_holder(case)
    close_supplement(case, now=now)


def close_supplement(case: Case, *, now: datetime) -> None:
    """An open request ends unanswered; from now on an answer to it is refused."""
    request = SupplementRequest.objects.filter(case=case, closed_at=None).first()
    if request is None:
        return
    request.closed_at = now
    request.save(update_fields=["closed_at"])
    if request.correction_id is not None:
        events.publish(SupplementClosed(correction_id=request.correction_id), at=now)


def discard_correction(event: SupplementClosed, at: datetime) -> None:
    """Consumer ``casework.discard_correction``. Later, because whoever sends a correction locks
    its draft before the dossier, and we would lock them the other way round."""
    try:
        submissions.discard_draft(draft_id=event.correction_id, by=SYSTEM, now=at)
    except (submissions.DraftClosed, submissions.DraftExpired, submissions.DraftMissing):
        return
