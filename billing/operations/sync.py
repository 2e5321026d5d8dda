"""Our copy of what the provider says. Always from its present state, never from a notice's words,
so that order and repetition of notices do not matter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from billing.domain.plans import Meter
from billing.domain.prices import CURRENCY, METERED, PRICES, specs
from billing.domain.remote import RemoteInvoice, RemoteState, RemoteSubscription
from billing.errors import ProviderRefused
from billing.models import (
    BillingProfile,
    Invoice,
    InvoiceState,
    Subscription,
    SubscriptionState,
    UsageCount,
    UsageReport,
)
from billing.operations.invoicing import buyer_of, lines_to_json, make_memo
from tenants.api import in_public

_STATES = {
    RemoteState.TRIAL: SubscriptionState.TRIAL,
    RemoteState.ACTIVE: SubscriptionState.ACTIVE,
    RemoteState.PAST_DUE: SubscriptionState.PAST_DUE,
    RemoteState.ENDED: SubscriptionState.ENDED,
}


class TwoSubscriptions(ProviderRefused):
    """A tenant pays twice at the provider: only the operator can say which one goes."""

    code = "billing_two_subscriptions"


def sync_subscription(remote: RemoteSubscription, *, now: datetime) -> UUID | None:
    """Whose it is; ``None`` for a customer that is nobody's. Raises ``TwoSubscriptions``."""
    with in_public(), transaction.atomic():
        tenant_id = tenant_of_customer(remote.customer)
        if tenant_id is None:
            return None
        row, _made = Subscription.objects.select_for_update().get_or_create(
            tenant_id=tenant_id,
            defaults={"plan": "agreed", "state": SubscriptionState.ACTIVE, "started_at": now},
        )
        if row.provider_id and row.provider_id != remote.id:
            if not remote.is_live:
                return tenant_id
            if row.state != SubscriptionState.ENDED:
                raise TwoSubscriptions(f"{row.provider_id}, {remote.id}")
        is_older = row.read_at is not None and remote.read_at < row.read_at
        is_new = row.provider_id != remote.id
        if remote.state is RemoteState.UNFINISHED or (is_older and not is_new):
            return tenant_id
        if is_new and not remote.is_live:
            return tenant_id
        _apply(row, remote, now=now)
        if is_new:
            _begin_counting(tenant_id, now=now)
    return tenant_id


def _apply(row: Subscription, remote: RemoteSubscription, *, now: datetime) -> None:
    state = _STATES[remote.state]
    if row.provider_id != remote.id:
        row.started_at = now
    if remote.plan in PRICES:
        row.plan = remote.plan
    row.state = state
    row.method = remote.method
    row.provider_id = remote.id
    row.seats = remote.seats
    row.next_plan = ""
    row.trial_ends_at = remote.trial_ends_at if state == SubscriptionState.TRIAL else None
    row.period_starts_at, row.period_ends_at = remote.period_starts_at, remote.period_ends_at
    row.ends_at = remote.ends_at
    if state == SubscriptionState.PAST_DUE:
        row.past_due_at = row.past_due_at or now
    else:
        row.past_due_at = None
    row.read_at = remote.read_at
    row.save()


def _begin_counting(tenant_id: UUID, *, now: datetime) -> None:
    """What was used before the plan was bought is not charged."""
    period = f"{timezone.localtime(now):%Y-%m}"
    for meter in METERED:
        used = count_of(tenant_id, meter, period)
        told = UsageReport.objects.filter(tenant_id=tenant_id, meter=meter, period=period)
        before = max((row.after for row in told), default=0)
        if used > before:
            UsageReport.objects.create(
                tenant_id=tenant_id,
                meter=meter,
                period=period,
                before=before,
                after=used,
                identifier=f"{tenant_id.hex}-{meter}-{period}-{before}-free",
                asked_at=now,
                sent_at=now,
            )


def count_of(tenant_id: UUID, meter: Meter, period: str) -> int:
    row = UsageCount.objects.filter(tenant_id=tenant_id, meter=meter, period=period).first()
    return row.amount if row else 0


def sync_invoice(remote: RemoteInvoice, *, now: datetime) -> UUID | None:
    """Whose it is; ``None`` for a customer that is nobody's. One of nothing is not kept."""
    with in_public(), transaction.atomic():
        # One after another for a tenant: two notices of a new invoice make one copy.
        profile = (
            BillingProfile.objects.select_for_update()
            .filter(provider_customer=remote.customer)
            .exclude(provider_customer="")
            .first()
        )
        if profile is None:
            return None
        tenant_id: UUID = profile.tenant_id
        if remote.is_nothing:
            return tenant_id
        row = Invoice.objects.select_for_update().filter(provider_id=remote.id).first()
        if row is None:
            row = Invoice(
                tenant_id=tenant_id,
                provider_id=remote.id,
                memo=make_memo(),
                buyer=buyer_of(profile),
                issued_at=remote.created_at,
            )
        elif remote.read_at < row.read_at:
            return tenant_id
        _copy(row, remote)
    return tenant_id


def _copy(row: Invoice, remote: RemoteInvoice) -> None:
    row.number = remote.number
    row.state = InvoiceState(remote.state)
    row.method = remote.method
    row.currency = remote.currency
    row.subtotal, row.tax, row.total = remote.subtotal, remote.tax, remote.total
    row.due, row.paid = remote.due, remote.paid
    row.lines = lines_to_json(remote.lines)
    row.period_starts_at, row.period_ends_at = remote.period_starts_at, remote.period_ends_at
    row.due_at, row.paid_at = remote.due_at, remote.paid_at
    row.page_url, row.pdf_url = remote.page_url, remote.pdf_url
    row.fault = fault_in(remote)
    row.read_at = remote.read_at
    row.save()


def fault_in(remote: RemoteInvoice) -> str:
    """Why it is not what we would have asked for; empty when it is, to the last đồng."""
    if remote.currency != CURRENCY:
        return f"currency {remote.currency}"
    if sum(line.amount for line in remote.lines) != remote.subtotal:
        return "lines do not make the subtotal"
    if remote.subtotal + remote.tax != remote.total:
        return "subtotal and tax do not make the total"
    known = {f"{plan}.{spec.part}": spec.unit for plan in PRICES for spec in specs(plan)}
    for key, unit in remote.unit_prices.items():
        # Free tiers tell nothing of the price.
        if unit and unit != known.get(key):
            return f"price of {key} is {unit}"
    if remote.state == "paid" and remote.paid != remote.due:
        return f"paid {remote.paid} of {remote.due}"
    return ""


def tenant_of_customer(customer: str) -> UUID | None:
    row = BillingProfile.objects.filter(provider_customer=customer).first() if customer else None
    return row.tenant_id if row else None
