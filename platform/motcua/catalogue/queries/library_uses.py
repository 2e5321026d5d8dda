"""Where a draft's parts came from, and what has changed there since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, new_document, parse_document
from motcua.catalogue.errors import LibraryItemMissing, LibraryUseMissing
from motcua.catalogue.models import LibraryKind, LibraryUse
from motcua.catalogue.queries.get_draft import get_draft, require_reader
from motcua.catalogue.queries.library import LibraryEntry, find_entry
from motcua.kernel.actors import Actor

Standing = Literal["current", "changed", "kept", "retired", "removed"]
_PAGE: Final = "pag_trang_so_sanh"


@dataclass(frozen=True, slots=True)
class LibraryUseView:
    """``standing``: ``changed`` when the source moved on and nobody decided yet; ``kept`` when
    its change is known and not wanted; ``removed`` when the part is no longer in the draft."""

    id: UUID
    service_id: UUID
    source: str
    kind: str
    name: str
    root_id: str
    standing: Standing
    taken_by_name: str
    taken_at: datetime


def list_library_uses(service_id: UUID, *, by: Actor) -> list[LibraryUseView]:
    """Everything a draft took, oldest first."""
    require_reader(by)
    document = get_draft(service_id, by=by).document
    here = set(document.ids())
    entries: dict[str, LibraryEntry | None] = {}
    found = []
    for use in LibraryUse.objects.filter(service_id=service_id):
        if use.source not in entries:
            entries[use.source] = _entry(use.source)
        found.append(_view(use, entries[use.source], here))
    return found


def show_source_change(
    use_id: UUID, *, by: Actor
) -> tuple[LibraryUseView, ServiceDocument, ServiceDocument]:
    """The source as it was taken and as it is now, as two documents to compare.

    Raises ``LibraryUseMissing``, ``LibraryItemMissing``.
    """
    require_reader(by)
    use = LibraryUse.objects.filter(id=use_id).first()
    if use is None:
        raise LibraryUseMissing(_("Không tìm thấy nguồn gốc này."))
    entry = find_entry(use.source)
    here = set(get_draft(use.service_id, by=by).document.ids())
    return _view(use, entry, here), as_document(use.kind, use.content), entry_document(entry)


def entry_document(entry: LibraryEntry) -> ServiceDocument:
    """An entry alone in a document, to be shown or compared."""
    return as_document(entry.kind, entry.content)


def as_document(kind: str, content: dict[str, object]) -> ServiceDocument:
    if kind == LibraryKind.SERVICE:
        return parse_document(content)
    data = new_document(code="", name="-", slug="so-sanh").to_json()
    page = content if kind == LibraryKind.BLOCK else {"id": _PAGE, "fields": [content]}
    data["form"]["pages"] = [page]
    return parse_document(data)


def _entry(source: str) -> LibraryEntry | None:
    try:
        return find_entry(source)
    except LibraryItemMissing:
        return None


def _view(use: LibraryUse, entry: LibraryEntry | None, here: set[str]) -> LibraryUseView:
    return LibraryUseView(
        id=use.id,
        service_id=use.service_id,
        source=use.source,
        kind=use.kind,
        name=use.name,
        root_id=use.root_id,
        standing=_standing(use, entry, here),
        taken_by_name=use.taken_by_name,
        taken_at=use.taken_at,
    )


def _standing(use: LibraryUse, entry: LibraryEntry | None, here: set[str]) -> Standing:
    if use.root_id and use.root_id not in here:
        return "removed"
    if entry is None or entry.is_retired:
        return "retired"
    if entry.sha256 == use.sha256:
        return "current"
    return "kept" if entry.sha256 == use.kept_sha256 else "changed"
