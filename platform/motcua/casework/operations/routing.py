"""Letting the dossier follow its process: who holds it now, and in which national state."""

from datetime import datetime

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case
from motcua.casework.operations.clock import follow_waiting
from motcua.casework.operations.fee_orders import begin_waiting_for_fee, leave_fee_step
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import tell_citizen
from motcua.casework.papers.moments import hour_and_day
from motcua.identity.api import AgencyMissing, StaffMissing, get_agency, get_staff
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

_MAPPED = frozenset({NationalState.PROCESSING, NationalState.SUPPLEMENT, NationalState.FEE})


def follow(
    case: Case,
    progress: workflow.Progress,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    taken_up: bool = True,
) -> None:
    """Take over where the process stands after a move. The caller saves the dossier.

    Not ``taken_up``: a dossier just received keeps state 2 until somebody claims or decides.
    """
    if not progress.opened:
        clear_holder(case)
        move_state(case, _end_state(case, progress), by=by, now=now, reason=reason)
        return
    item = progress.opened[0]
    set_holder(case, item)
    if item.kind == workflow.StepKind.WAIT_FEE and not begin_waiting_for_fee(case, now=now):
        following = leave_fee_step(case, item, now=now)
        follow(case, following, by=by, now=now, reason=reason, taken_up=taken_up)
        return
    target = state_of_item(case, item)
    if taken_up or target is not NationalState.PROCESSING:
        move_state(case, target, by=by, now=now, reason=reason)
    if case.finished_at is None:
        follow_waiting(case, kind=item.kind, name=item.name, now=now)
    if item.kind == workflow.StepKind.CITIZEN and case.state is not NationalState.SUPPLEMENT:
        _ask_confirmation(case, item, now=now)


def state_of_item(case: Case, item: workflow.WorkItemView) -> NationalState:
    """The national state while ``item`` is open: the author's word where it makes sense."""
    if case.received_at is None:
        waiting = item.kind == workflow.StepKind.CITIZEN
        return NationalState.SUPPLEMENT if waiting else NationalState.REGISTERED
    if item.kind == workflow.StepKind.RETURN:
        return NationalState.DONE
    if item.kind == workflow.StepKind.WAIT_FEE:
        return NationalState.FEE
    mapped = NationalState(item.national_state)
    if mapped in _MAPPED:
        return mapped
    return case.state if case.state is NationalState.RECEIVED else NationalState.PROCESSING


def set_holder(case: Case, item: workflow.WorkItemView) -> None:
    case.holder_item_id = item.id
    case.holder_step_id = item.step_id
    case.holder_step_name = item.name
    case.holder_step_kind = item.kind
    case.holder_role = item.role
    case.holder_due_at = item.due_at
    if item.agency_id != case.holder_agency_id or not case.holder_agency_name:
        case.holder_agency_id = item.agency_id
        case.holder_agency_name = _agency_name(item)
    if item.assignee_id != case.holder_assignee_id:
        case.holder_assignee_id = item.assignee_id
        case.holder_assignee_name = _assignee_name(case, item)
    if item.agency_id is not None and item.agency_id not in case.agency_ids:
        case.agency_ids = [*case.agency_ids, item.agency_id]


def clear_holder(case: Case) -> None:
    case.holder_item_id = None
    case.holder_step_id = ""
    case.holder_step_name = ""
    case.holder_step_kind = ""
    case.holder_role = ""
    case.holder_agency_id = None
    case.holder_agency_name = ""
    case.holder_assignee_id = None
    case.holder_assignee_name = ""
    case.holder_due_at = None


def _ask_confirmation(case: Case, item: workflow.WorkItemView, *, now: datetime) -> None:
    tell_citizen(
        case,
        occasion="confirmation_requested",
        key=f"confirm:{item.id}",
        now=now,
        step=item.name,
        due=hour_and_day(item.due_at),
    )


def _end_state(case: Case, progress: workflow.Progress) -> NationalState:
    state = NationalState(progress.national_state)
    if state is NationalState.NOT_RECEIVED and case.received_at is not None:
        return NationalState.DONE
    return state


def _agency_name(item: workflow.WorkItemView) -> str:
    if item.agency_id is None:
        return ""
    try:
        return get_agency(item.agency_id).name
    except AgencyMissing:
        return ""


def _assignee_name(case: Case, item: workflow.WorkItemView) -> str:
    if item.assignee_id is None:
        return ""
    if item.assignee_id == case.applicant_id:
        return case.submitter_name
    try:
        return get_staff(item.assignee_id).full_name
    except StaffMissing:
        return ""
