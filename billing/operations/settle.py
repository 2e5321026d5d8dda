"""A transfer came in: an operator says so, for large amounts a second one looks, the invoice is
paid here and at the provider."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from billing.errors import (
    InvoiceMissing,
    NoSuchRemote,
    NotConfigured,
    ProviderDown,
    ProviderRefused,
    SettlementRefused,
)
from billing.models import (
    Invoice,
    InvoiceState,
    Settlement,
    SettlementState,
    Subscription,
    SubscriptionState,
)
from billing.operations.sync import sync_invoice, sync_subscription
from billing.provider import current_provider
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.money import Money
from tenants.api import in_public


def ask_settlement(
    *,
    invoice_id: UUID,
    amount: int,
    bank_reference: str,
    received_on: date,
    reason: str,
    by: Actor,
    now: datetime,
) -> str:
    """Its state: ``waiting`` for a second person, or ``done``. Raises ``SettlementRefused`` for
    another amount, be it by one đồng, and for a transfer that settled something already."""
    reference, reason = bank_reference.strip().upper()[:80], reason.strip()[:300]
    if not reference or not reason:
        raise SettlementRefused(_("Cần mã giao dịch ngân hàng và lý do."), field="bank_reference")
    try:
        with in_public(), transaction.atomic():
            invoice = _payable(invoice_id)
            _require_exact(invoice, amount)
            big = invoice.due >= settings.MOTCUA_BILLING_FOUR_EYES
            row = Settlement.objects.create(
                invoice=invoice,
                amount=amount,
                bank_reference=reference,
                received_on=received_on,
                reason=reason,
                state=SettlementState.WAITING if big else SettlementState.CONFIRMED,
                asked_by=by.name[:200],
                asked_at=now,
            )
            _record("billing.settlement_asked", row, by=by, now=now)
    except IntegrityError:
        raise SettlementRefused(
            _("Giao dịch ngân hàng này đã ghi nhận, hoặc hóa đơn đang chờ xác nhận."),
            field="bank_reference",
        ) from None
    return _carry_quietly(row.id, now=now)


def confirm_settlement(*, settlement_id: UUID, by: Actor, now: datetime) -> str:
    """The second person. Raises ``SettlementRefused`` for the first."""
    with in_public(), transaction.atomic():
        row = _waiting(settlement_id)
        if row.asked_by == by.name[:200]:
            raise SettlementRefused(_("Người ghi nhận không tự xác nhận được."))
        _require_exact(row.invoice, row.amount)
        row.state, row.confirmed_by, row.confirmed_at = SettlementState.CONFIRMED, by.name, now
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        _record("billing.settlement_confirmed", row, by=by, now=now)
    return _carry_quietly(row.id, now=now)


def refuse_settlement(*, settlement_id: UUID, by: Actor, now: datetime) -> None:
    with in_public(), transaction.atomic():
        row = _waiting(settlement_id)
        row.state, row.confirmed_by, row.confirmed_at = SettlementState.REFUSED, by.name, now
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        _record("billing.settlement_refused", row, by=by, now=now)


def _carry_quietly(settlement_id: UUID, *, now: datetime) -> str:
    """What the provider cannot be told now is told by the sweep."""
    try:
        return carry_settlement(settlement_id, now=now)
    except (ProviderDown, ProviderRefused, NoSuchRemote, NotConfigured):
        return SettlementState.CONFIRMED.value


def carry_settlement(settlement_id: UUID, *, now: datetime) -> str:
    """Pay the invoice that was confirmed, once. Raises what the provider raises."""
    with in_public():
        row = Settlement.objects.select_related("invoice").get(id=settlement_id)
    if row.state != SettlementState.CONFIRMED:
        return row.state
    try:
        if row.invoice.provider_id:
            _settle_there(row, now=now)
        else:
            _settle_here(row, now=now)
    except (ProviderDown, ProviderRefused, NoSuchRemote, NotConfigured) as error:
        with in_public():
            Settlement.objects.filter(pk=row.pk).update(error=f"{error.code} {error.message}"[:300])
        raise
    with in_public():
        Settlement.objects.filter(pk=row.pk).update(state=SettlementState.DONE, error="")
    return SettlementState.DONE.value


def carry_confirmed(*, now: datetime) -> int:
    """Settlements the provider has not been told of yet; how many it was told now."""
    with in_public():
        ids = list(
            Settlement.objects.filter(state=SettlementState.CONFIRMED).values_list("id", flat=True)
        )
    return sum(_carry_quietly(each, now=now) == SettlementState.DONE for each in ids)


def _settle_there(row: Settlement, *, now: datetime) -> None:
    provider = current_provider()
    if provider is None:
        raise NotConfigured("stripe")
    invoice = provider.settle_invoice(row.invoice.provider_id, key=str(row.id))
    sync_invoice(invoice, now=now)
    if invoice.subscription:
        sync_subscription(provider.get_subscription(invoice.subscription), now=now)


def _settle_here(row: Settlement, *, now: datetime) -> None:
    with in_public(), transaction.atomic():
        invoice = Invoice.objects.select_for_update().get(pk=row.invoice_id)
        if invoice.state == InvoiceState.PAID:
            return
        invoice.state, invoice.paid, invoice.paid_at = InvoiceState.PAID, invoice.due, now
        invoice.save(update_fields=["state", "paid", "paid_at"])
        overdue = Invoice.objects.filter(
            tenant_id=invoice.tenant_id, state=InvoiceState.OPEN, due_at__lt=now
        )
        if not overdue.exists():
            Subscription.objects.filter(
                tenant_id=invoice.tenant_id, state=SubscriptionState.PAST_DUE, provider_id=""
            ).update(state=SubscriptionState.ACTIVE, past_due_at=None)


def note_tax_invoice(*, invoice_id: UUID, number: str, by: Actor, now: datetime) -> None:
    """The official e-invoice that was issued for it elsewhere. Raises ``InvoiceMissing``."""
    with in_public(), transaction.atomic():
        changed = Invoice.objects.filter(id=invoice_id).update(tax_invoice=number.strip()[:60])
        if not changed:
            raise InvoiceMissing(str(invoice_id))
        audit.record(
            action="billing.tax_invoice_noted",
            subject=f"billing.invoice:{invoice_id}",
            by=by,
            at=now,
            data={"number": number.strip()[:60]},
        )


def _payable(invoice_id: UUID) -> Invoice:
    invoice = Invoice.objects.select_for_update().filter(id=invoice_id).first()
    if invoice is None:
        raise InvoiceMissing(str(invoice_id))
    if invoice.state != InvoiceState.OPEN:
        raise SettlementRefused(_("Hóa đơn này không còn chờ thanh toán."))
    return invoice


def _require_exact(invoice: Invoice, amount: int) -> None:
    left = invoice.due - invoice.paid
    if amount == left:
        return
    raise SettlementRefused(
        _("Hóa đơn cần %(left)s, tiền về %(amount)s: lệch %(off)s.")
        % {
            "left": Money(left).display(),
            "amount": Money(amount).display(),
            "off": Money(amount - left).display(),
        },
        field="amount",
    )


def _waiting(settlement_id: UUID) -> Settlement:
    row = (
        Settlement.objects.select_for_update(of=("self",))
        .select_related("invoice")
        .filter(id=settlement_id, state=SettlementState.WAITING)
        .first()
    )
    if row is None:
        raise SettlementRefused(_("Không còn gì chờ xác nhận ở đây."))
    return row


def _record(action: str, row: Settlement, *, by: Actor, now: datetime) -> None:
    audit.record(
        action=action,
        subject=f"billing.invoice:{row.invoice_id}",
        by=by,
        at=now,
        data={"amount": row.amount, "bank_reference": row.bank_reference, "reason": row.reason},
    )
