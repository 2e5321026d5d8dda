"""Keeping parts in this tenant's library, renewing and retiring them."""

import copy
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.catalogue.domain.document import ServiceDocument, measure
from motcua.catalogue.domain.operations.copies import renamed
from motcua.catalogue.errors import (
    LibraryInvalid,
    LibraryItemMissing,
    LibraryNameTaken,
    TooManyLibraryItems,
)
from motcua.catalogue.models import LibraryItem, LibraryKind, LibraryUse
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_draft import get_draft
from motcua.catalogue.queries.library import (
    TENANT,
    LibraryEntry,
    digest_of,
    entry_of,
    whole,
)
from motcua.catalogue.queries.search import searchable
from motcua.kernel import audit
from motcua.kernel.actors import Actor

MAX_ITEMS: Final = 1_000
Part = tuple[LibraryKind, dict[str, Any]]


def save_to_library(
    *, service_id: UUID, part_id: str, name: str, note: str = "", by: Actor, now: datetime
) -> LibraryEntry:
    """Keep a question, a page, or (``part_id`` empty) the whole draft under a name.

    Raises ``LibraryInvalid``, ``LibraryNameTaken``, ``TooManyLibraryItems``.
    """
    by.require(CataloguePermission.EDIT)
    kind, content = _part_of(get_draft(service_id, by=by).document, part_id)
    return add_library_item(kind=kind, content=content, name=name, note=note, by=by, now=now)


def add_library_item(
    *,
    kind: str,
    content: Mapping[str, Any],
    name: str,
    note: str = "",
    by: Actor,
    now: datetime,
) -> LibraryEntry:
    """Keep content from elsewhere, such as another tenant's exported entry: by copy, never by
    looking into the other tenant. Raises as ``save_to_library``."""
    by.require(CataloguePermission.EDIT)
    valid = _valid(kind, content)
    title = " ".join(name.split())[:200]
    if not title:
        raise LibraryInvalid(_("Hãy đặt tên cho mục thư viện."), field="name")
    if LibraryItem.objects.filter(retired_at=None).count() >= MAX_ITEMS:
        raise TooManyLibraryItems(_("Thư viện đã có 1.000 mục. Hãy bỏ bớt."))
    row = LibraryItem(
        kind=kind, name=title, note=note.strip()[:2_000], created_by_name=by.name[:200]
    )
    row.created_at = now
    _fill(row, valid, by=by, now=now)
    with transaction.atomic():
        _save(row)
        _note(row, "library_saved", by=by, now=now)
    return entry_of(row)


def renew_library_item(
    *, item_id: UUID, service_id: UUID, part_id: str, by: Actor, now: datetime
) -> LibraryEntry:
    """Put a draft's part in as the entry's next content; whoever took it is offered the change.

    A part that was itself taken from the entry keeps the entry's ids, so that takers can merge.
    """
    by.require(CataloguePermission.EDIT)
    kind, content = _part_of(get_draft(service_id, by=by).document, part_id)
    with transaction.atomic():
        row = LibraryItem.objects.select_for_update().filter(id=item_id, retired_at=None).first()
        if row is None:
            raise LibraryItemMissing(_("Không tìm thấy mục này trong thư viện."))
        if row.kind != kind:
            raise LibraryInvalid(_("Phần được chọn không cùng loại với mục thư viện."))
        back = _ids_back(service_id, f"{TENANT}{row.id}", part_id)
        _fill(row, _valid(kind, renamed(content, back)), by=by, now=now)
        row.revision += 1
        _save(row)
        _note(row, "library_renewed", by=by, now=now, revision=row.revision)
    return entry_of(row)


def retire_library_item(*, item_id: UUID, by: Actor, now: datetime) -> None:
    """No longer offered; drafts that took it keep what they took."""
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        row = LibraryItem.objects.select_for_update().filter(id=item_id, retired_at=None).first()
        if row is None:
            raise LibraryItemMissing(_("Không tìm thấy mục này trong thư viện."))
        row.retired_at = now
        row.save(update_fields=["retired_at"])
        _note(row, "library_retired", by=by, now=now)


def _part_of(document: ServiceDocument, part_id: str) -> Part:
    if not part_id:
        return LibraryKind.SERVICE, document.to_json()
    for page in document.form.pages:
        if page.id == part_id:
            return LibraryKind.BLOCK, page.model_dump(mode="json")
    for field in document.form.walk():
        if field.id == part_id:
            return LibraryKind.FIELD, field.model_dump(mode="json")
    raise LibraryInvalid(_("Chỉ cất được một câu hỏi, một trang hoặc cả dịch vụ."), field="part_id")


def _valid(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    if kind not in LibraryKind.values:
        raise LibraryInvalid(_("Loại mục thư viện không có."), field="kind")
    measure(content)
    try:
        valid = whole(kind, copy.deepcopy(dict(content)))
    except ValidationError:
        raise LibraryInvalid(_("Nội dung không đúng định dạng."), field="content") from None
    if kind == LibraryKind.BLOCK:
        valid["section"] = None
    return valid


def _ids_back(service_id: UUID, source: str, root_id: str) -> dict[str, str]:
    """Ids in the draft to ids of the source, where the part came from there."""
    use = LibraryUse.objects.filter(service_id=service_id, source=source, root_id=root_id).last()
    return {here: there for there, here in use.ids.items()} if use else {}


def _fill(row: LibraryItem, content: dict[str, Any], *, by: Actor, now: datetime) -> None:
    row.content = content
    row.sha256 = digest_of(content)
    row.search_text = searchable(f"{row.name} {row.note}")
    row.updated_by_name = by.name[:200]
    row.updated_at = now


def _save(row: LibraryItem) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "library_item_name" not in str(error):
            raise
        raise LibraryNameTaken(_("Thư viện đã có mục cùng tên."), field="name") from None


def _note(row: LibraryItem, action: str, *, by: Actor, now: datetime, **data: Any) -> None:
    audit.record(
        action=f"catalogue.{action}",
        subject=f"library:{row.id}",
        by=by,
        at=now,
        data={"name": row.name, "kind": row.kind, **data},
    )
