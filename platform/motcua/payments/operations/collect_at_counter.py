"""Cash handed over at the one-stop counter."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import idempotency
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_secret
from motcua.payments.domain.views import ReceiptView
from motcua.payments.errors import OrderNotPayable
from motcua.payments.models import OrderStatus, PaymentAttempt, PaymentOrder, Receipt
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.settle import money_received
from motcua.payments.permissions import Permission
from motcua.payments.queries.rows import receipt_view

COUNTER: Final = "gateway.counter"


def collect_at_counter(
    *, order_id: UUID, by: Actor, now: datetime, idempotency_key: str = ""
) -> ReceiptView:
    """Take all that is still to pay of an order and give a receipt.

    With an ``idempotency_key`` the same form sent twice gives the same receipt. Raises
    ``PermissionMissing`` without ``payments.collect``, ``OrderMissing``, ``OrderNotPayable``.
    """
    by.require(Permission.COLLECT)
    with transaction.atomic():
        order = lock_order(order_id)
        if not idempotency_key:
            return _collect(order, by, now)
        claim = idempotency.claim(
            scope=f"payments.collect:{order.id}",
            key=idempotency_key,
            fingerprint=by.reference,
            at=now,
        )
        if not claim.first:
            return receipt_view(_receipt_of(order))
        receipt = _collect(order, by, now)
        idempotency.settle(claim, receipt.number)
        return receipt


def _receipt_of(order: PaymentOrder) -> Receipt:
    """The one that was given then, even if it was replaced since."""
    return Receipt.objects.get(order=order, replaces=None)


def _collect(order: PaymentOrder, by: Actor, now: datetime) -> ReceiptView:
    if order.status != OrderStatus.PENDING:
        raise OrderNotPayable(_("Khoản này đã được nộp hoặc đã hủy."))
    attempt = PaymentAttempt.objects.create(
        order=order,
        gateway=COUNTER,
        reference=new_secret(length=16),
        amount=order.amount - order.credited,
        received=order.amount - order.credited,
        currency=order.currency,
        status="succeeded",
        begun_at=now,
        settled_at=now,
    )
    money_received(order=order, attempt=attempt, by=by, now=now)
    return receipt_view(_receipt_of(order))
