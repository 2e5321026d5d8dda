"""What authors can take: the platform's library (code) and this tenant's (rows)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from formbuilder.api import Field, FormPage
from motcua.catalogue.domain.document import parse_document
from motcua.catalogue.errors import LibraryItemMissing
from motcua.catalogue.library import TenantKind, demo_services
from motcua.catalogue.library.blocks import PARTS
from motcua.catalogue.models import LibraryItem, LibraryKind
from motcua.catalogue.queries.get_draft import require_reader
from motcua.catalogue.queries.search import searchable
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

MAX_LISTED: Final = 500
PLATFORM: Final = "platform:"
TENANT: Final = "tenant:"


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """``source`` names it for good; ``content`` is a field, a page or a service as JSON.

    ``updated_at`` is empty for the platform's entries: they change with the product.
    """

    source: str
    kind: str
    name: str
    note: str
    content: dict[str, Any]
    sha256: str
    revision: int
    updated_by_name: str = ""
    updated_at: datetime | None = None
    is_retired: bool = False

    @property
    def is_platform(self) -> bool:
        return self.source.startswith(PLATFORM)

    @property
    def item_id(self) -> str:
        return self.source.partition(":")[2]


def list_library(query: str = "", kind: str = "", *, by: Actor) -> list[LibraryEntry]:
    """This tenant's entries by name, then the platform's: one query. Tone marks do not matter."""
    require_reader(by)
    rows = LibraryItem.objects.filter(retired_at=None)[:MAX_LISTED]
    entries = [*(entry_of(row) for row in rows), *_platform_entries()]
    words = searchable(query[:200]).split()
    return [
        each
        for each in entries
        if (not kind or each.kind == kind)
        and all(f" {word}" in f" {searchable(f'{each.name} {each.note}')}" for word in words)
    ]


def get_library_entry(source: str, *, by: Actor) -> LibraryEntry:
    """Raises ``LibraryItemMissing``. A retired entry is still found: drafts remember it."""
    require_reader(by)
    return find_entry(source)


def find_entry(source: str) -> LibraryEntry:
    if source.startswith(PLATFORM):
        for entry in _platform_entries():
            if entry.source == source:
                return entry
    if source.startswith(TENANT):
        try:
            row = LibraryItem.objects.filter(id=UUID(source.removeprefix(TENANT))).first()
        except ValueError:
            row = None
        if row is not None:
            return entry_of(row)
    raise LibraryItemMissing(_("Không tìm thấy mục này trong thư viện."))


def entry_of(row: LibraryItem) -> LibraryEntry:
    return LibraryEntry(
        source=f"{TENANT}{row.id}",
        kind=row.kind,
        name=row.name,
        note=row.note,
        content=row.content,
        sha256=row.sha256,
        revision=row.revision,
        updated_by_name=row.updated_by_name,
        updated_at=row.updated_at,
        is_retired=row.retired_at is not None,
    )


def digest_of(content: dict[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def whole(kind: str, content: Any) -> dict[str, Any]:
    """``content`` with every default written out. Raises pydantic's ``ValidationError``."""
    if kind == LibraryKind.SERVICE:
        return parse_document(content).to_json()
    model = FormPage if kind == LibraryKind.BLOCK else Field
    return model.model_validate(content).model_dump(mode="json")


def _platform_entries() -> list[LibraryEntry]:
    entries = []
    for key, kind, content, sha256 in _platform_contents():
        if kind == LibraryKind.SERVICE:
            service = content["service"]
            name, note = pick(service["name"]), pick(service["summary"])
        else:
            name, note = str(PARTS[key].name), str(PARTS[key].note)
        entries.append(LibraryEntry(f"{PLATFORM}{key}", kind, name, note, content, sha256, 1))
    return entries


@cache
def _platform_contents() -> tuple[tuple[str, str, dict[str, Any], str], ...]:
    """Key, kind, content and digest; code does not change while a process lives."""
    built = [(key, str(part.kind), whole(part.kind, part.build())) for key, part in PARTS.items()]
    kinds: tuple[TenantKind, ...] = ("province", "ministry")
    documents = [document for kind in kinds for document in demo_services(kind)]
    built += [(f"service.{each.procedure.code}", "service", each.to_json()) for each in documents]
    return tuple((key, kind, content, digest_of(content)) for key, kind, content in built)
