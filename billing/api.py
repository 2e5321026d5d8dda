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
from billing.domain.prices import PRICES, PlanPrice
from billing.domain.remote import Preview
from billing.errors import (
    EventMissing,
    InvoiceMissing,
    NoSuchRemote,
    NotConfigured,
    OrderRefused,
    ProviderDown,
    ProviderRefused,
    SettlementRefused,
)
from billing.operations.count_usage import count_usage, due_notice, note_stock
from billing.operations.orders import (
    Addresses,
    OrderView,
    end_plan,
    finish_checkout,
    keep_plan,
    leave_order,
    order_plan,
    preview_plan,
)
from billing.operations.portal import portal_url
from billing.operations.profile import (
    ProfileFields,
    TaxCodeWrong,
    find_profile,
    is_tax_code,
    save_profile,
)
from billing.operations.reconcile import reconcile
from billing.operations.settle import (
    ask_settlement,
    confirm_settlement,
    note_tax_invoice,
    refuse_settlement,
)
from billing.operations.subscribe import choose_plan, start_trial
from billing.operations.take_event import retry_event
from billing.provider import current_provider
from billing.queries.books import (
    EventView,
    InvoiceView,
    ReconciliationView,
    SettlementView,
    all_subscriptions,
    get_invoice,
    last_reconciliation,
    list_invoices,
    list_open_invoices,
    list_settlements,
    list_stuck_events,
    open_order_of,
)
from billing.queries.standing import SubscriptionView, standing_of, standings, subscription_of

__all__ = [
    "METER_NAMES",
    "PLANS",
    "PRICES",
    "Addresses",
    "EventMissing",
    "EventView",
    "InvoiceMissing",
    "InvoiceView",
    "Meter",
    "NoSuchRemote",
    "NotConfigured",
    "OrderRefused",
    "OrderView",
    "Plan",
    "PlanMissing",
    "PlanPrice",
    "Preview",
    "ProfileFields",
    "ProviderDown",
    "ProviderRefused",
    "ReconciliationView",
    "SettlementRefused",
    "SettlementView",
    "Standing",
    "SubscriptionView",
    "TaxCodeWrong",
    "all_subscriptions",
    "ask_settlement",
    "choose_plan",
    "confirm_settlement",
    "count_usage",
    "current_provider",
    "due_notice",
    "end_plan",
    "find_profile",
    "finish_checkout",
    "get_invoice",
    "get_plan",
    "is_tax_code",
    "keep_plan",
    "last_reconciliation",
    "leave_order",
    "list_invoices",
    "list_open_invoices",
    "list_settlements",
    "list_stuck_events",
    "note_stock",
    "note_tax_invoice",
    "open_order_of",
    "order_plan",
    "portal_url",
    "preview_plan",
    "reconcile",
    "refuse_settlement",
    "retry_event",
    "save_profile",
    "standing_of",
    "standings",
    "start_trial",
    "subscription_of",
]
