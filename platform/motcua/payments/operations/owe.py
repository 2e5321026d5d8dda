"""Money that came in and is not owed: it goes onto the list of refunds, with the order locked."""

from datetime import datetime

from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_reference
from motcua.payments.events import RefundDue
from motcua.payments.models import PaymentAttempt, PaymentOrder, Refund


def owe_back(
    order: PaymentOrder,
    attempt: PaymentAttempt,
    *,
    amount: int,
    cause: str,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Refund:
    """``cause``: ``cancelled``, ``paid_twice``, ``overpaid``, ``withdrawn``,
    ``refused`` or ``granted``."""
    row = Refund.objects.create(
        order=order,
        attempt=attempt,
        reference=new_reference("HT", length=16),
        amount=amount,
        currency=attempt.currency,
        cause=cause,
        note=note[:500],
        asked_at=now,
        asked_by=by.reference,
    )
    if attempt.refund_due_at is None:
        attempt.refund_due_at = now
        attempt.save(update_fields=["refund_due_at"])
    audit.record(
        action="payments.refund_due",
        subject=f"order:{order.id}",
        by=by,
        at=now,
        data={"attempt": str(attempt.id), "amount": amount, "reason": cause},
    )
    events.publish(
        RefundDue(
            order_id=order.id,
            attempt_id=attempt.id,
            subject=order.subject,
            amount=amount,
            currency=attempt.currency,
            reason=cause,
        ),
        at=now,
    )
    return row
