"""The door to payments: citizens' fees, paid to the tenant."""

from motcua.payments.domain.lines import FeeLine
from motcua.payments.domain.views import (
    AttemptView,
    GatewayChoice,
    IpnReply,
    OrderView,
    ReceiptView,
    Redirect,
    ReturnView,
)
from motcua.payments.errors import (
    GatewayNotConfigured,
    GatewayOptionsInvalid,
    LinesInvalid,
    OrderMissing,
    OrderNotPayable,
    OrderPaidAlready,
    ProviderUnreachable,
    TooManyAttempts,
)
from motcua.payments.events import OrderCancelled, OrderPaid, RefundDue
from motcua.payments.operations.begin_attempt import begin_attempt
from motcua.payments.operations.cancel_order import cancel_order
from motcua.payments.operations.collect_at_counter import collect_at_counter
from motcua.payments.operations.configure_gateway import configure_gateway
from motcua.payments.operations.forget_payers import forget_old_payers, forget_payers
from motcua.payments.operations.handle_ipn import handle_ipn
from motcua.payments.operations.open_order import open_order
from motcua.payments.operations.query_attempt import query_attempt
from motcua.payments.operations.record_return import record_return
from motcua.payments.permissions import Permission
from motcua.payments.queries.accounts import list_gateways
from motcua.payments.queries.orders import (
    find_order,
    find_orders,
    find_receipt,
    get_order,
    is_paid,
    list_attempts,
    list_orders,
    list_refunds_due,
)
from motcua.payments.registry import gateways

__all__ = [
    "AttemptView",
    "FeeLine",
    "GatewayChoice",
    "GatewayNotConfigured",
    "GatewayOptionsInvalid",
    "IpnReply",
    "LinesInvalid",
    "OrderCancelled",
    "OrderMissing",
    "OrderNotPayable",
    "OrderPaid",
    "OrderPaidAlready",
    "OrderView",
    "Permission",
    "ProviderUnreachable",
    "ReceiptView",
    "Redirect",
    "RefundDue",
    "ReturnView",
    "TooManyAttempts",
    "begin_attempt",
    "cancel_order",
    "collect_at_counter",
    "configure_gateway",
    "find_order",
    "find_orders",
    "find_receipt",
    "forget_old_payers",
    "forget_payers",
    "gateways",
    "get_order",
    "handle_ipn",
    "is_paid",
    "list_attempts",
    "list_gateways",
    "list_orders",
    "list_refunds_due",
    "open_order",
    "query_attempt",
    "record_return",
]
