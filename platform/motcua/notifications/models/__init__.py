from motcua.notifications.models.account import ChannelAccount, ChannelMonth
from motcua.notifications.models.contact import Contact, PushSubscription
from motcua.notifications.models.delivery import Delivery, DeliveryStatus
from motcua.notifications.models.inbox import InboxEntry
from motcua.notifications.models.message import Message
from motcua.notifications.models.policy import SendingPolicy
from motcua.notifications.models.report import DeliveryReport
from motcua.notifications.models.template import MessageTemplate

__all__ = [
    "ChannelAccount",
    "ChannelMonth",
    "Contact",
    "Delivery",
    "DeliveryReport",
    "DeliveryStatus",
    "InboxEntry",
    "Message",
    "MessageTemplate",
    "PushSubscription",
    "SendingPolicy",
]
