"""How a tenant stands to its limits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from billing.domain.plans import MONTHLY, Meter, Plan, Standing, get_plan
from billing.models import Subscription, UsageCount
from tenants.api import in_public


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """Who has none was there before plans were: ``agreed``, without limits."""

    plan: Plan
    state: str
    trial_ends_at: datetime | None
    agreed: dict[str, int]

    @property
    def name(self) -> str | Promise:
        return self.plan.name

    def limit(self, meter: Meter) -> int | None:
        return self.agreed.get(meter.value, self.plan.limits.get(meter))


def subscription_of(tenant_id: UUID) -> SubscriptionView:
    with in_public():
        row = Subscription.objects.filter(tenant_id=tenant_id).first()
    if row is None:
        return SubscriptionView(get_plan("agreed"), "active", None, {})
    return SubscriptionView(get_plan(row.plan), row.state, row.trial_ends_at, dict(row.agreed))


def standings(tenant_id: UUID, *, now: datetime) -> list[Standing]:
    """Every meter, in two statements."""
    subscription = subscription_of(tenant_id)
    month = f"{timezone.localtime(now):%Y-%m}"
    with in_public():
        rows = UsageCount.objects.filter(tenant_id=tenant_id, period__in=("", month))
        used = {(row.meter, row.period): row.amount for row in rows}
    return [
        Standing(
            meter,
            used.get((meter.value, month if meter in MONTHLY else ""), 0),
            subscription.limit(meter),
        )
        for meter in Meter
    ]


def standing_of(tenant_id: UUID, meter: Meter, *, now: datetime) -> Standing:
    return next(each for each in standings(tenant_id, now=now) if each.meter == meter)
