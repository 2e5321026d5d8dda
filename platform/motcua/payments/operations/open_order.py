"""Opening the order for a subject's fee."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid
from motcua.kernel.ids import new_reference
from motcua.kernel.money import Money
from motcua.payments.domain.lines import FeeLine, as_json, sum_of
from motcua.payments.domain.views import OrderView
from motcua.payments.errors import OrderPaidAlready
from motcua.payments.models import OrderStatus, PaymentOrder
from motcua.payments.operations.cancel_order import cancel_locked
from motcua.payments.queries.rows import order_view
from tenants.api import current_tenant


def open_order(
    *,
    subject: str,
    lines: Sequence[FeeLine],
    payer: str,
    by: Actor,
    now: datetime,
    currency: str = "VND",
) -> OrderView:
    """The order that stands for ``subject``; asking again with the same lines changes nothing.

    A pending order with other lines is cancelled and replaced, for the fee has changed. Raises
    ``LinesInvalid``; ``OrderPaidAlready`` when another fee was paid for the subject.
    """
    _check_subject(subject)
    total = sum_of(lines, currency=currency)
    with transaction.atomic():
        _lock_subject(subject)
        standing = (
            PaymentOrder.objects.select_for_update()
            .filter(subject=subject, status__in=[OrderStatus.PENDING, OrderStatus.PAID])
            .first()
        )
        if standing is not None:
            if standing.lines == as_json(lines) and standing.currency == currency:
                return order_view(standing)
            if standing.status == OrderStatus.PAID:
                raise OrderPaidAlready(_("Hồ sơ này đã nộp một khoản phí khác."))
            cancel_locked(standing, reason="replaced", by=by, now=now)
        return order_view(_create(subject, lines, total, payer=payer, by=by, now=now))


def _create(
    subject: str, lines: Sequence[FeeLine], total: Money, *, payer: str, by: Actor, now: datetime
) -> PaymentOrder:
    row = PaymentOrder.objects.create(
        subject=subject,
        reference=new_reference("TT", length=12),
        lines=as_json(lines),
        amount=total.minor,
        currency=total.currency,
        payer_name=payer[:200],
        created_at=now,
    )
    audit.record(
        action="payments.order_opened",
        subject=f"order:{row.id}",
        by=by,
        at=now,
        data={"for": subject, "amount": total.minor, "currency": total.currency},
    )
    return row


def _check_subject(subject: str) -> None:
    kind, _colon, identity = subject.partition(":")
    if kind not in {"case", "draft", "submission"} or not identity or len(subject) > 80:
        raise Invalid(f"not a subject of payment: {subject[:80]}", field="subject")


def _lock_subject(subject: str) -> None:
    """Two requests for one subject stand in line until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))",
            [f"{current_tenant().schema_name}.payments", subject],
        )
