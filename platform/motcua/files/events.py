from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class FileStored(DomainEvent):
    """A file was taken in and still waits for a scanner."""

    name: ClassVar[str] = "files.stored"
    file_id: UUID


@dataclass(frozen=True)
class SignedFileStored(DomainEvent):
    """A PDF came in that says it is signed."""

    name: ClassVar[str] = "files.signed_file_stored"
    file_id: UUID
