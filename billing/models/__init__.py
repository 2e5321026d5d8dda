from billing.models.invoice import (
    Invoice,
    InvoiceNotice,
    InvoiceState,
    Settlement,
    SettlementState,
)
from billing.models.plan_order import OPEN_STATES, OrderState, PlanOrder
from billing.models.profile import BillingProfile
from billing.models.provider import EventState, ProviderEvent, Reconciliation, UsageReport
from billing.models.subscription import PayMethod, Subscription, SubscriptionState
from billing.models.usage import LimitNotice, UsageCount, UsageMark

__all__ = [
    "OPEN_STATES",
    "BillingProfile",
    "EventState",
    "Invoice",
    "InvoiceNotice",
    "InvoiceState",
    "LimitNotice",
    "OrderState",
    "PayMethod",
    "PlanOrder",
    "ProviderEvent",
    "Reconciliation",
    "Settlement",
    "SettlementState",
    "Subscription",
    "SubscriptionState",
    "UsageCount",
    "UsageMark",
    "UsageReport",
]
