from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from billing.domain.plans import TRIAL_DAYS, get_plan
from billing.errors import OrderRefused
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
    """Put the tenant on ``plan`` from now on, as agreed apart from any payment.

    Raises ``PlanMissing``, and ``OrderRefused`` where a provider collects: it would put its own
    plan back.
    """
    get_plan(plan)
    with in_public(), transaction.atomic():
        row = Subscription.objects.select_for_update().filter(tenant_id=tenant_id).first()
        if row and row.provider_id and row.state != SubscriptionState.ENDED:
            raise OrderRefused(_("Cơ quan đang trả qua đơn vị thu tiền; hãy dừng gói ở đó trước."))
        Subscription.objects.update_or_create(
            tenant_id=tenant_id,
            defaults={
                "plan": plan,
                "state": SubscriptionState.ACTIVE,
                "started_at": now,
                "trial_ends_at": None,
                "agreed": agreed or {},
                "method": "",
                "past_due_at": None,
                "ends_at": None,
                "next_plan": "",
            },
        )
