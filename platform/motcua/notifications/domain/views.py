"""What other apps give to and get from notifications."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, either an applicant or staff. Without ``email`` only the inbox is used.

    ``sms``: a number to text to whatever the office's rules say (a code); ``phone`` is used as far
    as the rules have the channel for this kind of notice."""

    applicant_id: UUID | None = None
    staff_id: UUID | None = None
    email: str = ""
    phone: str = ""
    name: str = ""
    lang: str = "vi"
    sms: str = ""


@dataclass(frozen=True, slots=True)
class InboxView:
    """``link`` is a path on the tenant's own site, or empty."""

    id: UUID
    title: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    id: UUID
    event: str
    channel: str
    status: str
    attempt_count: int
    last_error: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class TemplateView:
    """``is_own``: written by the tenant, not the default."""

    event: str
    language: str
    channel: str
    subject: str
    body: str
    placeholders: tuple[str, ...]
    is_own: bool
    external_id: str = ""
    approval: str = ""
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str
