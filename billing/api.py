"""The door to billing: the tenant pays us."""

from billing.domain.plans import (
    METER_NAMES,
    PLANS,
    Meter,
    Plan,
    PlanMissing,
    Standing,
    get_plan,
)
from billing.operations.count_usage import count_usage, due_notice, note_stock
from billing.operations.subscribe import choose_plan, start_trial
from billing.queries.standing import SubscriptionView, standing_of, standings, subscription_of

__all__ = [
    "METER_NAMES",
    "PLANS",
    "Meter",
    "Plan",
    "PlanMissing",
    "Standing",
    "SubscriptionView",
    "choose_plan",
    "count_usage",
    "due_notice",
    "get_plan",
    "note_stock",
    "standing_of",
    "standings",
    "start_trial",
    "subscription_of",
]
