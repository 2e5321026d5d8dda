"""Several files at once, from a screen: stored first, then imported one by one in the background.

Small files are imported within the request; only what would keep a person waiting is queued.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.importers.base import Source, importers
from motcua.catalogue.importers.models import ImportedFile, ImportState
from motcua.catalogue.importers.operation import FileReport, finish_row, new_row, report_of
from motcua.catalogue.permissions import CataloguePermission
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid
from motcua.kernel.ids import new_id

MAX_FILES: Final = 20
MAX_BYTES: Final = 60_000_000
AT_ONCE_BYTES: Final = 200_000
"""Together; beyond it, or beyond ``AT_ONCE_FILES``, the worker takes over."""
AT_ONCE_FILES: Final = 3


class BatchRefused(Invalid):
    code = "batch_refused"


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with the reports of its files, in the order in which they came."""

    id: UUID
    kind: str
    reports: tuple[FileReport, ...]
    created_at: datetime

    @property
    def waiting(self) -> int:
        return sum(report.state == ImportState.WAITING for report in self.reports)

    @property
    def refused(self) -> int:
        return sum(report.is_refused for report in self.reports)

    @property
    def done(self) -> int:
        return len(self.reports) - self.waiting


def start_batch(*, kind: str, sources: Sequence[Source], by: Actor, now: datetime) -> UUID:
    """Take the files in; small batches are done when this returns.

    Raises ``BatchRefused``, ``PermissionMissing``, ``UnknownPlugin``.
    """
    from motcua.catalogue.importers.tasks import import_waiting

    by.require(CataloguePermission.EDIT)
    importers.get(kind)
    total = sum(len(source.content) for source in sources)
    if not sources:
        raise BatchRefused(_("Hãy chọn ít nhất một tệp."), field="uploads")
    if len(sources) > MAX_FILES or total > MAX_BYTES:
        raise BatchRefused(_("Mỗi lần nhập nhiều nhất 20 tệp, tổng cộng 60 MB."), field="uploads")
    batch_id = new_id()
    at_once = len(sources) <= AT_ONCE_FILES and total <= AT_ONCE_BYTES
    for source in sources:
        row = new_row(kind=kind, source=source, by=by, now=now, batch_id=batch_id)
        if at_once:
            finish_row(row, source, by=by, now=now)
        else:
            row.content = source.content
            row.save()
    if not at_once:
        transaction.on_commit(lambda: import_waiting.delay(str(batch_id)))
    return batch_id


def import_next(*, batch_id: UUID, now: datetime) -> bool:
    """One waiting file of the batch, for the person who brought it; whether there was one."""
    with transaction.atomic():
        row = (
            ImportedFile.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(batch_id=batch_id, state=ImportState.WAITING)
            .first()
        )
        if row is None:
            return False
        by = Actor(
            kind="staff",
            id=row.by,
            name=row.by_name,
            permissions=frozenset({CataloguePermission.EDIT}),
        )
        source = Source(row.name, bytes(row.content or b""))
        finish_row(row, source, by=by, now=now)
        return True


def get_batch(batch_id: UUID, *, by: Actor) -> BatchView | None:
    by.require(CataloguePermission.EDIT)
    rows = list(
        ImportedFile.objects.filter(batch_id=batch_id)
        .defer("content")
        .select_related("service")
        .order_by("created_at", "id")[:MAX_FILES]
    )
    if not rows:
        return None
    reports = tuple(report_of(row) for row in rows)
    return BatchView(batch_id, rows[0].kind, reports, rows[0].created_at)


def recent_imports(*, by: Actor, limit: int = 20) -> list[FileReport]:
    """The latest files, newest first."""
    by.require(CataloguePermission.EDIT)
    rows = ImportedFile.objects.defer("content").select_related("service")
    return [report_of(row) for row in rows.order_by("-created_at", "-id")[:limit]]
