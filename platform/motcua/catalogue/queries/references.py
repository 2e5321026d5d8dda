"""Reading maintained lists and look-up tables, for screens and for the form builder."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from formbuilder.api import (
    BUILT_IN,
    FormSection,
    ReferenceColumn,
    ReferenceList,
    ReferenceRow,
    find_reference,
)
from motcua.catalogue.domain.document import parse_document
from motcua.catalogue.domain.pins import label_of, lists_used, types_with_default
from motcua.catalogue.errors import ReferenceMissing
from motcua.catalogue.models import (
    PublicService,
    ReferenceRevision,
    ReferenceTable,
    ReferenceUpload,
    ServiceVersion,
)
from motcua.catalogue.permissions import CataloguePermission
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import I18nText, pick

MAX_KEPT: Final = 100
MAX_KEPT_ROWS: Final = 200_000


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """One list or table as the staff see it."""

    id: UUID
    key: str
    kind: str
    title: I18nText
    note: str
    revision_id: UUID | None
    revision_number: int | None
    row_count: int
    updated_at: datetime
    updated_by_name: str


@dataclass(frozen=True, slots=True)
class ReferenceRevisionView:
    id: UUID
    number: int
    row_count: int
    file_name: str
    note: str
    created_at: datetime
    created_by_name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """One service that uses a list. ``revision_number`` is what its live version is bound to."""

    service_id: UUID
    service_name: str
    questions: tuple[str, ...]
    live_number: int | None
    revision_number: int | None


@dataclass(frozen=True, slots=True)
class UploadView:
    """A read file before it is taken over; ``added`` and so on compare with what is in use."""

    id: UUID
    table_id: UUID
    file_name: str
    columns: tuple[dict[str, Any], ...]
    rows: tuple[list[Any], ...]
    faults: tuple[dict[str, Any], ...]
    row_count: int
    added: int
    changed: int
    removed: int
    lost_columns: tuple[str, ...]


class RevisionCache:
    """Revisions never change; bounded by number and by rows."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], ReferenceList] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> ReferenceList | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, str], found: ReferenceList) -> None:
        with self._lock:
            self._kept[key] = found
            rows = sum(len(each.rows) for each in self._kept.values())
            while len(self._kept) > 1 and (len(self._kept) > MAX_KEPT or rows > MAX_KEPT_ROWS):
                rows -= len(self._kept.popitem(last=False)[1].rows)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


cache: Final = RevisionCache()


class TenantLists:
    """Where the form builder finds the lists of the tenant at hand."""

    def load(self, key: str, revision: str | None) -> ReferenceList | None:
        if revision is None:
            revision = _current_of(key)
        return _revision(revision) if revision else None


def _schema() -> str:
    return str(getattr(connection, "schema_name", ""))


def _current_of(key: str) -> str | None:
    if _schema() in ("", "public"):
        return None
    current = ReferenceTable.objects.filter(key=key).values_list("current_id", flat=True).first()
    return str(current) if current else None


def _revision(revision: str) -> ReferenceList | None:
    place = (_schema(), revision)
    found = cache.get(place)
    if found is None:
        found = _load(revision)
        if found is not None:
            cache.put(place, found)
    return found


def _load(revision: str) -> ReferenceList | None:
    try:
        wanted = UUID(revision)
    except ValueError:
        return None
    row = ReferenceRevision.objects.select_related("table").filter(id=wanted).first()
    if row is None:
        return None
    columns = tuple(
        ReferenceColumn(column["key"], column["label"], column["kind"]) for column in row.columns
    )
    rows = {each[0]: _row_of(each) for each in row.rows}
    return ReferenceList(row.table.key, str(row.id), row.table.title, rows, columns)


def _row_of(raw: list[Any]) -> ReferenceRow:
    code, label, start, end, cells = raw
    return ReferenceRow(code, label, _day(start), _day(end), cells)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def pins_for(form: FormSection) -> dict[str, str]:
    """The revision in use of every list a form names, for the version that is being frozen."""
    pins = {}
    for key, _field in lists_used(form):
        found = find_reference(key)
        if found is not None:
            pins[key] = found.revision
    return pins


def list_references(*, by: Actor) -> list[ReferenceView]:
    by.require(CataloguePermission.READ)
    return [reference_view(row) for row in ReferenceTable.objects.select_related("current")]


def get_reference(reference_id: UUID, *, by: Actor) -> ReferenceView:
    """Raises ``ReferenceMissing``."""
    by.require(CataloguePermission.READ)
    return reference_view(find_table(reference_id))


def find_table(reference_id: UUID) -> ReferenceTable:
    row = ReferenceTable.objects.select_related("current").filter(id=reference_id).first()
    if row is None:
        raise ReferenceMissing(_("Không tìm thấy danh mục này."))
    return row


def reference_view(row: ReferenceTable) -> ReferenceView:
    return ReferenceView(
        id=row.id,
        key=row.key,
        kind=row.kind,
        title=row.title,
        note=row.note,
        revision_id=row.current_id,
        revision_number=row.current.number if row.current else None,
        row_count=row.current.row_count if row.current else 0,
        updated_at=row.updated_at,
        updated_by_name=row.updated_by_name,
    )


def list_revisions(reference_id: UUID, *, by: Actor) -> list[ReferenceRevisionView]:
    """The newest first."""
    by.require(CataloguePermission.READ)
    table = find_table(reference_id)
    rows = table.revisions.defer("rows", "columns").order_by("-number")[:200]
    return [
        ReferenceRevisionView(
            id=row.id,
            number=row.number,
            row_count=row.row_count,
            file_name=row.file_name,
            note=row.note,
            created_at=row.created_at,
            created_by_name=row.created_by_name,
            is_current=row.id == table.current_id,
        )
        for row in rows
    ]


def read_revision(
    reference_id: UUID, *, by: Actor, revision_id: UUID | None = None
) -> ReferenceList | None:
    """The rows of a revision, or of the one in use; ``None`` before the first upload."""
    by.require(CataloguePermission.READ)
    table = find_table(reference_id)
    wanted = revision_id or table.current_id
    found = _revision(str(wanted)) if wanted else None
    if found is not None and found.key != table.key:
        raise ReferenceMissing(_("Không tìm thấy danh mục này."))
    return found


def get_upload(upload_id: UUID, *, by: Actor) -> UploadView:
    """A file waiting to be taken over. Raises ``ReferenceMissing``."""
    by.require(CataloguePermission.EDIT)
    row = ReferenceUpload.objects.select_related("table").filter(id=upload_id).first()
    if row is None:
        raise ReferenceMissing(_("Tệp tải lên không còn. Hãy tải lên lại."))
    current = _revision(str(row.table.current_id)) if row.table.current_id else None
    before = current.rows if current else {}
    after = {each[0]: _row_of(each) for each in row.rows}
    names = {column["key"] for column in row.columns}
    lost = [column.key for column in current.columns if column.key not in names] if current else []
    return UploadView(
        id=row.id,
        table_id=row.table_id,
        file_name=row.file_name,
        columns=tuple(row.columns),
        rows=tuple(row.rows[:50]),
        faults=tuple(row.faults),
        row_count=len(row.rows),
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        changed=sum(1 for code in after.keys() & before.keys() if after[code] != before[code]),
        lost_columns=tuple(lost),
    )


def uses_of(reference_id: UUID, *, by: Actor) -> list[ReferenceUse]:
    """Services whose draft or live version uses the list, by name."""
    by.require(CataloguePermission.READ)
    table = find_table(reference_id)
    numbers = {str(id_): number for id_, number in table.revisions.values_list("id", "number")}
    # The key, or the type that means it, stands in the JSON as text; what only looks like it is
    # sorted out below.
    wanted = Q(live_version__pins__has_key=table.key)
    for word in (table.key, *types_with_default(table.key)):
        wanted |= Q(draft__icontains=f'"{word}"')
    services = PublicService.objects.filter(wanted)
    found = []
    for row in services.select_related("live_version").defer("live_version__document")[:500]:
        use = _use_of(row, table.key, numbers)
        if use is not None:
            found.append(use)
    return sorted(found, key=lambda use: use.service_name)


def _use_of(row: PublicService, key: str, numbers: dict[str, int]) -> ReferenceUse | None:
    form = parse_document(row.draft).form
    questions = tuple(pick(label_of(field)) for used, field in lists_used(form) if used == key)
    live: ServiceVersion | None = row.live_version
    pinned = live.pins.get(key) if live else None
    if not questions and pinned is None:
        return None
    return ReferenceUse(
        service_id=row.id,
        service_name=row.name,
        questions=questions,
        live_number=live.number if live and pinned else None,
        revision_number=numbers.get(pinned) if pinned and pinned != BUILT_IN else None,
    )
