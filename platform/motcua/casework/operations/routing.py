"""Letting the dossier follow its process: who holds it now, and in which national state."""

from datetime import datetime

from motcua.casework.domain.states import NationalState
from motcua.casework.exchange.asking import follow_consults
from motcua.casework.models import Case
from motcua.casework.operations.clock import follow_waiting
from motcua.casework.operations.fee_orders import begin_waiting_for_fee, leave_fee_step
from motcua.casework.operations.holdings import clear_holdings, refresh_holdings
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import tell_citizen
from motcua.casework.papers.moments import hour_and_day
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
    follow_consults(case, reason=reason, now=now)
    if progress.ended:
        clear_holdings(case)
        move_state(case, _end_state(case, progress), by=by, now=now, reason=reason)
        return
    leading = _pass_paid_fees(case, by=by, now=now, reason=reason, taken_up=taken_up)
    if leading is None:
        return
    target = state_of_item(case, leading)
    if taken_up or target is not NationalState.PROCESSING:
        move_state(case, target, by=by, now=now, reason=reason)
    if case.finished_at is None:
        follow_waiting(case, kind=leading.kind, name=leading.name, now=now)
    for item in progress.opened:
        if item.kind == workflow.StepKind.CITIZEN and case.state is not NationalState.SUPPLEMENT:
            _ask_confirmation(case, item, now=now)


def _pass_paid_fees(
    case: Case, *, by: Actor, now: datetime, reason: str, taken_up: bool
) -> workflow.WorkItemView | None:
    """The leading open work item, or ``None`` when leaving a fee step already led further."""
    items = refresh_holdings(case)
    for item in items:
        if item.kind == workflow.StepKind.WAIT_FEE and not begin_waiting_for_fee(case, now=now):
            following = leave_fee_step(case, item, now=now)
            follow(case, following, by=by, now=now, reason=reason, taken_up=taken_up)
            return None
    return items[0] if items else None


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
    """``item`` changed hands: take over all open work items as they stand."""
    refresh_holdings(case)


def clear_holder(case: Case) -> None:
    clear_holdings(case)


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
