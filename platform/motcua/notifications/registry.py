"""Channels, and the kinds of notice there are."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from motcua.kernel.registry import Registry
from motcua.notifications.domain.default_texts import DEFAULT_NOTICES, Notice
from motcua.notifications.domain.sms import Measure
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import ChannelOptionsInvalid, ReportRefused


class Settings(BaseModel):
    """Base of a channel's options and secrets: nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Account:
    """A tenant's checked account with the provider of a channel."""

    options: Any
    secrets: Any


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel is asked to hand over. ``id`` is the delivery's and stays the same when
    the parcel is sent again: the channel makes its own duplicate key from it. ``title`` and
    ``body`` are as ``render`` made them."""

    id: UUID
    address: str
    title: str
    body: str
    link: str
    language: str
    at: datetime
    event: str = ""
    subject: str = ""
    code: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Callback:
    """What came to the address for reports. The address itself was
    the tenant's own."""

    body: bytes
    headers: Mapping[str, str]
    query: Mapping[str, str]
    now: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What a provider says of one message: ``state`` delivered or failed. ``key`` is the same
    for the same report sent again. Found by ``delivery_id``, else by ``provider_id``."""

    key: str
    state: str
    reason: str = ""
    delivery_id: str = ""
    provider_id: str = ""
    bad_address: bool = False


class Channel(ABC):
    """One way to reach people. Holds no state of a tenant.

    ``has_account``: the tenant can have one of its own; ``works_without``: it is there without.
    ``is_short``: the text is short and read by others (see ``domain.short``). ``disturbs``: keeps
    to the quiet hours. ``is_paid``: counts against the monthly limit. ``reports``: the provider
    may tell later that a message did not arrive (Zalo tells of arrivals only).
    ``is_for_people``: applicants may switch it off.
    """

    key: str
    title: Any
    stays_inside: ClassVar[bool] = False
    """Nothing leaves the installation: works in a training copy, too."""
    has_account: ClassVar[bool] = False
    works_without: ClassVar[bool] = False
    is_short: ClassVar[bool] = False
    disturbs: ClassVar[bool] = False
    is_paid: ClassVar[bool] = False
    reports: ClassVar[bool] = False
    is_for_people: ClassVar[bool] = True
    has_templates: ClassVar[bool] = False
    """The provider keeps and approves the texts; ours only fills in its fields."""
    options_type: ClassVar[type[Settings]] = Settings
    secrets_type: ClassVar[type[Settings]] = Settings

    @abstractmethod
    def address_of(self, recipient: Recipient) -> str:
        """Where to send, or an empty text when this person cannot be reached this way."""

    @abstractmethod
    def send(self, parcel: Parcel) -> str:
        """Hand over and return the provider's id. Raises ``DeliveryError``. May be called again
        with the same parcel after a crash; the receiver must be able to see that."""

    def render(self, words: Words) -> Words:
        """The words as this channel can carry them."""
        return words

    def measure(self, words: Words) -> Measure | None:
        """How many parts rendered words take, where that costs."""
        return None

    def price(self, options: Mapping[str, Any]) -> int:
        """đồng a part, as the tenant told us; 0 when unknown."""
        return int(options.get("price") or 0)

    def prepare(
        self, options: Mapping[str, Any], secrets: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Complete what was typed, before it is checked (keys that are made, not typed)."""
        return dict(options), dict(secrets)

    def parse_report(self, callback: Callback, account: Account) -> list[Report]:
        """What the provider says; empty when it says nothing final. Raises ``ReportRefused``
        for what does not come from it."""
        raise ReportRefused(self.key)

    def template_state(self, external_id: str) -> str:
        """``approved``, ``pending``, ``rejected`` or ``unknown``. Raises ``DeliveryError``."""
        return "unknown"

    def check(self, *, options: Mapping[str, Any], secrets: Mapping[str, Any]) -> Account:
        """The account made of what was typed. Raises ``ChannelOptionsInvalid``."""
        try:
            return Account(
                options=self.options_type.model_validate(dict(options)),
                secrets=self.secrets_type.model_validate(dict(secrets)),
            )
        except ValidationError as error:
            # Only the place, never the value: it may be a secret.
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise ChannelOptionsInvalid(
                _("Cấu hình kênh gửi không hợp lệ: %(place)s.") % {"place": place}, field=place
            ) from None


channels: Final = Registry[Channel]("channel", Channel)  # type: ignore[type-abstract]
notices: Final = Registry[Notice]("notice", Notice)

for _each in DEFAULT_NOTICES:
    notices.register(_each)
