"""Keeping lists and look-up tables: make one, read a file, take it over, go back."""

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.catalogue.domain.reference_files import read_reference
from motcua.catalogue.errors import (
    ReferenceConflict,
    ReferenceFaulty,
    ReferenceMissing,
    ReferenceTaken,
)
from motcua.catalogue.models import (
    ReferenceKind,
    ReferenceRevision,
    ReferenceTable,
    ReferenceUpload,
)
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.references import ReferenceView, reference_view
from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid
from motcua.kernel.i18n import I18nText

KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,59}")
MAX_NOTE: Final = 2_000
_KEPT: Final = timedelta(days=1)


class ReferenceKeyInvalid(Invalid):
    code = "reference_key"


def create_reference(
    *, key: str, kind: str, title: I18nText, by: Actor, now: datetime, note: str = ""
) -> ReferenceView:
    """An empty list or table. Raises ``ReferenceTaken`` and ``ReferenceKeyInvalid``."""
    by.require(CataloguePermission.EDIT)
    if not KEY.fullmatch(key):
        message = _("Khóa chỉ gồm chữ thường không dấu, số, gạch nối và bắt đầu bằng chữ.")
        raise ReferenceKeyInvalid(message, field="key")
    try:
        with transaction.atomic():
            row = ReferenceTable.objects.create(
                key=key,
                kind=ReferenceKind(kind),
                title={name: words[:300] for name, words in title.items() if words},
                note=note[:MAX_NOTE],
                created_by=by.id,
                created_by_name=by.name[:200],
                created_at=now,
                updated_by_name=by.name[:200],
                updated_at=now,
            )
            _note(row, "created", by=by, now=now, key=key, kind=kind)
    except IntegrityError:
        taken = _("Khóa “%(key)s” đã có danh mục khác dùng.") % {"key": key}
        raise ReferenceTaken(taken, field="key") from None
    return reference_view(row)


def read_upload(
    *, reference_id: UUID, content: bytes, file_name: str, by: Actor, now: datetime
) -> UUID:
    """Read a file and keep it for looking at; nothing is in use yet. Gives the upload's id.

    Raises ``ImportRefused`` when the file as a whole cannot be taken.
    """
    by.require(CataloguePermission.EDIT)
    read = read_reference(content, file_name)
    with transaction.atomic():
        table = _locked(reference_id)
        ReferenceUpload.objects.filter(created_at__lt=now - _KEPT).delete()
        upload = ReferenceUpload.objects.create(
            table=table,
            columns=read.columns if table.kind == ReferenceKind.TABLE else [],
            rows=_fitting(read.rows, table),
            faults=[fault.to_json() for fault in read.faults],
            file_name=re.sub(r"[^\w .()-]", "_", file_name)[:255],
            created_by=by.id,
            created_at=now,
        )
    return upload.id


def accept_upload(*, upload_id: UUID, by: Actor, now: datetime, note: str = "") -> ReferenceView:
    """Make what was read the revision in use. Published services keep the one they have.

    Raises ``ReferenceMissing``, and ``ReferenceFaulty`` while rows have faults.
    """
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        upload = ReferenceUpload.objects.select_for_update().filter(id=upload_id).first()
        if upload is None:
            raise ReferenceMissing(_("Tệp tải lên không còn. Hãy tải lên lại."))
        if upload.faults or not upload.rows:
            raise ReferenceFaulty(_("Tệp còn dòng có lỗi. Hãy sửa tệp rồi tải lên lại."))
        table = _locked(upload.table_id)
        last = table.revisions.aggregate(last=Max("number"))["last"]
        revision = ReferenceRevision.objects.create(
            table=table,
            number=(last or 0) + 1,
            columns=upload.columns,
            rows=upload.rows,
            row_count=len(upload.rows),
            sha256=_digest(upload.columns, upload.rows),
            file_name=upload.file_name,
            note=note[:MAX_NOTE],
            created_by=by.id,
            created_by_name=by.name[:200],
            created_at=now,
        )
        _use(table, revision, by=by, now=now)
        _note(
            table,
            "revised",
            by=by,
            now=now,
            revision=revision.id,
            number=revision.number,
            sha256=revision.sha256,
            rows=revision.row_count,
        )
        upload.delete()
    return reference_view(table)


def use_revision(
    *, reference_id: UUID, revision_id: UUID, by: Actor, now: datetime
) -> ReferenceView:
    """Go back to an earlier revision, or forward again; nothing is lost on the way.

    Raises ``ReferenceMissing`` and ``ReferenceConflict`` when it is in use already.
    """
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        table = _locked(reference_id)
        revision = table.revisions.filter(id=revision_id).first()
        if revision is None:
            raise ReferenceMissing(_("Không tìm thấy bản này của danh mục."))
        if table.current_id == revision.id:
            raise ReferenceConflict(_("Bản này đang được dùng rồi."))
        before = table.current.number if table.current else None
        _use(table, revision, by=by, now=now)
        _note(table, "restored", by=by, now=now, number=revision.number, before=before)
    return reference_view(table)


def describe_reference(
    *, reference_id: UUID, title: I18nText, note: str, by: Actor, now: datetime
) -> ReferenceView:
    """Change the words about a list; its key and rows stay."""
    by.require(CataloguePermission.EDIT)
    with transaction.atomic():
        table = _locked(reference_id)
        table.title = {name: words[:300] for name, words in title.items() if words}
        table.note = note[:MAX_NOTE]
        table.updated_by_name, table.updated_at = by.name[:200], now
        table.save(update_fields=["title", "note", "updated_by_name", "updated_at"])
        _note(table, "described", by=by, now=now)
    return reference_view(table)


def _locked(reference_id: UUID) -> ReferenceTable:
    table = ReferenceTable.objects.select_for_update().filter(id=reference_id).first()
    if table is None:
        raise ReferenceMissing(_("Không tìm thấy danh mục này."))
    return table


def _use(table: ReferenceTable, revision: ReferenceRevision, *, by: Actor, now: datetime) -> None:
    table.current = revision
    table.updated_by_name, table.updated_at = by.name[:200], now
    table.save(update_fields=["current", "updated_by_name", "updated_at"])


def _fitting(rows: list[list[Any]], table: ReferenceTable) -> list[list[Any]]:
    """A list of choices has no columns of its own."""
    if table.kind == ReferenceKind.TABLE:
        return rows
    return [[*row[:4], {}] for row in rows]


def _digest(columns: Any, rows: Any) -> str:
    text = json.dumps([columns, rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _note(table: ReferenceTable, action: str, *, by: Actor, now: datetime, **data: Any) -> None:
    plain = {name: str(each) if isinstance(each, UUID) else each for name, each in data.items()}
    audit.record(
        action=f"catalogue.reference_{action}",
        subject=f"reference:{table.id}",
        by=by,
        at=now,
        data=plain,
    )
