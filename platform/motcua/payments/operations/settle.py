"""What a payment does to its order. Everything here runs with the order locked."""

from datetime import datetime

from django.utils import timezone

from motcua.kernel import audit, counters, events
from motcua.kernel.actors import Actor
from motcua.payments.domain.notices import Outcome, ProviderNotice, Result, is_news
from motcua.payments.events import OrderPaid, RefundDue
from motcua.payments.models import OrderStatus, PaymentAttempt, PaymentOrder, Receipt
from motcua.payments.registry import gateways


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
    attempt.save(update_fields=["status", "provider_transaction", "provider_code", "settled_at"])
    if said.result is not Result.SUCCEEDED:
        _audit(f"payments.attempt_{said.result}", order, attempt, by, now, code=said.provider_code)
        return Outcome.NOTED
    return money_received(order=order, attempt=attempt, by=by, now=now)


def money_received(
    *, order: PaymentOrder, attempt: PaymentAttempt, by: Actor, now: datetime
) -> Outcome:
    """Pay the order once; money beyond that is owed back."""
    if order.status == OrderStatus.PENDING:
        _pay(order, attempt, OrderStatus.PAID, now)
        receipt = _issue_receipt(order, attempt, by, now)
        _audit("payments.order_paid", order, attempt, by, now, receipt=receipt.number)
        events.publish(_paid_event(order, receipt, now), at=now)
        return Outcome.SETTLED
    reason = "paid_twice"
    if order.status == OrderStatus.CANCELLED:
        reason = "cancelled"
        _pay(order, attempt, OrderStatus.REFUND_DUE, now)
    attempt.refund_due_at = now
    attempt.save(update_fields=["refund_due_at"])
    _audit("payments.refund_due", order, attempt, by, now, reason=reason)
    events.publish(
        RefundDue(
            order_id=order.id,
            attempt_id=attempt.id,
            subject=order.subject,
            amount=attempt.amount,
            currency=attempt.currency,
            reason=reason,
        ),
        at=now,
    )
    return Outcome.REFUND_DUE


def _pay(order: PaymentOrder, attempt: PaymentAttempt, status: OrderStatus, now: datetime) -> None:
    order.status = status
    order.paid_at = now
    order.paid_by_attempt = attempt
    order.save(update_fields=["status", "paid_at", "paid_by_attempt"])


def _issue_receipt(
    order: PaymentOrder, attempt: PaymentAttempt, by: Actor, now: datetime
) -> Receipt:
    """``BL-2026-000123``: numbered from 1 each year of the tenant's own time zone."""
    year = timezone.localtime(now).year
    number = counters.next_number(scope=f"payments.receipt.{year}")
    return Receipt.objects.create(
        number=f"BL-{year}-{number:06d}",
        order=order,
        lines=order.lines,
        amount=order.amount,
        currency=order.currency,
        payer_name=order.payer_name,
        method=gateways.get(attempt.gateway).method,
        issued_at=now,
        issued_by=by.reference,
    )


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
