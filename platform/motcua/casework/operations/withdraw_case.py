from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.casework.domain.states import NationalState
from motcua.casework.operations.endings import end_process
from motcua.casework.operations.loading import lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.queries.access import require_own_case
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def withdraw_case(*, case_id: UUID, by: Actor, now: datetime, reason: str = "") -> CaseState:
    """The citizen takes the dossier back, at any time before the result.

    Raises ``CaseMissing`` for anybody else's, ``TransitionRefused`` when it is finished.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        require_own_case(by, case)
        words = reason.strip()
        end_process(
            case,
            end=workflow.EndKey.WITHDRAWN,
            state=NationalState.WITHDRAWN,
            reason=words,
            by=by,
            now=now,
        )
        tell_citizen(case, occasion="withdrawn", now=now)
        return close_act(case, action="case.withdrawn", by=by, now=now, data={"reason": words})
