"""Months that end where the invoices are our own, orders nobody finished."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from billing.domain.plans import Meter
from billing.errors import NoSuchRemote, OrderRefused, ProviderDown, ProviderRefused
from billing.models import (
    OPEN_STATES,
    OrderState,
    PayMethod,
    PlanOrder,
    Subscription,
    SubscriptionState,
)
from billing.operations.invoicing import issue_month
from billing.operations.orders import carry_out, take_checkout
from billing.operations.sync import count_of
from billing.provider import current_provider
from tenants.api import in_public

log = structlog.get_logger(__name__)
# A checkout page lives a day; a wish that got no page within it is nobody's any more.
PAGE_LIFE: Final = timedelta(hours=25)
# An installation that stood still for long catches up month by month, not for ever.
MOST_MONTHS: Final = 12


def renew_own(*, now: datetime) -> int:
    """New months, and ends that were asked for; how many invoices were issued."""
    with in_public():
        ids = list(
            Subscription.objects.filter(
                provider_id="",
                method=PayMethod.TRANSFER,
                period_ends_at__lte=now,
                state__in=(SubscriptionState.ACTIVE, SubscriptionState.PAST_DUE),
            ).values_list("id", flat=True)
        )
    issued = 0
    for each in ids:
        with in_public(), transaction.atomic():
            issued += _renew_one(Subscription.objects.select_for_update().get(pk=each), now=now)
    return issued


def _renew_one(row: Subscription, *, now: datetime) -> int:
    issued = 0
    for _month in range(MOST_MONTHS):
        end = row.period_ends_at
        if end is None or end > now:
            break
        if row.ends_at is not None and row.ends_at <= end:
            row.state = SubscriptionState.ENDED
            row.save(update_fields=["state"])
            break
        row.seats = max(1, count_of(row.tenant_id, Meter.STAFF, ""))
        issued += issue_month(row, start=end, now=now) is not None
    return issued


def resume_orders(*, now: datetime) -> int:
    """Go on with what the provider did not answer; look after pages whose browser never came
    back. How many were settled."""
    provider = current_provider()
    with in_public():
        rows = list(PlanOrder.objects.filter(state__in=OPEN_STATES).order_by("asked_at"))
    settled = 0
    for row in rows:
        try:
            if row.checkout_id and provider is not None:
                take_checkout(provider, row, provider.get_checkout(row.checkout_id), now=now)
            elif row.method == PayMethod.CARD and row.asked_at + PAGE_LIFE < now:
                _leave(row, now=now)
            else:
                carry_out(row.id, addresses=None, now=now)
        except (ProviderDown, ProviderRefused, NoSuchRemote, OrderRefused) as error:
            log.warning("billing_order_waits", order=str(row.id), error=type(error).__name__)
        settled += row.state not in OPEN_STATES
    return settled


def _leave(row: PlanOrder, *, now: datetime) -> None:
    row.state, row.settled_at = OrderState.LEFT, now
    with in_public():
        row.save(update_fields=["state", "settled_at"])
