"""Reading orders. Callers check who may see what: payments knows no case."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.kernel import rows
from motcua.payments.domain.views import AttemptView, OrderView, ReceiptView
from motcua.payments.errors import OrderMissing
from motcua.payments.models import PaymentAttempt, PaymentOrder, Receipt
from motcua.payments.queries.rows import attempt_view, order_view, receipt_view

MAX_PAGE = 200
OPEN_REFUNDS = ("due", "sent", "refused")


def get_order(order_id: UUID) -> OrderView:
    """Raises ``OrderMissing``."""
    row = PaymentOrder.objects.filter(pk=order_id).first()
    if row is None:
        raise OrderMissing(_("Không tìm thấy khoản phải nộp này."))
    return order_view(row)


def find_order(subject: str) -> OrderView | None:
    """The order that stands for ``subject``, else the newest one."""
    found = list(PaymentOrder.objects.filter(subject=subject).order_by("-created_at", "-id")[:50])
    standing = [row for row in found if row.status in {"pending", "paid"}]
    first = next(iter(standing or found), None)
    return order_view(first) if first else None


def is_paid(subject: str) -> bool:
    """Whether any order of ``subject`` is paid."""
    return rows.exists(PaymentOrder, "subject = %s AND status = 'paid'", [subject])


def find_orders(subjects: Sequence[str]) -> dict[str, OrderView]:
    """``find_order`` for a list, in one query."""
    found: dict[str, OrderView] = {}
    orders = PaymentOrder.objects.filter(subject__in=list(subjects)[:MAX_PAGE])
    for row in orders.order_by("subject", "created_at", "id"):
        before = found.get(row.subject)
        stands = before is not None and (before.is_pending or before.is_paid)
        if not stands or row.status in {"pending", "paid"}:
            found[row.subject] = order_view(row)
    return found


def list_orders(*, status: str = "", limit: int = 50, offset: int = 0) -> list[OrderView]:
    """Newest first."""
    orders = PaymentOrder.objects.order_by("-created_at", "-id")
    if status:
        orders = orders.filter(status=status)
    return [order_view(row) for row in orders[offset : offset + min(limit, MAX_PAGE)]]


def search_orders(*, text: str, limit: int = 50) -> list[OrderView]:
    """By order code, receipt number, our reference with a provider or theirs; newest first."""
    wanted = text.strip().upper()
    if not wanted:
        return list_orders(limit=limit)
    spelt = wanted if "-" in wanted else f"{wanted[:2]}-{wanted[2:]}"
    by_attempt = PaymentAttempt.objects.filter(
        Q(reference=wanted) | Q(provider_transaction=text.strip())
    ).values("order_id")
    by_receipt = Receipt.objects.filter(number=wanted).values("order_id")
    found = PaymentOrder.objects.filter(
        Q(reference__in=(wanted, spelt)) | Q(pk__in=by_attempt) | Q(pk__in=by_receipt)
    )
    return [order_view(row) for row in found.order_by("-created_at", "-id")[:limit]]


def list_attempts(order_id: UUID) -> list[AttemptView]:
    attempts = PaymentAttempt.objects.filter(order_id=order_id).order_by("begun_at", "id")
    return [attempt_view(row) for row in attempts[:MAX_PAGE]]


def list_refunds_due(*, limit: int = 50, offset: int = 0) -> list[AttemptView]:
    """Payments of which money is to be given back, oldest first."""
    attempts = PaymentAttempt.objects.filter(refunds__status__in=OPEN_REFUNDS)
    found = attempts.order_by("refund_due_at", "id").distinct()
    return [attempt_view(row) for row in found[offset : offset + min(limit, MAX_PAGE)]]


def find_receipt(order_id: UUID) -> ReceiptView | None:
    """The receipt that stands; one that was voided does not."""
    row = Receipt.objects.filter(order_id=order_id, void=None).first()
    return receipt_view(row) if row else None


def list_receipts(order_id: UUID) -> list[ReceiptView]:
    """All receipts of an order, voided ones too, oldest first."""
    rows_ = Receipt.objects.filter(order_id=order_id).select_related("void", "replaces")
    return [
        receipt_view(row, getattr(row, "void", None), row.replaces.number if row.replaces else "")
        for row in rows_.order_by("issued_at", "id")
    ]
