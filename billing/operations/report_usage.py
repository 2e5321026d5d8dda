"""What tenants used, told to the provider: each step once, whatever is lost on the way."""

from datetime import datetime, timedelta

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from billing.domain.plans import Meter
from billing.domain.prices import METERED
from billing.errors import NoSuchRemote, ProviderDown, ProviderRefused
from billing.models import (
    BillingProfile,
    Subscription,
    SubscriptionState,
    UsageCount,
    UsageReport,
)
from billing.operations.sync import count_of, sync_subscription
from billing.provider import Provider, current_provider
from tenants.api import in_public

log = structlog.get_logger(__name__)


def report_usage(*, now: datetime) -> int:
    """Dossiers and messages since the last report, and this day's seats; how many steps were
    told. A tenant that cannot be told keeps nobody else waiting."""
    provider, told = current_provider(), 0
    if provider is None:
        return 0
    for subscription, customer in _paying():
        try:
            told += _report_one(provider, subscription, customer, now=now)
            told += _tell_seats(provider, subscription, now=now)
        except (ProviderDown, ProviderRefused, NoSuchRemote) as error:
            log.warning(
                "billing_usage_not_told",
                tenant=str(subscription.tenant_id),
                error=type(error).__name__,
            )
    return told


def _paying() -> list[tuple[Subscription, str]]:
    with in_public():
        rows = list(
            Subscription.objects.exclude(provider_id="").exclude(state=SubscriptionState.ENDED)
        )
        profiles = BillingProfile.objects.filter(tenant_id__in=[row.tenant_id for row in rows])
        customers = {each.tenant_id: each.provider_customer for each in profiles}
    return [(row, customers[row.tenant_id]) for row in rows if customers.get(row.tenant_id)]


def _report_one(
    provider: Provider, subscription: Subscription, customer: str, *, now: datetime
) -> int:
    """First what nobody knows the fate of, under its old identifier; then the new step."""
    with in_public():
        for period in _periods(now):
            for meter in METERED:
                _write_step(subscription, meter, period, now=now)
        waiting = list(
            UsageReport.objects.filter(
                tenant_id=subscription.tenant_id, sent_at__isnull=True
            ).order_by("asked_at")
        )
    for step in waiting:
        provider.report_usage(
            customer=customer,
            meter=Meter(step.meter),
            amount=step.after - step.before,
            identifier=step.identifier,
            at=now,
        )
        with in_public():
            UsageReport.objects.filter(pk=step.pk).update(sent_at=now)
    return len(waiting)


def _write_step(subscription: Subscription, meter: Meter, period: str, *, now: datetime) -> None:
    tenant_id = subscription.tenant_id
    told = UsageReport.objects.filter(tenant_id=tenant_id, meter=meter, period=period)
    before = max((row.after for row in told), default=0)
    after = count_of(tenant_id, meter, period)
    if after <= before:
        return
    began = f"{timezone.localtime(subscription.started_at):%Y-%m}"
    if period < began:
        return
    step = UsageReport(
        tenant_id=tenant_id,
        meter=meter,
        period=period,
        before=before,
        after=after,
        identifier=f"{tenant_id.hex}-{meter}-{period}-{before}",
        asked_at=now,
    )
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        log.info("billing_step_written_by_another", meter=meter, period=period)


def _periods(now: datetime) -> tuple[str, str]:
    """Last month's stragglers and this month."""
    local = timezone.localtime(now)
    last = local.replace(day=1) - timedelta(days=1)
    return f"{last:%Y-%m}", f"{local:%Y-%m}"


def _tell_seats(provider: Provider, subscription: Subscription, *, now: datetime) -> int:
    with in_public():
        staff = UsageCount.objects.filter(
            tenant_id=subscription.tenant_id, meter=Meter.STAFF, period=""
        ).first()
    seats = max(1, staff.amount if staff else 1)
    if seats == subscription.seats:
        return 0
    key = f"{subscription.provider_id}-{now:%Y%m%d%H}-{subscription.seats}-{seats}"
    sync_subscription(provider.change_seats(subscription.provider_id, seats, key=key), now=now)
    return 1
