"""When an act is offered. A courtesy only: ``casework`` decides again whatever a browser posts."""

from motcua.casework.api import CaseView, FeeState, NationalState, Permission
from motcua.kernel.actors import Actor


def _works(case: CaseView) -> bool:
    """The actor may do the open step now, and it does not wait for the citizen."""
    return case.can_decide and not case.row.state.is_waiting_for_citizen


def _is_at_reception(case: CaseView) -> bool:
    if case.is_group:
        return False
    free = case.row.holder.item_id is None or case.can_decide
    return case.row.state is NationalState.REGISTERED and free


def can_decide(case: CaseView, by: Actor) -> bool:
    if not _works(case) or case.row.state is NationalState.REGISTERED:
        return False
    kind = case.row.holder.step_kind
    return kind not in ("citizen", "wait_fee", "return") or any(
        each.meaning != "forward" for each in case.outcomes
    )


def can_receive(case: CaseView, by: Actor) -> bool:
    return by.may(Permission.RECEIVE) and _is_at_reception(case)


def can_refuse(case: CaseView, by: Actor) -> bool:
    waiting = case.open_supplement is not None and case.row.received_at is None
    return by.may(Permission.RECEIVE) and (_is_at_reception(case) or waiting)


def can_ask(case: CaseView, by: Actor) -> bool:
    if case.row.state.is_final or case.row.state.is_waiting_for_citizen:
        return False
    if case.row.received_at is None:
        return can_receive(case, by)
    return by.may(Permission.APPRAISE) and _works(case)


def can_take_back(case: CaseView, by: Actor) -> bool:
    needed = Permission.RECEIVE if case.row.received_at is None else Permission.APPRAISE
    return case.open_supplement is not None and by.may(needed)


def is_promised(case: CaseView, by: Actor) -> bool:
    running = case.row.due_at is not None and case.row.finished_at is None
    return running and by.may(Permission.APPROVE)


def can_pause(case: CaseView, by: Actor) -> bool:
    return is_promised(case, by) and not case.row.is_paused


def can_resume(case: CaseView, by: Actor) -> bool:
    waiting = case.row.state.is_waiting_for_citizen
    return is_promised(case, by) and case.row.is_paused and not waiting


def can_stop(case: CaseView, by: Actor) -> bool:
    open_still = case.row.received_at is not None and case.row.finished_at is None
    return open_still and not case.row.state.is_final and by.may(Permission.APPROVE)


def can_hand_over(case: CaseView, by: Actor) -> bool:
    return case.row.state is NationalState.DONE and by.may(Permission.RETURN_RESULT)


def can_replace(case: CaseView, by: Actor) -> bool:
    valid = case.output is not None and case.output.is_valid
    return valid and by.may(Permission.APPROVE)


def can_claim(case: CaseView, by: Actor) -> bool:
    return _works(case) and case.row.holder.assignee_id is None


def can_try_again(case: CaseView, by: Actor) -> bool:
    return case.can_decide and case.row.holder.step_kind == "automatic"


def can_release(case: CaseView, by: Actor) -> bool:
    return _works(case) and by.stands_for(case.row.holder.assignee_id)


def can_assign(case: CaseView, by: Actor) -> bool:
    # Another tenant's step has no role of ours.
    held = case.row.holder.item_id is not None and bool(case.row.holder.role)
    kind = case.row.holder.step_kind
    return held and kind not in ("citizen", "wait_fee") and by.may(Permission.ASSIGN)


def can_send_again(case: CaseView, by: Actor) -> bool:
    return by.may(Permission.APPRAISE) and any(each.is_unsent for each in case.consults)


def can_settle(case: CaseView, by: Actor) -> bool:
    return by.may(Permission.APPROVE) and any(each.is_open for each in case.consults)


def can_transfer(case: CaseView, by: Actor) -> bool:
    open_still = case.row.received_at is not None and case.row.finished_at is None
    return open_still and not case.is_group and by.may(Permission.APPROVE)


def can_reopen(case: CaseView, by: Actor) -> bool:
    ended = case.row.state in (
        NationalState.STOPPED,
        NationalState.WITHDRAWN,
        NationalState.DONE,
    )
    received = case.row.received_at is not None
    return ended and received and not case.is_group and by.may(Permission.REOPEN)


def can_mend(case: CaseView, by: Actor) -> bool:
    needed = Permission.RECEIVE if case.row.received_at is None else Permission.APPRAISE
    waiting = case.row.state is NationalState.SUPPLEMENT
    idle = case.row.finished_at is not None or waiting or case.is_group
    return not idle and by.may(needed) and not any(each.is_open for each in case.mendings)


def can_take_back_mending(case: CaseView, by: Actor) -> bool:
    needed = Permission.RECEIVE if case.row.received_at is None else Permission.APPRAISE
    return by.may(needed) and any(each.is_open for each in case.mendings)


def can_refund(case: CaseView, by: Actor) -> bool:
    return case.row.fee_state == FeeState.REFUND_DUE and by.may("payments.collect")
