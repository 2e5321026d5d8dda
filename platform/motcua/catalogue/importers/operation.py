"""Bringing one file into the catalogue: read it, make or renew the draft, remember it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.errors import SlugTaken
from motcua.catalogue.importers.base import Imported, ImportRefused, Source, importers
from motcua.catalogue.importers.models import ImportedFile, ImportState
from motcua.catalogue.models import PublicService, ServiceStatus
from motcua.catalogue.operations.apply_operations import apply_operations
from motcua.catalogue.operations.create_service import create_service
from motcua.catalogue.operations.drafts import note_act
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.check_service import check_service
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.ids import new_id

_MOST_SLUGS: Final = 50
_MOST_MISSING: Final = 200


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``account`` holds what is lost, to decide and missing."""

    id: UUID
    name: str
    kind: str
    state: str
    service_id: UUID | None
    service_name: str
    reason: str
    message: str
    account: dict[str, Any]

    @property
    def is_refused(self) -> bool:
        return self.state == ImportState.REFUSED


def import_file(
    *, kind: str, source: Source, by: Actor, now: datetime, batch_id: UUID | None = None
) -> FileReport:
    """Import at once. A file that cannot be taken gives a report, never an error.

    Raises ``PermissionMissing`` and ``UnknownPlugin`` (no such kind).
    """
    by.require(CataloguePermission.EDIT)
    importers.get(kind)
    row = new_row(kind=kind, source=source, by=by, now=now, batch_id=batch_id or new_id())
    return finish_row(row, source, by=by, now=now)


def new_row(*, kind: str, source: Source, by: Actor, now: datetime, batch_id: UUID) -> ImportedFile:
    """An unsaved row of a file that has just come in."""
    return ImportedFile(
        batch_id=batch_id,
        kind=kind,
        name=source.name[:300],
        sha256=hashlib.sha256(source.content).hexdigest(),
        size=len(source.content),
        by=by.id,
        by_name=by.name[:200],
        created_at=now,
    )


def finish_row(row: ImportedFile, source: Source, *, by: Actor, now: datetime) -> FileReport:
    """Do the work and store what became of it, in one transaction."""
    try:
        found = importers.get(row.kind).read(source)
        with transaction.atomic():
            _carry_out(row, found, by=by, now=now)
            _close(row, now)
    except ImportRefused as refusal:
        _refuse(row, refusal.reason, refusal.message, now)
    except DomainError as error:
        _refuse(row, error.code, error.message, now)
    return report_of(row)


def _carry_out(row: ImportedFile, found: Imported, *, by: Actor, now: datetime) -> None:
    """Lock what came from the same origin before, so that two imports do not make two drafts."""
    row.origin = found.origin
    row.report = found.account() | {"paths": dict(found.paths)}
    before = _earlier(row)
    if before is None or before.service_id is None:
        _create(row, found.document, by=by, now=now)
    elif before.sha256 == row.sha256:
        _keep(row, before)
    else:
        _renew(row, before.service_id, before, found.document, by=by, now=now)
    row.report["missing"] = [
        problem.to_json()
        for problem in check_service(found.document)
        if problem.severity == "error"
    ][:_MOST_MISSING]


def _earlier(row: ImportedFile) -> ImportedFile | None:
    """The last import of the same file, else of the same origin, whose service still exists."""
    done = ImportedFile.objects.select_for_update(of=("self",)).filter(
        kind=row.kind,
        state__in=[ImportState.CREATED, ImportState.UPDATED],
        service__isnull=False,
    )
    same = done.filter(sha256=row.sha256).order_by("-finished_at").first()
    if same is not None or not row.origin:
        return same
    return done.filter(origin=row.origin).order_by("-finished_at").first()


def _create(row: ImportedFile, document: ServiceDocument, *, by: Actor, now: datetime) -> None:
    view = None
    for number in range(1, _MOST_SLUGS + 1):
        try:
            view = create_service(document=_with_slug(document, number), by=by, now=now)
            break
        except SlugTaken:
            continue
    if view is None:
        raise ImportRefused("slug_taken", _("Địa chỉ của dịch vụ đã có quá nhiều bản trùng."))
    if number > 1:
        message = _("Địa chỉ trang đã có dịch vụ dùng; đổi thành “%(slug)s”.") % {"slug": view.slug}
        row.report["to_decide"].append(
            {"place": "service/slug", "code": "slug", "message": message}
        )
    row.state = ImportState.CREATED
    row.service_id = view.id
    row.draft_revision = view.revision
    _note(row, view.id, by=by, now=now)


def _with_slug(document: ServiceDocument, number: int) -> ServiceDocument:
    if number == 1:
        return document
    data = document.to_json()
    data["service"]["slug"] = f"{document.service.slug[:95]}-{number}"
    return parse_document(data)


def _keep(row: ImportedFile, before: ImportedFile) -> None:
    row.state = ImportState.UNCHANGED
    row.service_id = before.service_id
    row.draft_revision = before.draft_revision


def _renew(
    row: ImportedFile,
    service_id: UUID,
    before: ImportedFile,
    document: ServiceDocument,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """A newer source replaces the draft as one undoable step, unless somebody worked on it."""
    service = PublicService.objects.select_for_update().get(pk=service_id)
    untouched = service.draft_revision == before.draft_revision
    if not untouched or service.status != ServiceStatus.DRAFT:
        raise ImportRefused(
            "already_edited",
            _("Dịch vụ nhập từ bản trước đã được sửa hoặc công bố; không ghi đè lên."),
        )
    data = document.to_json()
    data["service"]["slug"] = service.slug
    view = apply_operations(
        service_id=service.id,
        operations=[{"op": "replace", "document": data}],
        base_revision=service.draft_revision,
        by=by,
        now=now,
    )
    row.state = ImportState.UPDATED
    row.service_id = service.id
    row.draft_revision = view.revision
    _note(row, service.id, by=by, now=now)


def _note(row: ImportedFile, service_id: UUID, *, by: Actor, now: datetime) -> None:
    service = PublicService.objects.get(pk=service_id)
    note_act(
        service, "service_imported", by=by, now=now, kind=row.kind, name=row.name, sha256=row.sha256
    )


def _refuse(row: ImportedFile, reason: str, message: str, now: datetime) -> None:
    row.state = ImportState.REFUSED
    row.service_id = None
    row.draft_revision = None
    row.report = {"reason": reason, "message": message}
    _close(row, now)


def _close(row: ImportedFile, now: datetime) -> None:
    row.content = None
    row.finished_at = now
    row.save()


def report_of(row: ImportedFile) -> FileReport:
    """The row as other apps see it."""
    account = {
        name: row.report.get(name, []) for name in ("not_carried_over", "to_decide", "missing")
    }
    return FileReport(
        id=row.id,
        name=row.name,
        kind=row.kind,
        state=row.state,
        service_id=row.service_id,
        service_name=row.service.name if row.service_id and row.service else "",
        reason=row.report.get("reason", ""),
        message=row.report.get("message", ""),
        account=account | {"counts": row.report.get("counts", {})},
    )
