from motcua.payments.models.account import GatewayAccount
from motcua.payments.models.attempt import AttemptStatus, PaymentAttempt
from motcua.payments.models.message import MessageKind, ProviderMessage
from motcua.payments.models.order import OrderStatus, PaymentOrder
from motcua.payments.models.receipt import Receipt, ReceiptBook, ReceiptVoid
from motcua.payments.models.refund import Refund, RefundStatus
from motcua.payments.models.statement import LineState, Statement, StatementLine

__all__ = [
    "AttemptStatus",
    "GatewayAccount",
    "LineState",
    "MessageKind",
    "OrderStatus",
    "PaymentAttempt",
    "PaymentOrder",
    "ProviderMessage",
    "Receipt",
    "ReceiptBook",
    "ReceiptVoid",
    "Refund",
    "RefundStatus",
    "Statement",
    "StatementLine",
]
