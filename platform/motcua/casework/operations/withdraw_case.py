from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case
from motcua.casework.operations.endings import end_process
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.refunds import note_refund
from motcua.casework.operations.results import CaseState
from motcua.casework.queries.access import require_own_case
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def withdraw_case(*, case_id: UUID, by: Actor, now: datetime, reason: str = "") -> CaseState:
    """The citizen takes the dossier back, at any time before the result.

    A fee that was paid is looked into by the cashier. A parent takes back its children that are
    still open. Raises ``CaseMissing`` for anybody else's, ``TransitionRefused`` when it is
    finished.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        require_own_case(by, case)
        words = reason.strip()
        if case.is_group:
            _withdraw_children(case, by=by, now=now, reason=words)
        end_process(
            case,
            end=workflow.EndKey.WITHDRAWN,
            state=NationalState.WITHDRAWN,
            reason=words,
            by=by,
            now=now,
        )
        tell_citizen(case, occasion="withdrawn", now=now)
        note_refund(case, now=now)
        return close_act(case, action="case.withdrawn", by=by, now=now, data={"reason": words})


def _withdraw_children(case: Case, *, by: Actor, now: datetime, reason: str) -> None:
    """Those that ended already stay as they are."""
    for child_id in case.children.filter(finished_at=None).values_list("pk", flat=True):
        withdraw_case(case_id=child_id, by=by, now=now, reason=reason)
