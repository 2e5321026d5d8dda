"""Orders are locked before their attempts, always in this order."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.payments.errors import OrderMissing
from motcua.payments.models import PaymentOrder


def lock_order(order_id: UUID) -> PaymentOrder:
    row = PaymentOrder.objects.select_for_update().filter(pk=order_id).first()
    if row is None:
        raise OrderMissing(_("Không tìm thấy khoản phải nộp này."))
    return row
