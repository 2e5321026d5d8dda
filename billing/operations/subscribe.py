from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from billing.domain.plans import TRIAL_DAYS, get_plan
from billing.models import Subscription, SubscriptionState
from tenants.api import in_public


def start_trial(*, tenant_id: UUID, plan: str = "trial", now: datetime) -> None:
    """Begin trying ``plan``; who has a plan already keeps it. Raises ``PlanMissing``."""
    get_plan(plan)
    with in_public():
        Subscription.objects.get_or_create(
            tenant_id=tenant_id,
            defaults={
                "plan": plan,
                "state": SubscriptionState.TRIAL,
                "started_at": now,
                "trial_ends_at": now + timedelta(days=TRIAL_DAYS),
            },
        )


def choose_plan(
    *, tenant_id: UUID, plan: str, now: datetime, agreed: dict[str, int] | None = None
) -> None:
    """Put the tenant on ``plan`` from now on. Raises ``PlanMissing``."""
    get_plan(plan)
    with in_public(), transaction.atomic():
        Subscription.objects.update_or_create(
            tenant_id=tenant_id,
            defaults={
                "plan": plan,
                "state": SubscriptionState.ACTIVE,
                "started_at": now,
                "trial_ends_at": None,
                "agreed": agreed or {},
            },
        )
