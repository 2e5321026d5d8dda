"""Invoices and what waits, for the tenant's and the operator's screens."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from billing.domain.prices import LINE_NAMES
from billing.errors import InvoiceMissing
from billing.models import (
    OPEN_STATES,
    EventState,
    Invoice,
    InvoiceState,
    PlanOrder,
    ProviderEvent,
    Reconciliation,
    Settlement,
    SettlementState,
    Subscription,
)
from billing.operations.orders import OrderView, order_view
from billing.queries.standing import SubscriptionView, view_of
from motcua.kernel.money import Money
from tenants.api import in_public


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """``lines``: text, quantity and amount as they are shown."""

    id: UUID
    tenant_id: UUID
    number: str
    state: str
    method: str
    subtotal: Money
    tax: Money
    total: Money
    due: Money
    buyer: dict[str, Any]
    lines: tuple[dict[str, Any], ...]
    memo: str
    issued_at: datetime
    due_at: datetime | None
    paid_at: datetime | None
    period_starts_at: datetime | None
    period_ends_at: datetime | None
    page_url: str
    pdf_url: str
    tax_invoice: str
    fault: str

    @property
    def is_open(self) -> bool:
        return self.state == InvoiceState.OPEN


@dataclass(frozen=True, slots=True)
class SettlementView:
    id: UUID
    invoice: InvoiceView
    amount: Money
    bank_reference: str
    received_on: date
    reason: str
    state: str
    asked_by: str
    asked_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class EventView:
    id: UUID
    kind: str
    object_id: str
    account: str
    state: str
    error: str
    tries: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    began_at: datetime
    compared: int
    mended: int
    differences: tuple[dict[str, Any], ...]
    error: str


def list_invoices(tenant_id: UUID, *, limit: int = 60) -> list[InvoiceView]:
    """Newest first, without drafts."""
    with in_public():
        rows = Invoice.objects.filter(tenant_id=tenant_id).exclude(state=InvoiceState.DRAFT)
        return [_invoice(row) for row in rows.order_by("-issued_at")[:limit]]


def get_invoice(invoice_id: UUID, *, tenant_id: UUID | None = None) -> InvoiceView:
    """``tenant_id``: whose it must be. Raises ``InvoiceMissing``."""
    with in_public():
        rows = Invoice.objects.filter(id=invoice_id).exclude(state=InvoiceState.DRAFT)
        if tenant_id is not None:
            rows = rows.filter(tenant_id=tenant_id)
        row = rows.first()
    if row is None:
        raise InvoiceMissing(str(invoice_id))
    return _invoice(row)


def list_open_invoices(*, limit: int = 200) -> list[InvoiceView]:
    """Everybody's, what is due first in front; and those that are not as they should be."""
    with in_public():
        rows = Invoice.objects.filter(Q(state=InvoiceState.OPEN) | ~Q(fault="")).order_by(
            "due_at", "issued_at"
        )
        return [_invoice(row) for row in rows[:limit]]


def list_settlements() -> list[SettlementView]:
    """What waits for a second person or for the provider."""
    with in_public():
        rows = Settlement.objects.filter(
            state__in=(SettlementState.WAITING, SettlementState.CONFIRMED)
        ).select_related("invoice")
        return [
            SettlementView(
                id=row.id,
                invoice=_invoice(row.invoice),
                amount=Money(row.amount),
                bank_reference=row.bank_reference,
                received_on=row.received_on,
                reason=row.reason,
                state=row.state,
                asked_by=row.asked_by,
                asked_at=row.asked_at,
                error=row.error,
            )
            for row in rows.order_by("asked_at")
        ]


def list_stuck_events(*, limit: int = 100) -> list[EventView]:
    """Notices that were not understood, or not yet after a first try."""
    with in_public():
        rows = ProviderEvent.objects.filter(
            Q(state__in=(EventState.FAILED, EventState.STRANGER))
            | Q(state=EventState.WAITING, tries__gt=0)
        ).order_by("-received_at")[:limit]
        return [
            EventView(
                row.id, row.kind, row.object_id, row.account, row.state, row.error, row.tries,
                row.received_at,
            )
            for row in rows
        ]  # fmt: skip


def last_reconciliation() -> ReconciliationView | None:
    with in_public():
        row = Reconciliation.objects.order_by("-began_at").first()
    if row is None:
        return None
    return ReconciliationView(
        row.began_at, row.compared, row.mended, tuple(row.differences), row.error
    )


def open_order_of(tenant_id: UUID) -> OrderView | None:
    """A wish that is not carried out yet."""
    with in_public():
        row = PlanOrder.objects.filter(tenant_id=tenant_id, state__in=OPEN_STATES).first()
    return order_view(row) if row else None


def all_subscriptions() -> dict[UUID, SubscriptionView]:
    """Every tenant that has one, in one statement."""
    with in_public():
        return {row.tenant_id: view_of(row) for row in Subscription.objects.all()}


def _invoice(row: Invoice) -> InvoiceView:
    return InvoiceView(
        id=row.id,
        tenant_id=row.tenant_id,
        number=row.number or row.memo,
        state=row.state,
        method=row.method,
        subtotal=Money(row.subtotal, row.currency),
        tax=Money(row.tax, row.currency),
        total=Money(row.total, row.currency),
        due=Money(row.due - row.paid if row.state == InvoiceState.OPEN else row.due, row.currency),
        buyer=dict(row.buyer),
        lines=tuple(
            {
                **line,
                "text": str(LINE_NAMES.get(line["part"], line["text"])),
                "shown": Money(line["amount"], row.currency).display(),
            }
            for line in row.lines
            if line["amount"] or line["part"] == "base"
        ),
        memo=row.memo,
        issued_at=row.issued_at,
        due_at=row.due_at,
        paid_at=row.paid_at,
        period_starts_at=row.period_starts_at,
        period_ends_at=row.period_ends_at,
        page_url=row.page_url,
        pdf_url=row.pdf_url,
        tax_invoice=row.tax_invoice,
        fault=row.fault,
    )
