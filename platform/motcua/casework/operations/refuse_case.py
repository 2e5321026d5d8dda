from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.outcomes import refusal_outcome
from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMoved
from motcua.casework.models import Case, PaperKind
from motcua.casework.operations.endings import close_supplement, end_process
from motcua.casework.operations.loading import check_holds, check_reason, held_item, lock_case
from motcua.casework.operations.papers import order_paper
from motcua.casework.operations.recording import close_act, record_decision, tell_citizen
from motcua.casework.operations.refunds import note_refund
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow
from motcua.casework.operations.start_process import ensure_process
from motcua.casework.permissions import Permission
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def refuse_case(*, case_id: UUID, reason: str, by: Actor, now: datetime) -> CaseState:
    """Refuse at reception, with form 03. Also after a supplement that never came. A fee that was
    paid goes onto the list of refunds: nobody has worked for it.

    Raises ``CaseMoved`` once the dossier has been received: then only a decision refuses it.
    """
    by.require(Permission.RECEIVE)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        if case.received_at is not None or case.finished_at is not None:
            raise CaseMoved(_("Hồ sơ này không còn chờ tiếp nhận."))
        ensure_process(case, now=now)
        item = held_item(case)
        _leave(case, item, reason=words, by=by, now=now)
        order_paper(case, PaperKind.REFUSAL, by=by, now=now, reason=words)
        tell_citizen(case, occasion="refused", now=now)
        note_refund(case, now=now, cause="refused")
        return close_act(case, action="case.refused", by=by, now=now, data={"reason": words})


def _leave(
    case: Case, item: workflow.WorkItemView, *, reason: str, by: Actor, now: datetime
) -> None:
    step = workflow.get_step_table(_process(case)).step(item.step_id)
    outcome = refusal_outcome(step)
    if item.kind != workflow.StepKind.RECEPTION or outcome is None:
        _check_place(case, by)
        end_process(
            case,
            end=workflow.EndKey.REFUSED,
            state=NationalState.NOT_RECEIVED,
            reason=reason,
            by=by,
            now=now,
        )
        return
    check_holds(case, by=by, item=item)
    progress = workflow.complete_item(
        item_id=item.id, outcome=outcome.id, by=by, now=now, note=reason
    )
    record_decision(case, item, outcome=outcome, note=reason, by=by, now=now)
    follow(case, progress, by=by, now=now, reason=reason)
    close_supplement(case, now=now)


def _check_place(case: Case, by: Actor) -> None:
    """While the citizen holds the dossier, anybody who receives at its desk may end the wait."""
    if by.kind != "system" and case.receiving_agency_id not in {None, *by.agency_ids}:
        raise workflow.WorkItemNotYours(_("Bạn không được giao loại việc này."))


def _process(case: Case) -> UUID:
    if case.process_version_id is None:
        raise CaseMoved(_("Hồ sơ này chưa có quy trình."))
    return case.process_version_id
