"""What a tenant's backup says about itself, so that a restore can be proven equal to it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DUMP: Final = "schema.dump"


class BackupFailed(DomainError):
    """``message`` is for the operator at the console."""

    code = "backup_failed"
    status = 500


class DiskFull(BackupFailed):
    """Nothing was left half-written; ``message`` says where there is no room."""

    code = "disk_full"


_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def disk_full_told(folder: Path) -> Iterator[None]:
    """A full disk becomes words an operator can act upon. Raises ``DiskFull``."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise DiskFull(_full(folder)) from error
    except BackupFailed as error:
        if "No space left" not in error.message and "File too large" not in error.message:
            raise
        raise DiskFull(_full(folder)) from error


def _full(folder: Path) -> str:
    return str(
        _("Hết chỗ trên đĩa ở %(folder)s; không tệp dở dang nào còn lại. Dọn chỗ rồi yêu cầu lại.")
        % {"folder": folder}
    )


@dataclass(frozen=True, slots=True)
class TableDigest:
    """``sha256`` over the rows in any order, as PostgreSQL prints them."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileDigest:
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files``: store key → path → digest. ``tenant`` and ``domains``: rows of the directory."""

    schema_name: str
    taken_at: str
    tenant: dict[str, Any]
    domains: list[dict[str, Any]]
    tables: dict[str, TableDigest]
    files: dict[str, dict[str, FileDigest]]

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "schema_name": self.schema_name,
            "taken_at": self.taken_at,
            "tenant": self.tenant,
            "domains": self.domains,
            "tables": {name: [each.rows, each.sha256] for name, each in self.tables.items()},
            "files": {
                store: {path: [each.size, each.sha256] for path, each in files.items()}
                for store, files in self.files.items()
            },
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """Raises ``BackupFailed`` for a format of another release."""
        if raw.get("format") != FORMAT:
            raise BackupFailed(f"backup format {raw.get('format')}, this release reads {FORMAT}")
        return cls(
            schema_name=raw["schema_name"],
            taken_at=raw["taken_at"],
            tenant=raw["tenant"],
            domains=raw["domains"],
            tables={name: TableDigest(*each) for name, each in raw["tables"].items()},
            files={
                store: {path: FileDigest(*each) for path, each in files.items()}
                for store, files in raw["files"].items()
            },
        )

    @property
    def row_count(self) -> int:
        return sum(each.rows for each in self.tables.values())

    @property
    def file_count(self) -> int:
        return sum(len(files) for files in self.files.values())


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Names whose digests differ, are missing or are too many; sorted."""
    return sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )
