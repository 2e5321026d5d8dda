from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StoredFileView:
    """A stored file as other apps see it; never its place on disk."""

    id: UUID
    name: str
    size: int
    sha256: str
    media_type: str
    scan_state: str
    created_at: datetime
    created_by: str

    @property
    def may_open(self) -> bool:
        return self.scan_state == "clean"

    def as_answer(self) -> dict[str, Any]:
        """The value a file field of a form stores."""
        return {
            "file_id": str(self.id),
            "name": self.name,
            "size": self.size,
            "sha256": self.sha256,
            "media_type": self.media_type,
        }


@dataclass(frozen=True, slots=True)
class Usage:
    """What one owner holds."""

    file_count: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class Quota:
    max_files: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece of a file on its way in."""

    offset: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file on its way in: ``received`` of ``size`` bytes are there, in unbroken order."""

    id: UUID
    place: str
    name: str
    size: int
    received: int
    pieces: tuple[PieceView, ...]
    expires_at: datetime
