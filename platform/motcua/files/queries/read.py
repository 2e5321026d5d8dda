"""Reading files. Whether somebody may is decided by ``permissions.may_read_file``."""

from collections.abc import Collection
from typing import IO
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from motcua.files.domain.views import StoredFileView, Usage
from motcua.files.errors import FileMissing, FileQuarantined
from motcua.files.models import FileLink, ScanState, StoredFile
from motcua.files.storage import private_storage


def view_of(file: StoredFile) -> StoredFileView:
    return StoredFileView(
        id=file.id,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        media_type=file.media_type,
        scan_state=file.scan_state,
        created_at=file.created_at,
        created_by=file.created_by,
    )


def get_file(file_id: UUID) -> StoredFileView:
    """Raises ``FileMissing``."""
    return view_of(_row(file_id))


def get_files(file_ids: Collection[UUID]) -> dict[UUID, StoredFileView]:
    """Those that exist, by id, in one query."""
    return {row.id: view_of(row) for row in StoredFile.objects.filter(pk__in=file_ids)}


def list_files(owner: str, *, limit: int = 500) -> list[StoredFileView]:
    """What one owner holds, oldest first."""
    rows = StoredFile.objects.filter(links__owner=owner).order_by("created_at", "id")
    return [view_of(row) for row in rows[:limit]]


def usage_of(owner: str) -> Usage:
    row = FileLink.objects.filter(owner=owner).aggregate(count=Count("pk"), size=Sum("file__size"))
    return Usage(file_count=row["count"], byte_count=row["size"] or 0)


def open_file(file_id: UUID) -> IO[bytes]:
    """The content, for reading from its start.

    Raises ``FileMissing``, and ``FileQuarantined`` until every scanner has passed the file.
    """
    row = _row(file_id)
    check_opens(view_of(row))
    try:
        return private_storage().open(row.key)
    except FileNotFoundError as error:
        raise FileMissing(_("Không tìm thấy tệp.")) from error


def check_opens(file: StoredFileView) -> None:
    """Raises ``FileQuarantined`` unless every scanner has passed the file."""
    if file.scan_state == ScanState.REFUSED:
        raise FileQuarantined(_("Tệp bị chặn vì có dấu hiệu chứa mã độc."))
    if file.scan_state != ScanState.CLEAN:
        raise FileQuarantined(_("Tệp đang chờ kiểm tra an toàn. Vui lòng thử lại sau ít phút."))


def _row(file_id: UUID) -> StoredFile:
    row = StoredFile.objects.filter(pk=file_id).first()
    if row is None:
        raise FileMissing(_("Không tìm thấy tệp."))
    return row
