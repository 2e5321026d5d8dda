"""Our books against the provider's, every night: what differs is listed, and mended where the
provider's word is the truth."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count

from billing.domain.remote import RemoteInvoice, RemoteSubscription
from billing.errors import NoSuchRemote, ProviderDown, ProviderRefused
from billing.models import (
    BillingProfile,
    EventState,
    Invoice,
    InvoiceState,
    ProviderEvent,
    Reconciliation,
    Subscription,
    SubscriptionState,
)
from billing.operations.sync import TwoSubscriptions, fault_in, sync_invoice, sync_subscription
from billing.provider import Provider, current_provider
from tenants.api import in_public

# Invoices change for a month or two: tries of a card, transfers that take their time.
LOOK_BACK: Final = timedelta(days=95)
_LATE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: subscription, invoice or event. ``mended``: our copy is right again."""

    kind: str
    tenant: str
    what: str
    ours: str
    theirs: str
    mended: bool


def reconcile(*, now: datetime) -> Reconciliation | None:
    """One comparison, kept with its differences; ``None`` without a provider."""
    provider = current_provider()
    if provider is None:
        return None
    with in_public():
        row = Reconciliation.objects.create(began_at=now)
    found: list[Difference] = []
    try:
        row.compared = _subscriptions(provider, found, now=now)
        row.compared += _invoices(provider, found, now=now)
    except (ProviderDown, ProviderRefused) as error:
        row.error = f"{error.code} {error.message}"[:300]
    found += _events(now)
    row.differences = [asdict(each) for each in found]
    row.mended = sum(each.mended for each in found)
    row.ended_at = now
    with in_public():
        row.save()
    return row


def _subscriptions(provider: Provider, found: list[Difference], *, now: datetime) -> int:
    remotes = provider.list_subscriptions()
    for remote in remotes:
        _compare_subscription(remote, found, now=now)
    listed = {each.id for each in remotes}
    with in_public():
        ours = list(
            Subscription.objects.exclude(provider_id="").exclude(state=SubscriptionState.ENDED)
        )
    for row in ours:
        if row.provider_id in listed:
            continue
        try:
            remote = provider.get_subscription(row.provider_id)
        except NoSuchRemote:
            tenant = str(row.tenant_id)
            found.append(
                Difference("subscription", tenant, row.provider_id, row.state, "–", mended=False)
            )
        else:
            _compare_subscription(remote, found, now=now)
    return len(remotes) + len(ours)


def _compare_subscription(
    remote: RemoteSubscription, found: list[Difference], *, now: datetime
) -> None:
    tenant_id = _tenant(remote.customer)
    ours = _shown(remote.id)
    theirs = f"{remote.plan} {remote.state} {remote.method} {remote.seats}"
    if ours == theirs or (tenant_id is not None and not remote.is_live and not ours):
        return
    what, tenant = remote.id, str(tenant_id or "")
    try:
        owner = sync_subscription(remote, now=now)
    except TwoSubscriptions as error:
        found.append(
            Difference("subscription", tenant, str(error.message), ours, theirs, mended=False)
        )
        return
    mended = owner is not None and _shown(remote.id) == theirs
    found.append(Difference("subscription", tenant, what, ours, theirs, mended=mended))


def _shown(provider_id: str) -> str:
    with in_public():
        row = Subscription.objects.filter(provider_id=provider_id).first()
    return f"{row.plan} {row.state} {row.method} {row.seats}" if row else ""


def _invoices(provider: Provider, found: list[Difference], *, now: datetime) -> int:
    remotes = provider.list_invoices(since=now - LOOK_BACK)
    for remote in remotes:
        if not remote.is_nothing:
            _compare_invoice(remote, found, now=now)
    listed = {each.id for each in remotes}
    with in_public():
        ours = list(
            Invoice.objects.filter(state=InvoiceState.OPEN)
            .exclude(provider_id="")
            .exclude(provider_id__in=listed)
        )
    for row in ours:
        try:
            _compare_invoice(provider.get_invoice(row.provider_id), found, now=now)
        except NoSuchRemote:
            tenant = str(row.tenant_id)
            found.append(Difference("invoice", tenant, row.number, row.state, "–", mended=False))
    return len(remotes) + len(ours)


def _compare_invoice(remote: RemoteInvoice, found: list[Difference], *, now: datetime) -> None:
    ours = _shown_invoice(remote.id)
    theirs = f"{remote.state} {remote.currency} {remote.total} {remote.paid} {fault_in(remote)}"
    owner = _tenant(remote.customer)
    if ours != theirs:
        synced = sync_invoice(remote, now=now)
        mended = synced is not None and _shown_invoice(remote.id) == theirs
        what = remote.number or remote.id
        found.append(Difference("invoice", str(owner or ""), what, ours, theirs, mended=mended))
    with in_public():
        faulty = Invoice.objects.filter(provider_id=remote.id).exclude(fault="").first()
    if faulty is not None:
        found.append(
            Difference("invoice", str(owner or ""), faulty.number, faulty.fault, "", mended=False)
        )


def _shown_invoice(provider_id: str) -> str:
    with in_public():
        row = Invoice.objects.filter(provider_id=provider_id).first()
    return f"{row.state} {row.currency} {row.total} {row.paid} {row.fault}" if row else ""


def _events(now: datetime) -> list[Difference]:
    """Notices that nobody could make sense of, or that wait for too long."""
    with in_public():
        rows = ProviderEvent.objects.filter(
            state__in=(EventState.WAITING, EventState.FAILED), received_at__lt=now - _LATE
        )
        counts = list(rows.values("state").annotate(count=Count("id")).order_by("state"))
    return [
        Difference("event", "", each["state"], str(each["count"]), "0", mended=False)
        for each in counts
    ]


def _tenant(customer: str) -> UUID | None:
    with in_public():
        row = BillingProfile.objects.filter(provider_customer=customer).first()
    return row.tenant_id if row and customer else None
