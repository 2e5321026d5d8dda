from motcua.payments.models.account import GatewayAccount
from motcua.payments.models.attempt import AttemptStatus, PaymentAttempt
from motcua.payments.models.message import MessageKind, ProviderMessage
from motcua.payments.models.order import OrderStatus, PaymentOrder
from motcua.payments.models.receipt import Receipt

__all__ = [
    "AttemptStatus",
    "GatewayAccount",
    "MessageKind",
    "OrderStatus",
    "PaymentAttempt",
    "PaymentOrder",
    "ProviderMessage",
    "Receipt",
]
