"""Channels, and the kinds of notice there are."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.kernel.registry import Registry
from motcua.notifications.domain.default_texts import DEFAULT_NOTICES, Notice
from motcua.notifications.domain.views import Recipient, Words


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel is asked to hand over. ``id`` is the delivery's and stays the same when
    the parcel is sent again: the channel makes its own duplicate key from it."""

    id: UUID
    address: str
    title: str
    body: str
    link: str
    language: str
    at: datetime


class Channel(ABC):
    """One way to reach people. Holds no state of a tenant."""

    key: str
    title: Any

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


channels: Final = Registry[Channel]("channel", Channel)  # type: ignore[type-abstract]
notices: Final = Registry[Notice]("notice", Notice)

for _each in DEFAULT_NOTICES:
    notices.register(_each)
