"""The citizen's financial duty (state 6), from asking to being paid."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.states import FeeState, NationalState
from motcua.casework.models import Case
from motcua.casework.operations.clock import pause_clock, resume_clock
from motcua.casework.operations.fee_orders import (
    case_of,
    leave_fee_step,
    open_order,
    owed_lines,
    pending_order,
)
from motcua.casework.operations.loading import check_holds, held_item, lock_case
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import follow, set_holder
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.money import Money
from motcua.payments import api as payments
from motcua.workflow import api as workflow

_GOES_BACK: Final = (FeeState.REFUND_DUE, FeeState.REFUNDED)


def open_case_order(*, case_id: UUID, by: Actor, now: datetime) -> payments.OrderView:
    """The order to pay for this dossier, at the counter or online; the same one when repeated.

    Raises ``LinesInvalid`` when nothing is owed.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        return pending_order(case) or open_order(case, owed_lines(case), by=by, now=now)


def ask_fee(
    *, case_id: UUID, lines: Sequence[payments.FeeLine], by: Actor, now: datetime
) -> CaseState:
    """Ask for a duty that came up in the appraisal. The clock stands still until it is paid.

    Raises ``TransitionRefused`` unless the dossier is being processed, ``LinesInvalid``.
    """
    by.require(Permission.APPRAISE)
    with transaction.atomic():
        case = lock_case(case_id)
        check_holds(case, by=by, item=held_item(case, by=by))
        order = open_order(case, lines, by=by, now=now)
        reason = _("Chờ thực hiện nghĩa vụ tài chính")
        move_state(case, NationalState.FEE, by=by, now=now, reason=reason)
        pause_clock(case, by=by, now=now, reason=reason)
        workflow.pause_items(subject_id=case.pk, reason=reason, by=by, now=now)
        case.fee_state = FeeState.DUE
        tell_citizen(
            case,
            occasion="fee_due",
            key=f"fee_due:{order.reference}",
            now=now,
            amount=order.total.display(),
        )
        facts = {"order": order.reference, "amount": order.total.minor}
        return close_act(case, action="case.fee_asked", by=by, now=now, data=facts)


def follow_payment(event: payments.OrderPaid, at: datetime) -> None:
    """Consumer ``casework.order_paid``; repeating it changes nothing."""
    with transaction.atomic():
        case = case_of(event.subject)
        if case is None or (case.fee_state == FeeState.PAID and not _is_waiting(case)):
            return
        if case.fee_state in _GOES_BACK:
            return  # it was withdrawn before this was heard of
        case.fee_state = FeeState.PAID
        _continue(case, now=at)
        amount = Money(event.amount, event.currency).display()
        tell_citizen(
            case,
            occasion="paid",
            key=f"paid:{event.reference}",
            now=at,
            amount=amount,
            receipt=event.receipt_number,
        )
        facts = {"order": event.reference, "amount": amount, "receipt": event.receipt_number}
        close_act(case, action="case.fee_paid", by=SYSTEM, now=at, data=facts)


def _continue(case: Case, *, now: datetime) -> None:
    """Only when the dossier waits for the money: elsewhere paying changes no state.

    A fee step in a branch is left while officers work in the others.
    """
    reason = _("Đã thực hiện nghĩa vụ tài chính")
    for item in workflow.active_items_of(case.pk):
        if item.kind == workflow.StepKind.WAIT_FEE:
            if _is_waiting(case):
                resume_clock(case, by=SYSTEM, now=now, reason=reason)
            progress = leave_fee_step(case, item, now=now)
            follow(case, progress, by=SYSTEM, now=now, reason=reason)
            return
    if not _is_waiting(case):
        return
    resume_clock(case, by=SYSTEM, now=now, reason=reason)
    items = workflow.resume_items(subject_id=case.pk, by=SYSTEM, now=now)
    set_holder(case, items[0])
    move_state(case, NationalState.PROCESSING, by=SYSTEM, now=now, reason=reason)


def _is_waiting(case: Case) -> bool:
    return case.state is NationalState.FEE and case.holder_item_id is not None
