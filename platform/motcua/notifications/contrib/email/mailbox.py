"""The demonstration's mailbox: mails become files, to be looked at on the platform.

A file is named after its Message-ID and put in place by an atomic rename, so a mail that is sent
twice is one file; how often it came is counted beside it, so that doubles can be counted and
not guessed.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_SUFFIX: Final = ".eml"
_COUNT: Final = ".count"
_NAME_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class StoredMail:
    name: str
    message_id: str
    sender: str
    to: str
    subject: str
    body: str
    arrived_at: datetime
    arrival_count: int


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            _store(bytes(mail.message()))
        return len(email_messages)


def folder() -> Path:
    return Path(settings.VAR) / "mail"


def newest(limit: int = 100) -> list[StoredMail]:
    """The mails that came last, newest first."""
    if not folder().is_dir():
        return []
    files = sorted(folder().glob(f"*{_SUFFIX}"), key=_arrival, reverse=True)
    return [_read(path) for path in files[:limit]]


def find(name: str) -> StoredMail | None:
    """``name`` is a stored mail's ``name``; anything else finds nothing."""
    if len(name) != _NAME_LENGTH or not set(name) <= set("0123456789abcdef"):
        return None
    path = folder() / f"{name}{_SUFFIX}"
    return _read(path) if path.is_file() else None


def _store(content: bytes) -> None:
    mail = message_from_bytes(content, policy=modern)
    message_id = str(mail["Message-ID"] or uuid4())
    name = hashlib.sha256(message_id.encode()).hexdigest()[:_NAME_LENGTH]
    folder().mkdir(parents=True, exist_ok=True)
    made = folder() / f".{uuid4()}"
    with made.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    made.replace(folder() / f"{name}{_SUFFIX}")
    # One byte an arrival: appending is atomic, and the size is the count.
    with (folder() / f"{name}{_COUNT}").open("ab") as file:
        file.write(b".")


def _arrival(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _read(path: Path) -> StoredMail:
    mail = message_from_bytes(path.read_bytes(), policy=modern)
    part = mail.get_body(preferencelist=("plain",))
    counted = path.with_suffix(_COUNT)
    return StoredMail(
        name=path.stem,
        # Long ones stand on a line of their own.
        message_id=str(mail["Message-ID"] or "").strip(),
        sender=str(mail["From"] or ""),
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        body=str(part.get_content()) if part is not None else "",
        arrived_at=datetime.fromtimestamp(_arrival(path), tz=UTC),
        arrival_count=counted.stat().st_size if counted.exists() else 1,
    )
