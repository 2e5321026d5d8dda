"""The door to notifications."""

from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.views import (
    DeliveryView,
    InboxView,
    Recipient,
    TemplateView,
    Words,
)
from motcua.notifications.errors import (
    DeliveryError,
    InboxEntryMissing,
    LinkRefused,
    TemplateInvalid,
    UnknownNotice,
)
from motcua.notifications.operations.erase import erase_notices
from motcua.notifications.operations.mark_read import mark_read
from motcua.notifications.operations.notify import notify
from motcua.notifications.operations.send_waiting import send_waiting
from motcua.notifications.operations.templates import (
    preview_template,
    reset_template,
    save_template,
)
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.inbox import count_unread, list_deliveries, list_inbox
from motcua.notifications.queries.words import list_templates
from motcua.notifications.registry import Channel, Parcel, channels, notices

__all__ = [
    "Channel",
    "DeliveryError",
    "DeliveryView",
    "InboxEntryMissing",
    "InboxView",
    "LinkRefused",
    "Notice",
    "Parcel",
    "Permission",
    "Recipient",
    "TemplateInvalid",
    "TemplateView",
    "UnknownNotice",
    "Words",
    "channels",
    "count_unread",
    "erase_notices",
    "list_deliveries",
    "list_inbox",
    "list_templates",
    "mark_read",
    "notices",
    "notify",
    "preview_template",
    "reset_template",
    "save_template",
    "send_waiting",
]
