"""How a tenant stands to its limits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise

from billing.domain.plans import MONTHLY, Meter, Plan, Standing, get_plan
from billing.models import Subscription, SubscriptionState, UsageCount
from tenants.api import in_public


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """Who has none was there before plans were: ``agreed``, without limits."""

    plan: Plan
    state: str
    trial_ends_at: datetime | None
    agreed: dict[str, int]
    method: str = ""
    provider_id: str = ""
    seats: int = 0
    next_plan: str = ""
    period_starts_at: datetime | None = None
    period_ends_at: datetime | None = None
    ends_at: datetime | None = None
    past_due_at: datetime | None = None

    @property
    def name(self) -> str | Promise:
        return self.plan.name

    @property
    def is_paying(self) -> bool:
        return bool(self.method) and self.state != SubscriptionState.ENDED

    def limit(self, meter: Meter) -> int | None:
        return self.agreed.get(meter.value, self.plan.limits.get(meter))

    def held_from(self) -> datetime | None:
        """From when on staff begin nothing new; what is there, and every citizen, goes on."""
        if self.state == SubscriptionState.TRIAL:
            return self.trial_ends_at
        if self.state == SubscriptionState.ENDED:
            return self.ends_at or datetime.min.replace(tzinfo=timezone.get_current_timezone())
        if self.state == SubscriptionState.PAST_DUE and self.past_due_at is not None:
            return self.past_due_at + timedelta(days=settings.MOTCUA_BILLING_GRACE_DAYS)
        return None

    def is_held(self, now: datetime) -> bool:
        moment = self.held_from()
        return moment is not None and moment <= now

    def trial_days_left(self, now: datetime) -> int | None:
        """Begun days count; ``None`` outside a trial."""
        if self.state != SubscriptionState.TRIAL or self.trial_ends_at is None:
            return None
        return max(0, -((now - self.trial_ends_at) // timedelta(days=1)))


def subscription_of(tenant_id: UUID) -> SubscriptionView:
    with in_public():
        row = Subscription.objects.filter(tenant_id=tenant_id).first()
    return view_of(row)


def view_of(row: Subscription | None) -> SubscriptionView:
    if row is None:
        return SubscriptionView(get_plan("agreed"), "active", None, {})
    return SubscriptionView(
        plan=get_plan(row.plan),
        state=row.state,
        trial_ends_at=row.trial_ends_at,
        agreed=dict(row.agreed),
        method=row.method,
        provider_id=row.provider_id,
        seats=row.seats,
        next_plan=row.next_plan,
        period_starts_at=row.period_starts_at,
        period_ends_at=row.period_ends_at,
        ends_at=row.ends_at,
        past_due_at=row.past_due_at,
    )


def standings(tenant_id: UUID, *, now: datetime) -> list[Standing]:
    """Every meter, in two statements."""
    subscription = subscription_of(tenant_id)
    is_held = subscription.is_held(now)
    month = f"{timezone.localtime(now):%Y-%m}"
    with in_public():
        rows = UsageCount.objects.filter(tenant_id=tenant_id, period__in=("", month))
        used = {(row.meter, row.period): row.amount for row in rows}
    return [
        Standing(
            meter,
            used.get((meter.value, month if meter in MONTHLY else ""), 0),
            subscription.limit(meter),
            is_held,
        )
        for meter in Meter
    ]


def standing_of(tenant_id: UUID, meter: Meter, *, now: datetime) -> Standing:
    return next(each for each in standings(tenant_id, now=now) if each.meter == meter)
