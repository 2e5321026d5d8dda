"""Rows to views."""

from motcua.kernel.money import Money
from motcua.payments.domain.lines import from_json
from motcua.payments.domain.views import AttemptView, OrderView, ReceiptView
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt


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
    )


def attempt_view(row: PaymentAttempt) -> AttemptView:
    return AttemptView(
        id=row.id,
        order_id=row.order_id,
        gateway=row.gateway,
        reference=row.reference,
        total=Money(row.amount, row.currency),
        status=row.status,
        provider_transaction=row.provider_transaction,
        provider_code=row.provider_code,
        begun_at=row.begun_at,
        settled_at=row.settled_at,
        refund_due_at=row.refund_due_at,
    )


def receipt_view(row: Receipt) -> ReceiptView:
    return ReceiptView(
        id=row.id,
        number=row.number,
        order_id=row.order_id,
        lines=from_json(row.lines),
        total=Money(row.amount, row.currency),
        payer_name=row.payer_name,
        method=row.method,
        issued_at=row.issued_at,
    )
