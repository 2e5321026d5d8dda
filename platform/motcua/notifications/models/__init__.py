from motcua.notifications.models.delivery import Delivery, DeliveryStatus
from motcua.notifications.models.inbox import InboxEntry
from motcua.notifications.models.message import Message
from motcua.notifications.models.template import MessageTemplate

__all__ = ["Delivery", "DeliveryStatus", "InboxEntry", "Message", "MessageTemplate"]
