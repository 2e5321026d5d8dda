"""The door to notifications."""

from motcua.notifications.domain.default_texts import DOSSIER_ENDS, Notice, notices_ending
from motcua.notifications.domain.rules import ALWAYS, LAST_PLACE, Policy, Rule, Wishes
from motcua.notifications.domain.short import safe_placeholders
from motcua.notifications.domain.views import (
    DeliveryView,
    InboxView,
    Recipient,
    TemplateView,
    Words,
)
from motcua.notifications.errors import (
    ChannelOptionsInvalid,
    DeliveryError,
    DeliveryMissing,
    InboxEntryMissing,
    LinkRefused,
    NotRetriable,
    PolicyInvalid,
    ReportRefused,
    SubscriptionInvalid,
    TemplateInvalid,
    UnknownNotice,
)
from motcua.notifications.operations.contacts import (
    clear_fault,
    forget_contact,
    save_wishes,
    subscribe,
    unsubscribe,
)
from motcua.notifications.operations.erase import erase_notices
from motcua.notifications.operations.mark_read import mark_read
from motcua.notifications.operations.notify import notify
from motcua.notifications.operations.policy import save_policy, save_rule
from motcua.notifications.operations.record_reports import record_reports
from motcua.notifications.operations.retry import retry_delivery
from motcua.notifications.operations.send_waiting import send_waiting
from motcua.notifications.operations.templates import (
    Preview,
    check_approval,
    preview_of,
    preview_template,
    reset_template,
    sample_values,
    save_template,
)
from motcua.notifications.operations.tend_channels import (
    ChannelView,
    get_channel,
    list_channels,
    save_channel,
    try_channel,
)
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.contacts import (
    PreferencesView,
    contact_faults,
    get_preferences,
    push_key,
)
from motcua.notifications.queries.inbox import count_unread, list_deliveries, list_inbox
from motcua.notifications.queries.log import LogPage, list_log
from motcua.notifications.queries.policy import Fault, load_policy
from motcua.notifications.queries.words import (
    LANGUAGES,
    get_template,
    list_templates,
    notice_of,
    own_templates,
)
from motcua.notifications.registry import (
    Callback,
    Channel,
    Parcel,
    Report,
    channels,
    notices,
)

__all__ = [
    "ALWAYS",
    "DOSSIER_ENDS",
    "LANGUAGES",
    "LAST_PLACE",
    "Callback",
    "Channel",
    "ChannelOptionsInvalid",
    "ChannelView",
    "DeliveryError",
    "DeliveryMissing",
    "DeliveryView",
    "Fault",
    "InboxEntryMissing",
    "InboxView",
    "LinkRefused",
    "LogPage",
    "NotRetriable",
    "Notice",
    "Parcel",
    "Permission",
    "Policy",
    "PolicyInvalid",
    "PreferencesView",
    "Preview",
    "Recipient",
    "Report",
    "ReportRefused",
    "Rule",
    "SubscriptionInvalid",
    "TemplateInvalid",
    "TemplateView",
    "UnknownNotice",
    "Wishes",
    "Words",
    "channels",
    "check_approval",
    "clear_fault",
    "contact_faults",
    "count_unread",
    "erase_notices",
    "forget_contact",
    "get_channel",
    "get_preferences",
    "get_template",
    "list_channels",
    "list_deliveries",
    "list_inbox",
    "list_log",
    "list_templates",
    "load_policy",
    "mark_read",
    "notice_of",
    "notices",
    "notices_ending",
    "notify",
    "own_templates",
    "preview_of",
    "preview_template",
    "push_key",
    "record_reports",
    "reset_template",
    "retry_delivery",
    "safe_placeholders",
    "sample_values",
    "save_channel",
    "save_policy",
    "save_rule",
    "save_template",
    "save_wishes",
    "send_waiting",
    "subscribe",
    "try_channel",
    "unsubscribe",
]
