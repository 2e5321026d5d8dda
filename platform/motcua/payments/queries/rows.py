"""Rows to views."""

from motcua.kernel.money import Money
from motcua.payments.domain.lines import from_json
from motcua.payments.domain.views import AttemptView, OrderView, ReceiptView, RefundView
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt, ReceiptVoid, Refund
from motcua.payments.registry import gateways


def order_view(row: PaymentOrder) -> OrderView:
    return OrderView(
        id=row.id,
        subject=row.subject,
        reference=row.reference,
        lines=from_json(row.lines),
        total=Money(row.amount, row.currency),
        payer_name=row.payer_name,
        status=row.status,
        created_at=row.created_at,
        paid_at=row.paid_at,
        received=Money(row.credited, row.currency),
    )


def attempt_view(row: PaymentAttempt) -> AttemptView:
    return AttemptView(
        id=row.id,
        order_id=row.order_id,
        gateway=row.gateway,
        reference=row.reference,
        total=Money(row.amount, row.currency),
        received=None if row.received is None else Money(row.received, row.currency),
        status=row.status,
        provider_transaction=row.provider_transaction,
        provider_code=row.provider_code,
        begun_at=row.begun_at,
        settled_at=row.settled_at,
        refund_due_at=row.refund_due_at,
    )


def receipt_view(row: Receipt, void: ReceiptVoid | None = None, replaces: str = "") -> ReceiptView:
    return ReceiptView(
        id=row.id,
        number=row.number,
        order_id=row.order_id,
        lines=from_json(row.lines),
        total=Money(row.amount, row.currency),
        payer_name=row.payer_name,
        method=row.method,
        issued_at=row.issued_at,
        form_number=row.form_number,
        serial=row.serial,
        unit_name=row.unit_name,
        tax_code=row.tax_code,
        void_reason=void.reason if void else "",
        voided_at=void.voided_at if void else None,
        replaces=replaces,
    )


def refund_view(row: Refund) -> RefundView:
    plugin = gateways.get(row.attempt.gateway)
    return RefundView(
        id=row.id,
        order_id=row.order_id,
        order_reference=row.order.reference,
        subject=row.order.subject,
        payer_name=row.order.payer_name,
        gateway=row.attempt.gateway,
        reference=row.reference,
        total=Money(row.amount, row.currency),
        cause=row.cause,
        status=row.status,
        note=row.note,
        provider_code=row.provider_code,
        asked_at=row.asked_at,
        settled_at=row.settled_at,
        may_be_sent=plugin.refunds,
    )
