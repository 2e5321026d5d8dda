"""The door to payments: citizens' fees, paid to the tenant."""

from motcua.payments.domain.lines import FeeLine
from motcua.payments.domain.statements import ImportView, LineView, StatementView
from motcua.payments.domain.transfers import Transfer
from motcua.payments.domain.views import (
    AttemptView,
    GatewayChoice,
    IpnReply,
    OrderView,
    ReceiptView,
    Redirect,
    RefundView,
    ReturnView,
)
from motcua.payments.errors import (
    AccountRefused,
    GatewayNotConfigured,
    GatewayOptionsInvalid,
    LineSettled,
    LinesInvalid,
    NotSupported,
    OrderMissing,
    OrderNotPayable,
    OrderPaidAlready,
    ProviderUnreachable,
    ReasonMissing,
    ReceiptNotStanding,
    RefundRefused,
    SignatureRefused,
    StatementRefused,
    TooManyAttempts,
)
from motcua.payments.events import OrderCancelled, OrderPaid, RefundDue, RefundSettled
from motcua.payments.operations.begin_attempt import begin_attempt
from motcua.payments.operations.cancel_order import cancel_order
from motcua.payments.operations.collect_at_counter import collect_at_counter
from motcua.payments.operations.configure_gateway import configure_gateway
from motcua.payments.operations.forget_payers import forget_old_payers, forget_payers
from motcua.payments.operations.handle_ipn import handle_ipn
from motcua.payments.operations.import_statement import import_statement
from motcua.payments.operations.match_lines import match_statement
from motcua.payments.operations.open_order import open_order
from motcua.payments.operations.query_attempt import query_attempt, query_due
from motcua.payments.operations.receipts import cancel_receipt, replace_receipt
from motcua.payments.operations.record_return import record_return
from motcua.payments.operations.refunds import (
    ask_refund,
    note_withdrawn,
    send_refund,
    settle_refund,
    settle_withdrawn,
)
from motcua.payments.operations.settle_line import assign_line, explain_line
from motcua.payments.operations.show_transfer import show_transfer
from motcua.payments.operations.tend_accounts import (
    AccountView,
    ReceiptBookView,
    get_account,
    get_receipt_book,
    list_accounts,
    move_account_up,
    save_account,
    save_receipt_book,
    try_account,
)
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
    list_receipts,
    list_refunds_due,
    search_orders,
)
from motcua.payments.queries.refunds import list_refunds, list_refunds_of
from motcua.payments.queries.report import FeeReport, ReportRow, fee_report
from motcua.payments.queries.statements import (
    count_open_lines,
    get_line,
    get_statement,
    list_lines,
    list_statements,
    summarise,
)
from motcua.payments.registry import gateways

__all__ = [
    "AccountRefused",
    "AccountView",
    "AttemptView",
    "FeeLine",
    "FeeReport",
    "GatewayChoice",
    "GatewayNotConfigured",
    "GatewayOptionsInvalid",
    "ImportView",
    "IpnReply",
    "LineSettled",
    "LineView",
    "LinesInvalid",
    "NotSupported",
    "OrderCancelled",
    "OrderMissing",
    "OrderNotPayable",
    "OrderPaid",
    "OrderPaidAlready",
    "OrderView",
    "Permission",
    "ProviderUnreachable",
    "ReasonMissing",
    "ReceiptBookView",
    "ReceiptNotStanding",
    "ReceiptView",
    "Redirect",
    "RefundDue",
    "RefundRefused",
    "RefundSettled",
    "RefundView",
    "ReportRow",
    "ReturnView",
    "SignatureRefused",
    "StatementRefused",
    "StatementView",
    "TooManyAttempts",
    "Transfer",
    "ask_refund",
    "assign_line",
    "begin_attempt",
    "cancel_order",
    "cancel_receipt",
    "collect_at_counter",
    "configure_gateway",
    "count_open_lines",
    "explain_line",
    "fee_report",
    "find_order",
    "find_orders",
    "find_receipt",
    "forget_old_payers",
    "forget_payers",
    "gateways",
    "get_account",
    "get_line",
    "get_order",
    "get_receipt_book",
    "get_statement",
    "handle_ipn",
    "import_statement",
    "is_paid",
    "list_accounts",
    "list_attempts",
    "list_gateways",
    "list_lines",
    "list_orders",
    "list_receipts",
    "list_refunds",
    "list_refunds_due",
    "list_refunds_of",
    "list_statements",
    "match_statement",
    "move_account_up",
    "note_withdrawn",
    "open_order",
    "query_attempt",
    "query_due",
    "record_return",
    "replace_receipt",
    "save_account",
    "save_receipt_book",
    "search_orders",
    "send_refund",
    "settle_refund",
    "settle_withdrawn",
    "show_transfer",
    "summarise",
    "try_account",
]
