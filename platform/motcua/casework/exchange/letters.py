"""What travels between two tenants: plain values with a digest, never a row or a key."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """The request. ``shared``: ``pages`` of label and value, ``files`` (name, size, sha256,
    media_type) and ``outcomes`` (id, label, requires_reason) to choose the answer from."""

    id: UUID
    from_slug: str
    from_name: str
    to_slug: str
    number: str
    service_name: Mapping[str, str]
    step_name: str
    due_at: datetime
    shared: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """Of what is shared, with whom and for what: a name or a date may change meanwhile."""
        return digest_of([self.id, self.from_slug, self.to_slug, self.step_name, dict(self.shared)])


@dataclass(frozen=True, slots=True)
class Answer:
    """``content``: ``outcome``, ``label``, ``note``, ``by`` (name), ``unit``, ``at`` and ``files``
    (name, size, sha256, media_type)."""

    id: UUID
    from_slug: str
    from_name: str
    content: Mapping[str, Any]

    @property
    def digest(self) -> str:
        return digest_of([self.id, self.from_slug, dict(self.content)])


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no blanks, times and ids as text."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
