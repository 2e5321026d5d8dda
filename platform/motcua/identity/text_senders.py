"""Text messages of the platform itself: codes that let citizens in.

Identity stands below the channels; whoever can send registers here in its ``AppConfig.ready``.
"""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError
from motcua.kernel.registry import Registry


class TextNotSent(DomainError):
    """The gateway did not take it; nobody has been told anything."""

    code = "text_not_sent"
    status = 503


class TextSender(ABC):
    key: str

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the installation is set up for it."""

    @abstractmethod
    def send(self, *, message_id: UUID, number: str, text: str, now: datetime) -> None:
        """Hand over one message to ``number`` (E.164). Raises ``TextNotSent``."""


text_senders: Final = Registry[TextSender]("text_sender", TextSender)  # type: ignore[type-abstract]


def can_send_texts() -> bool:
    return any(each.is_ready() for each in text_senders)


def send_text(*, message_id: UUID, number: str, text: str, now: datetime) -> None:
    """By the first sender that is ready. Raises ``TextNotSent``."""
    for sender in text_senders:
        if sender.is_ready():
            sender.send(message_id=message_id, number=number, text=text, now=now)
            return
    raise TextNotSent(_("Hiện chưa gửi được tin nhắn. Vui lòng đăng nhập bằng cách khác."))
