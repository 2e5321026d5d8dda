"""What an export says about itself (format ``motcua-export-1``, platform/docs/export-format.md)."""

from dataclasses import dataclass
from typing import Any, Final, Self

from tenants.domain.sealing import ArchiveRefused

FORMAT: Final = "motcua-export-1"
MANIFEST: Final = "manifest.json"
KEYS: Final = "keys.json"
README: Final = "README.txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive. ``rows`` only for tables."""

    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class ExportManifest:
    """``tenant``: the directory's row. ``columns``: table to its columns, in order."""

    exported_at: str
    tenant: dict[str, Any]
    migrations: list[list[str]]
    columns: dict[str, list[str]]
    entries: dict[str, Entry]
    witnesses: list[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "exported_at": self.exported_at,
            "tenant": self.tenant,
            "migrations": self.migrations,
            "columns": self.columns,
            "entries": {
                name: [each.size, each.sha256, each.rows] for name, each in self.entries.items()
            },
            "audit_witnesses": self.witnesses,
        }

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """Raises ``ArchiveRefused``."""
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise ArchiveRefused("the export has a form this release does not read")
        try:
            return cls(
                exported_at=str(raw["exported_at"]),
                tenant=dict(raw["tenant"]),
                migrations=[list(each) for each in raw["migrations"]],
                columns={name: list(each) for name, each in raw["columns"].items()},
                entries={name: Entry(*each) for name, each in raw["entries"].items()},
                witnesses=list(raw["audit_witnesses"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ArchiveRefused("the export's manifest is damaged") from error

    @property
    def row_count(self) -> int:
        return sum(each.rows or 0 for each in self.entries.values())

    @property
    def file_count(self) -> int:
        return sum(name.startswith("files/") for name in self.entries)


def table_entry(table: str) -> str:
    return f"tables/{table}.jsonl"


def file_entry(store: str, path: str) -> str:
    return f"files/{store}/{path}"


def is_safe(name: str) -> bool:
    """An entry's name leads nowhere outside the archive's own folders."""
    parts = name.split("/")
    return not name.startswith("/") and "\\" not in name and ".." not in parts and "" not in parts
