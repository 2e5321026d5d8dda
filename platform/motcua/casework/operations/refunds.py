"""Money paid for a dossier that was withdrawn or refused at reception: somebody has to decide."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.machines import check_step
from motcua.casework.domain.states import FeeState
from motcua.casework.models import Case
from motcua.casework.operations.fee_orders import case_of, subjects_of
from motcua.casework.operations.loading import check_reason, lock_case
from motcua.casework.operations.recording import close_act, tell_citizen
from motcua.casework.operations.results import CaseState
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import SYSTEM, Actor
from motcua.payments import api as payments


def note_refund(case: Case, *, now: datetime, cause: str = "withdrawn") -> None:
    """Nothing was paid, nothing is owed back; what is still to pay is cancelled. The money goes
    onto the list of refunds, which whoever keeps the accounts sees too. A payment that the dossier
    has not heard of yet counts. The caller saves the dossier."""
    came_in = payments.note_withdrawn(subjects=_subjects(case), by=SYSTEM, now=now, cause=cause)
    if came_in and FeeState(case.fee_state) is FeeState.DUE:
        case.fee_state = check_step(FeeState.DUE, FeeState.PAID)
    if FeeState(case.fee_state) is FeeState.PAID:
        case.fee_state = check_step(FeeState.PAID, FeeState.REFUND_DUE)
        tell_citizen(case, occasion="refund_due", now=now)


def settle_refund(
    *, case_id: UUID, is_paid_back: bool, reason: str, by: Actor, now: datetime
) -> CaseState:
    """The cashier paid the money back, or says why the law keeps it.

    Raises ``TransitionRefused`` when no refund is open, ``ReasonMissing``.
    """
    by.require(payments.Permission.COLLECT)
    words = check_reason(reason)
    with transaction.atomic():
        case = lock_case(case_id)
        require_case(by, case)
        target = FeeState.REFUNDED if is_paid_back else FeeState.PAID
        check_step(FeeState(case.fee_state), FeeState.REFUND_DUE)
        payments.settle_withdrawn(
            subjects=_subjects(case), is_paid_back=is_paid_back, note=words, by=by, now=now
        )
        return _close(case, target, words, by=by, now=now)


def follow_refund(event: payments.RefundSettled, at: datetime) -> None:
    """Consumer ``casework.refund_settled``: decided on the list of refunds instead of here.
    Repeating it changes nothing."""
    with transaction.atomic():
        case = case_of(event.subject)
        if case is None or event.has_more or case.fee_state != FeeState.REFUND_DUE:
            return
        target = FeeState.REFUNDED if event.is_paid_back else FeeState.PAID
        _close(case, target, event.reason, by=SYSTEM, now=at)


def _close(case: Case, target: FeeState, words: str, *, by: Actor, now: datetime) -> CaseState:
    case.fee_state = check_step(FeeState.REFUND_DUE, target)
    paid_back = target is FeeState.REFUNDED
    outcome = _("đã hoàn trả phí") if paid_back else _("không hoàn trả phí")
    key = f"refunded:{now.isoformat()}"
    tell_citizen(case, occasion="refunded", key=key, now=now, outcome=outcome, reason=words)
    facts = {"reason": words, "outcome": outcome}
    return close_act(case, action="case.refunded", by=by, now=now, data=facts)


def _subjects(case: Case) -> list[str]:
    return [*subjects_of(case), f"draft:{case.draft_id}"]
