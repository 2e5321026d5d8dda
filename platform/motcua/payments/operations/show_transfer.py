"""Where a payer sends a bank transfer to."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.payments.domain.lines import from_json
from motcua.payments.domain.transfers import Transfer
from motcua.payments.errors import OrderMissing, OrderNotPayable
from motcua.payments.models import PaymentOrder
from motcua.payments.operations.begin_attempt import LIFETIME
from motcua.payments.queries.accounts import account_of
from motcua.payments.queries.rows import order_view
from motcua.payments.registry import PayRequest, gateways


def show_transfer(*, order_id: UUID, gateway: str, now: datetime) -> Transfer:
    """What is still to pay, and the text by which it will be recognised.

    Nothing is kept: what comes in is known from the bank's statement. Raises ``OrderMissing``,
    ``OrderNotPayable``, ``GatewayNotConfigured``, ``NotSupported``.
    """
    row = PaymentOrder.objects.filter(pk=order_id).first()
    if row is None:
        raise OrderMissing(_("Không tìm thấy khoản phải nộp này."))
    order = order_view(row)
    if not order.is_pending:
        raise OrderNotPayable(_("Khoản này đã được nộp hoặc đã hủy."))
    request = PayRequest(
        reference=order.reference,
        total=order.remaining,
        purpose=order.reference,
        return_url="",
        ip="",
        language="vi",
        begun_at=now,
        expires_at=now + LIFETIME,
        order_reference=order.reference,
        payer_name=order.payer_name,
        lines=from_json(row.lines),
    )
    return gateways.get(gateway).instruct(request, account_of(gateway))
