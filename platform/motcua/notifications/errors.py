"""What callers and channels of ``notifications`` may meet."""

from motcua.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownNotice(Invalid):
    code = "notice_unknown"


class TemplateInvalid(Invalid):
    code = "notice_template_invalid"


class LinkRefused(Invalid):
    """A notice leads to this tenant's portal and nowhere else."""

    code = "notice_link_refused"


class InboxEntryMissing(NotFound):
    code = "inbox_entry_missing"


class DeliveryError(Exception):
    """A channel could not hand a message over. ``permanent``: trying again is useless;
    ``bad_address``: because of the address, which whose it is should mend."""

    def __init__(self, message: str, *, permanent: bool, bad_address: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.bad_address = bad_address


class ChannelOptionsInvalid(Invalid):
    code = "channel_options_invalid"


class ReportRefused(Forbidden):
    """A report that does not come from the provider it names."""

    code = "delivery_report_refused"


class PolicyInvalid(Invalid):
    code = "sending_policy_invalid"


class SubscriptionInvalid(Invalid):
    code = "push_subscription_invalid"


class DeliveryMissing(NotFound):
    code = "delivery_missing"


class NotRetriable(Conflict):
    """What waits, has arrived or lost its address is not sent again."""

    code = "delivery_not_retriable"
