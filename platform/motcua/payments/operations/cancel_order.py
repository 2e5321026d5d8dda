"""Cancelling an order nobody needs to pay any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit, events
from motcua.kernel.actors import Actor
from motcua.payments.domain.views import OrderView
from motcua.payments.errors import OrderNotPayable
from motcua.payments.events import OrderCancelled
from motcua.payments.models import OrderStatus, PaymentOrder
from motcua.payments.operations.locking import lock_order
from motcua.payments.operations.owe import owe_back
from motcua.payments.queries.rows import order_view


def cancel_order(*, order_id: UUID, reason: str, by: Actor, now: datetime) -> OrderView:
    """Cancel a pending order; doing it again changes nothing.

    The caller has checked that ``by`` may decide over the subject. Money that arrives later
    makes the order ``refund_due``. Raises ``OrderMissing``, ``OrderNotPayable``.
    """
    with transaction.atomic():
        row = lock_order(order_id)
        if row.status == OrderStatus.PENDING:
            cancel_locked(row, reason=reason, by=by, now=now)
        elif row.status != OrderStatus.CANCELLED:
            raise OrderNotPayable(_("Khoản này đã được nộp nên không hủy được."))
        return order_view(row)


def cancel_locked(row: PaymentOrder, *, reason: str, by: Actor, now: datetime) -> None:
    """Parts that came in already go back."""
    row.status = OrderStatus.CANCELLED
    row.cancelled_at = now
    row.cancel_reason = reason[:200]
    row.credited = 0
    row.save(update_fields=["status", "cancelled_at", "cancel_reason", "credited"])
    audit.record(
        action="payments.order_cancelled",
        subject=f"order:{row.id}",
        by=by,
        at=now,
        data={"reason": row.cancel_reason},
    )
    events.publish(
        OrderCancelled(order_id=row.id, subject=row.subject, reason=row.cancel_reason), at=now
    )
    for attempt in row.attempts.filter(status="succeeded", refund_due_at=None):
        owe_back(row, attempt, amount=attempt.received or 0, cause="cancelled", by=by, now=now)
