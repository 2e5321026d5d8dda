"""The list of refunds."""

from uuid import UUID

from motcua.payments.domain.views import RefundView
from motcua.payments.models import Refund
from motcua.payments.queries.orders import MAX_PAGE, OPEN_REFUNDS
from motcua.payments.queries.rows import refund_view


def list_refunds(
    *, is_open: bool | None = None, limit: int = 50, offset: int = 0
) -> list[RefundView]:
    """Open ones oldest first, settled ones newest first."""
    rows = Refund.objects.select_related("attempt", "order")
    if is_open is True:
        rows = rows.filter(status__in=OPEN_REFUNDS).order_by("asked_at", "id")
    elif is_open is False:
        rows = rows.exclude(status__in=OPEN_REFUNDS).order_by("-settled_at", "-id")
    else:
        rows = rows.order_by("-asked_at", "-id")
    return [refund_view(row) for row in rows[offset : offset + min(limit, MAX_PAGE)]]


def list_refunds_of(order_id: UUID) -> list[RefundView]:
    rows = Refund.objects.filter(order_id=order_id).select_related("attempt", "order")
    return [refund_view(row) for row in rows.order_by("asked_at", "id")[:MAX_PAGE]]
