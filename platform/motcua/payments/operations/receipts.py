"""Receipts: issued once for what was paid, voided with a reason, replaced by a new number."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.kernel import audit, counters
from motcua.kernel.actors import Actor
from motcua.payments.domain.views import ReceiptView
from motcua.payments.errors import OrderNotPayable, ReasonMissing, ReceiptNotStanding
from motcua.payments.models import (
    OrderStatus,
    PaymentAttempt,
    PaymentOrder,
    Receipt,
    ReceiptBook,
    ReceiptVoid,
)
from motcua.payments.operations.locking import lock_order
from motcua.payments.permissions import Permission
from motcua.payments.queries.rows import receipt_view
from motcua.payments.registry import gateways


def issue_receipt(
    order: PaymentOrder, attempt: PaymentAttempt, *, by: Actor, now: datetime
) -> Receipt:
    """The first receipt of an order. The caller holds its lock."""
    method = gateways.get(attempt.gateway).method
    return _write(order, payer_name=order.payer_name, method=method, by=by, now=now)


def replace_receipt(
    *, receipt_id: UUID, payer_name: str, reason: str, by: Actor, now: datetime
) -> ReceiptView:
    """Void a receipt that says something wrong and give another for the same money.

    Raises ``PermissionMissing`` without ``payments.reconcile``, ``ReceiptNotStanding``,
    ``ReasonMissing``.
    """
    by.require(Permission.RECONCILE)
    words = checked_reason(reason)
    with transaction.atomic():
        order, old = _standing(receipt_id)
        if order.status != OrderStatus.PAID:
            raise OrderNotPayable(_("Tiền của khoản này không còn, chỉ hủy được biên lai."))
        void_locked(old, reason=words, by=by, now=now)
        made = _write(
            order, payer_name=payer_name[:200], method=old.method, by=by, now=now, replaces=old
        )
        _audit("payments.receipt_replaced", order, by, now, old=old.number, new=made.number)
        return receipt_view(made)


def cancel_receipt(*, receipt_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    """Void a receipt without giving another. Raises as ``replace_receipt``."""
    by.require(Permission.RECONCILE)
    words = checked_reason(reason)
    with transaction.atomic():
        order, old = _standing(receipt_id)
        void_locked(old, reason=words, by=by, now=now)
        _audit("payments.receipt_cancelled", order, by, now, number=old.number, reason=words)


def void_locked(receipt: Receipt, *, reason: str, by: Actor, now: datetime) -> None:
    ReceiptVoid.objects.create(
        receipt=receipt, reason=reason[:300], voided_at=now, voided_by=by.reference
    )


def checked_reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise ReasonMissing(_("Hãy ghi lý do."), field="reason")
    return words


def _standing(receipt_id: UUID) -> tuple[PaymentOrder, Receipt]:
    found = Receipt.objects.filter(pk=receipt_id).values_list("order_id", flat=True).first()
    if found is None:
        raise ReceiptNotStanding(_("Không tìm thấy biên lai này."))
    order = lock_order(found)
    receipt = Receipt.objects.get(pk=receipt_id)
    if ReceiptVoid.objects.filter(pk=receipt_id).exists():
        raise ReceiptNotStanding(_("Biên lai này đã hủy."))
    return order, receipt


def _write(
    order: PaymentOrder,
    *,
    payer_name: str,
    method: str,
    by: Actor,
    now: datetime,
    replaces: Receipt | None = None,
) -> Receipt:
    """``BL-2026-000123``: numbered from 1 each year of the tenant's own time zone."""
    year = timezone.localtime(now).year
    number = counters.next_number(scope=f"payments.receipt.{year}")
    book = ReceiptBook.objects.first() or ReceiptBook()
    return Receipt.objects.create(
        number=f"BL-{year}-{number:06d}",
        order=order,
        replaces=replaces,
        form_number=book.form_number,
        serial=book.serial,
        unit_name=book.unit_name,
        tax_code=book.tax_code,
        lines=order.lines,
        amount=order.amount,
        currency=order.currency,
        payer_name=payer_name,
        method=method,
        issued_at=now,
        issued_by=by.reference,
    )


def _audit(action: str, order: PaymentOrder, by: Actor, now: datetime, **data: object) -> None:
    audit.record(action=action, subject=f"order:{order.id}", by=by, at=now, data=data)
