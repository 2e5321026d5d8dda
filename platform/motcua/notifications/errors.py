"""What callers and channels of ``notifications`` may meet."""

from motcua.kernel.errors import Invalid, NotFound


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
    """A channel could not hand a message over. ``permanent``: trying again is useless."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent
