"""Taking something from the library into a draft, and later its changes."""

import copy
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.domain.merging import merge
from motcua.catalogue.domain.operations.copies import new_part_id, renamed, with_free_keys
from motcua.catalogue.domain.operations.tree import Node, Tree, subtree_ids
from motcua.catalogue.errors import LibraryInvalid, LibraryUseMissing
from motcua.catalogue.models import LibraryKind, LibraryUse
from motcua.catalogue.operations.apply_operations import apply_operations
from motcua.catalogue.operations.create_service import create_service
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_draft import get_draft
from motcua.catalogue.queries.library import LibraryEntry, find_entry
from motcua.catalogue.queries.views import DraftView
from motcua.kernel.actors import Actor

MAX_USES: Final = 500
_WHAT: Final[Mapping[str, str]] = {"field": "field", "block": "page"}


def take_from_library(
    *,
    service_id: UUID,
    source: str,
    base_revision: int,
    by: Actor,
    now: datetime,
    parent: str | None = None,
    at: int | None = None,
) -> DraftView:
    """Put a copy of a question (into ``parent``) or a page into the draft, and remember where it
    came from. One step of undo. Raises as ``apply_operations``, and ``LibraryInvalid``."""
    by.require(CataloguePermission.EDIT)
    entry = find_entry(source)
    if entry.kind not in _WHAT or entry.is_retired:
        raise LibraryInvalid(_("Mục này không chèn vào tờ khai được."), field="source")
    with transaction.atomic():
        document = get_draft(service_id, by=by).document
        ids = {old: new_part_id(old.partition("_")[0]) for old in subtree_ids(entry.content)}
        item: Node = renamed(entry.content, ids)
        with_free_keys(item, {field.key for field in document.form.walk()})
        operation: dict[str, Any] = {"op": "add", "what": _WHAT[entry.kind], "item": item}
        operation |= {"parent": parent} if entry.kind == LibraryKind.FIELD else {}
        operation |= {"at": at} if at is not None else {}
        saved = apply_operations(
            service_id=service_id,
            operations=[operation],
            base_revision=base_revision,
            by=by,
            now=now,
        )
        _remember(service_id, entry, ids[entry.content["id"]], ids, by=by, now=now)
        return saved


def create_from_library(
    *, source: str, code: str, name: str, slug: str, by: Actor, now: datetime
) -> DraftView:
    """A new service from a whole one; without a ``code`` it keeps the procedure's.

    Raises ``LibraryInvalid``, ``SlugTaken``.
    """
    by.require(CataloguePermission.EDIT)
    entry = find_entry(source)
    if entry.kind != LibraryKind.SERVICE or entry.is_retired:
        raise LibraryInvalid(_("Mục này không phải là một dịch vụ."), field="source")
    data = copy.deepcopy(entry.content)
    data["service"] |= {"slug": slug, "name": {**data["service"]["name"], "vi": name}}
    code = code or data["procedure"].get("code", "")
    data["procedure"] |= {"code": code, "name": {**data["procedure"]["name"], "vi": name}}
    with transaction.atomic():
        draft = create_service(document=data, by=by, now=now)
        _remember(draft.id, entry, "", {}, by=by, now=now)
        return draft


def take_over_change(*, use_id: UUID, base_revision: int, by: Actor, now: datetime) -> DraftView:
    """Bring in what changed at the source; own changes stay. One step of undo."""
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        use = _lock(use_id)
        entry = find_entry(use.source)
        document = get_draft(use.service_id, by=by).document
        ids = {
            **{old: new_part_id(old.partition("_")[0]) for old in _new_ids(entry, use)},
            **use.ids,
        }
        saved = apply_operations(
            service_id=use.service_id,
            operations=_merging(use, entry, document, ids),
            base_revision=base_revision,
            by=by,
            now=now,
        )
        use.ids, use.content, use.sha256 = ids, entry.content, entry.sha256
        use.kept_sha256, use.taken_at, use.taken_by_name = "", now, by.name[:200]
        use.save()
        return saved


def keep_own(*, use_id: UUID, by: Actor, now: datetime) -> None:
    """The change at the source is known and not wanted; the next one is offered again."""
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        use = _lock(use_id)
        use.kept_sha256 = find_entry(use.source).sha256
        use.save(update_fields=["kept_sha256"])


def merged_document(
    use: LibraryUse, entry: LibraryEntry, document: ServiceDocument
) -> dict[str, Any] | None:
    """The whole service with the source's change; ``None`` for parts. For previews, too."""
    if use.kind != LibraryKind.SERVICE:
        return None
    merged: dict[str, Any] = merge(use.content, entry.content, document.to_json())
    merged["service"]["slug"] = document.service.slug
    return parse_document(merged).to_json()


def _merging(
    use: LibraryUse, entry: LibraryEntry, document: ServiceDocument, ids: Mapping[str, str]
) -> list[dict[str, Any]]:
    replaced = merged_document(use, entry, document)
    if replaced is not None:
        return [{"op": "replace", "document": replaced}]
    what = _WHAT[use.kind]
    tree = Tree(document.to_json())
    spot = tree.find(what, use.root_id, None)
    item = merge(renamed(use.content, ids), renamed(entry.content, ids), spot.item)
    own_keys = {spot.item.get("key")} | {each["key"] for each in _fields(spot.item)}
    taken = {str(each["key"]) for each in tree.fields()} - own_keys
    _free_clashes(item, taken)
    place = {"parent": spot.parent} if what == "field" else {}
    return [
        {"op": "remove", "what": what, "id": use.root_id},
        {"op": "add", "what": what, "at": spot.index, "item": item, **place},
    ]


def _free_clashes(item: Node, taken: set[str]) -> None:
    """Keys the merge brought in that another question of the draft has already."""
    for each in [*([item] if "key" in item else []), *_fields(item)]:
        if each["key"] in taken:
            alone = {"key": each["key"]}
            with_free_keys(alone, taken)
            each["key"] = alone["key"]
        taken.add(each["key"])


def _fields(node: Node) -> list[Node]:
    found: list[Node] = []
    for inner in node.get("fields", ()):
        found += [inner, *_fields(inner)]
    return found


def _new_ids(entry: LibraryEntry, use: LibraryUse) -> list[str]:
    if use.kind == LibraryKind.SERVICE:
        return []
    return [each for each in subtree_ids(entry.content) if each not in use.ids]


def _remember(
    service_id: UUID,
    entry: LibraryEntry,
    root_id: str,
    ids: Mapping[str, str],
    *,
    by: Actor,
    now: datetime,
) -> None:
    if LibraryUse.objects.filter(service_id=service_id).count() >= MAX_USES:
        raise LibraryInvalid(_("Dịch vụ này đã lấy quá nhiều mục từ thư viện."))
    LibraryUse.objects.create(
        service_id=service_id,
        source=entry.source,
        kind=entry.kind,
        name=entry.name[:200],
        root_id=root_id,
        ids=dict(ids),
        content=entry.content,
        sha256=entry.sha256,
        taken_by_name=by.name[:200],
        taken_at=now,
    )


def _lock(use_id: UUID) -> LibraryUse:
    use = LibraryUse.objects.select_for_update().filter(id=use_id).first()
    if use is None:
        raise LibraryUseMissing(_("Không tìm thấy nguồn gốc này."))
    return use
