"""What a payment does to its order. Everything here runs with the order locked."""

from datetime import datetime
from typing import Final

from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.payments.domain.notices import Outcome, ProviderNotice, Result, is_news
from motcua.payments.events import OrderPaid
from motcua.payments.models import OrderStatus, PaymentAttempt, PaymentOrder, Receipt
from motcua.payments.operations.owe import owe_back
from motcua.payments.operations.receipts import issue_receipt

_SAID: Final = ["status", "provider_transaction", "provider_code", "settled_at"]


def apply_notice(
    *, order: PaymentOrder, attempt: PaymentAttempt, said: ProviderNotice, by: Actor, now: datetime
) -> Outcome:
    """Take in what a provider says of an attempt, in whatever order such messages come.

    The amount is compared with ours before anything else; a success stands against a failure
    whenever it arrives, because the money has moved.
    """
    if said.amount != attempt.amount or said.currency != attempt.currency:
        _audit("payments.wrong_amount", order, attempt, by, now, said=said.amount)
        return Outcome.WRONG_AMOUNT
    if not is_news(known=attempt.status, said=said.result):
        return Outcome.REPEATED
    attempt.status = said.result.value
    attempt.provider_transaction = said.provider_transaction[:100]
    attempt.provider_code = said.provider_code[:20]
    attempt.settled_at = now
    if said.result is Result.SUCCEEDED:
        attempt.received = attempt.amount
        attempt.save(update_fields=[*_SAID, "received"])
        return money_received(order=order, attempt=attempt, by=by, now=now)
    attempt.save(update_fields=_SAID)
    _audit(f"payments.attempt_{said.result}", order, attempt, by, now, code=said.provider_code)
    return Outcome.NOTED


def money_received(
    *, order: PaymentOrder, attempt: PaymentAttempt, by: Actor, now: datetime
) -> Outcome:
    """Credit what came in, as far as it is owed; pay the order once; owe the rest back.

    ``attempt.received`` is set and saved, and this is called once for an attempt.
    """
    received = attempt.received or 0
    if order.status != OrderStatus.PENDING:
        return _not_owed(order, attempt, by, now)
    taken = min(received, order.amount - order.credited)
    order.credited += taken
    if order.credited < order.amount:
        order.save(update_fields=["credited"])
        _audit("payments.part_received", order, attempt, by, now, amount=received)
        return Outcome.PART
    _pay(order, attempt, OrderStatus.PAID, now)
    receipt = issue_receipt(order, attempt, by=by, now=now)
    _audit("payments.order_paid", order, attempt, by, now, receipt=receipt.number)
    events.publish(_paid_event(order, receipt, now), at=now)
    if received > taken:
        owe_back(order, attempt, amount=received - taken, cause="overpaid", by=by, now=now)
    return Outcome.SETTLED


def _not_owed(order: PaymentOrder, attempt: PaymentAttempt, by: Actor, now: datetime) -> Outcome:
    cause = "paid_twice"
    if order.status == OrderStatus.CANCELLED:
        cause = "cancelled"
        _pay(order, attempt, OrderStatus.REFUND_DUE, now)
    owe_back(order, attempt, amount=attempt.received or 0, cause=cause, by=by, now=now)
    return Outcome.REFUND_DUE


def _pay(order: PaymentOrder, attempt: PaymentAttempt, status: OrderStatus, now: datetime) -> None:
    order.status = status
    order.paid_at = now
    order.paid_by_attempt = attempt
    order.save(update_fields=["status", "paid_at", "paid_by_attempt", "credited"])


def _paid_event(order: PaymentOrder, receipt: Receipt, now: datetime) -> OrderPaid:
    return OrderPaid(
        order_id=order.id,
        subject=order.subject,
        reference=order.reference,
        amount=order.amount,
        currency=order.currency,
        method=receipt.method,
        receipt_number=receipt.number,
        paid_at=now,
    )


def _audit(
    action: str,
    order: PaymentOrder,
    attempt: PaymentAttempt,
    by: Actor,
    now: datetime,
    **data: object,
) -> None:
    audit.record(
        action=action,
        subject=f"order:{order.id}",
        by=by,
        at=now,
        data={"attempt": str(attempt.id), "gateway": attempt.gateway, **data},
    )
