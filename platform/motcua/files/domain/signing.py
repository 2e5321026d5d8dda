"""Signatures as other apps see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class IdentityView:
    """Somebody's certificate. ``state``: valid, early, expired or revoked."""

    id: UUID
    kind: str
    owner_id: UUID | None
    name: str
    organisation: str
    provider: str
    issuer_name: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    has_pin: bool
    state: str


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key ready for a batch of signatures; never stored, never logged."""

    identity: IdentityView
    signer: Any

    def __repr__(self) -> str:
        return f"OpenKey({self.identity.id})"


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One signature found in a PDF. ``outcome`` as ``CheckOutcome``."""

    outcome: str
    signer_name: str
    organisation: str
    issuer_name: str
    signed_at: datetime | None
    is_stamped: bool
    covers_all: bool


@dataclass(frozen=True, slots=True)
class CheckView:
    """What a PDF's signatures are worth; ``outcome`` empty: not looked at yet."""

    file_id: UUID | None
    outcome: str
    signatures: tuple[SignatureView, ...]
    checked_at: datetime | None
