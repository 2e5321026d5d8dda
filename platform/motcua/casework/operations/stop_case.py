from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.casework.domain.states import NationalState
from motcua.casework.models import PaperKind
from motcua.casework.operations.endings import end_process
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def stop_case(
    *, case_id: UUID, reason: str, by: Actor, now: datetime, legal_basis: str = ""
) -> CaseState:
    """The authority stops the dossier for good, with form 05.

    Raises ``TransitionRefused`` before reception (then it is refused) and after the end.
    """
    by.require(Permission.APPROVE)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        end_process(
            case,
            end=workflow.EndKey.STOPPED,
            state=NationalState.STOPPED,
            reason=words,
            by=by,
            now=now,
        )
        order_paper(
            case, PaperKind.STOP, by=by, now=now, reason=words, legal_basis=legal_basis.strip()
        )
        tell_citizen(case, occasion="stopped", now=now)
        facts = {"reason": words, "legal_basis": legal_basis.strip()}
        return close_act(case, action="case.stopped", by=by, now=now, data=facts)
