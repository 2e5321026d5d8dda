"""Saving designer edits, taking them back, and making them again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.domain.operations import (
    AnyOperation,
    apply_all,
    read_operations,
    read_stored,
)
from motcua.catalogue.errors import NothingToRedo, NothingToUndo
from motcua.catalogue.models import OperationLog, OperationState, PublicService
from motcua.catalogue.operations.drafts import (
    lock_service,
    note_act,
    require_open,
    require_revision,
    write_draft,
)
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.get_draft import draft_view
from motcua.catalogue.queries.views import DraftView
from motcua.kernel.actors import Actor


def apply_operations(
    *,
    service_id: UUID,
    operations: Sequence[Mapping[str, Any]],
    base_revision: int,
    by: Actor,
    now: datetime,
) -> DraftView:
    """Save one batch: all of it or nothing. Every batch is one step of undo.

    Raises ``DraftConflict`` when the draft is not at ``base_revision``, ``DraftLocked`` while it
    is being reviewed, ``OperationRefused`` naming the operation that cannot be made.
    """
    by.require(CataloguePermission.EDIT)
    batch = read_operations([dict(operation) for operation in operations])
    with transaction.atomic():
        row = lock_service(service_id)
        require_open(row)
        require_revision(row, base_revision)
        applied = apply_all(parse_document(row.draft), batch)
        write_draft(row, applied.document, by=by, now=now)
        entry = _log(row, applied.operations, applied.inverse, by=by, now=now)
        note_act(row, "draft_saved", by=by, now=now, number=entry.number, operations=len(batch))
        return draft_view(row, applied.document)


def undo(*, service_id: UUID, base_revision: int, by: Actor, now: datetime) -> DraftView:
    """Take back the last batch that stands, whoever saved it.

    Raises ``NothingToUndo``, ``DraftConflict``, ``DraftLocked``.
    """
    with transaction.atomic():
        row = _locked(service_id, base_revision, by)
        entry = _entries(row, OperationState.APPLIED).order_by("-number").first()
        if entry is None:
            raise NothingToUndo(_("Không còn thao tác nào để hoàn tác."))
        document = _replay(row, entry, entry.inverse, OperationState.UNDONE, by=by, now=now)
        note_act(row, "draft_undone", by=by, now=now, number=entry.number)
        return draft_view(row, document)


def redo(*, service_id: UUID, base_revision: int, by: Actor, now: datetime) -> DraftView:
    """Make the batch again that was taken back last.

    Raises ``NothingToRedo``, ``DraftConflict``, ``DraftLocked``.
    """
    with transaction.atomic():
        row = _locked(service_id, base_revision, by)
        entry = _entries(row, OperationState.UNDONE).order_by("number").first()
        if entry is None:
            raise NothingToRedo(_("Không còn thao tác nào để làm lại."))
        document = _replay(row, entry, entry.operations, OperationState.APPLIED, by=by, now=now)
        note_act(row, "draft_redone", by=by, now=now, number=entry.number)
        return draft_view(row, document)


def _locked(service_id: UUID, base_revision: int, by: Actor) -> PublicService:
    by.require(CataloguePermission.EDIT)
    row = lock_service(service_id)
    require_open(row)
    require_revision(row, base_revision)
    return row


def _replay(
    row: PublicService,
    entry: OperationLog,
    stored: list[dict[str, Any]],
    state: OperationState,
    *,
    by: Actor,
    now: datetime,
) -> ServiceDocument:
    applied = apply_all(parse_document(row.draft), read_stored(stored))
    write_draft(row, applied.document, by=by, now=now)
    entry.state = state
    entry.save(update_fields=["state"])
    return applied.document


def _log(
    row: PublicService,
    operations: Sequence[AnyOperation],
    inverse: Sequence[AnyOperation],
    *,
    by: Actor,
    now: datetime,
) -> OperationLog:
    """After something new, what was undone can no longer be made again."""
    _entries(row, OperationState.UNDONE).update(state=OperationState.ABANDONED)
    last = OperationLog.objects.filter(service_id=row.id).aggregate(last=Max("number"))["last"]
    return OperationLog.objects.create(
        service=row,
        number=(last or 0) + 1,
        operations=[operation.to_json() for operation in operations],
        inverse=[operation.to_json() for operation in inverse],
        by=by.id,
        by_name=by.name[:200],
        at=now,
    )


def _entries(row: PublicService, state: OperationState) -> Any:
    return OperationLog.objects.filter(service_id=row.id, state=state)
