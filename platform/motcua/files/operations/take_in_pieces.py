"""A large file over a weak line: pieces in order, each with its checksum, resumed at any time.

A piece that came twice is taken once; one that is damaged or out of order is refused with what is
expected, and nothing that came before it is lost. Unfinished uploads go after a day.
"""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, Any, Final, cast
from uuid import UUID

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.domain.names import clean_name
from motcua.files.domain.views import PieceView, Quota, UploadView
from motcua.files.errors import (
    FileEmpty,
    FileTooLarge,
    PieceDamaged,
    PieceOutOfOrder,
    QuotaReached,
    UploadMissing,
    UploadUnfinished,
)
from motcua.files.models import PendingUpload
from motcua.files.queries.read import usage_of
from motcua.files.storage import private_storage
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id

MEBIBYTE: Final = 1024 * 1024
MAX_PIECE: Final = MEBIBYTE
MIN_PIECE: Final = 32 * 1024
"""Smaller pieces only at the end of a file: a list of a hundred thousand pieces helps nobody."""
MAX_OPEN: Final = 10
LASTS: Final = timedelta(hours=24)
log = structlog.get_logger(__name__)


def begin_upload(
    *,
    owner: str,
    place: str,
    name: str,
    size: int,
    by: Actor,
    now: datetime,
    limit_bytes: int,
    quota: Quota,
) -> UploadView:
    """Announce a file for ``place`` of ``owner``. Asked again for the same file, goes on with it.

    Raises ``FileEmpty``, ``FileTooLarge``, ``QuotaReached``.
    """
    shown = clean_name(name)
    _check_size(shown, size, limit_bytes)
    with transaction.atomic():
        # One row of the owner is enough of a lock: two tabs announce one after the other.
        waiting = list(PendingUpload.objects.select_for_update().filter(owner=owner)[:50])
        same = [u for u in waiting if (u.place, u.name, u.size) == (place, shown, size)]
        if same and same[0].expires_at > now:
            return view_of_upload(same[0])
        _check_room(owner, waiting, size, quota)
        upload = PendingUpload(
            id=new_id(),
            owner=owner,
            place=place,
            name=shown,
            size=size,
            created_by=by.reference,
            created_at=now,
            expires_at=now + LASTS,
        )
        upload.save(force_insert=True)
    return view_of_upload(upload)


def _check_size(name: str, size: int, limit: int) -> None:
    if size < 1:
        raise FileEmpty(_("Tệp “%(name)s” không có nội dung.") % {"name": name})
    if size > limit:
        raise FileTooLarge(
            _("Tệp “%(name)s” lớn hơn %(size)d MB. Hãy chọn tệp nhỏ hơn.")
            % {"name": name, "size": limit // MEBIBYTE},
            limit_bytes=limit,
        )


def _check_room(owner: str, waiting: list[PendingUpload], size: int, quota: Quota) -> None:
    used = usage_of(owner)
    if len(waiting) >= MAX_OPEN or used.file_count + len(waiting) >= quota.max_files:
        raise QuotaReached(_("Có quá nhiều tệp đang gửi. Hãy chờ hoặc hủy bớt rồi thử lại."))
    coming = sum(upload.size for upload in waiting)
    if used.byte_count + coming + size > quota.max_bytes:
        raise QuotaReached(
            _("Các tệp của hồ sơ vượt quá %(size)d MB.") % {"size": quota.max_bytes // MEBIBYTE}
        )


def get_upload(*, upload_id: UUID, owner: str, now: datetime) -> UploadView:
    """How far it came. Raises ``UploadMissing`` also for another owner's and an expired one."""
    return view_of_upload(_own(PendingUpload.objects.filter(pk=upload_id), owner, now))


def take_piece(
    *, upload_id: UUID, owner: str, offset: int, content: bytes, sha256: str, now: datetime
) -> UploadView:
    """The next piece, or one that is there already.

    Raises ``UploadMissing``, ``PieceDamaged`` (nothing taken, send it again), ``PieceOutOfOrder``
    (``details["expected"]`` is the offset to go on from), ``FileTooLarge``.
    """
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256.lower():
        raise PieceDamaged(_("Một phần của tệp bị hỏng trên đường truyền. Hãy gửi lại phần đó."))
    with transaction.atomic():
        upload = _own(PendingUpload.objects.select_for_update().filter(pk=upload_id), owner, now)
        if _came_before(upload, offset, digest, len(content)):
            return view_of_upload(upload)
        _check_piece(upload, offset, content)
        private_storage().save(_key(upload.id, offset), ContentFile(content))
        upload.parts = [
            *upload.parts,
            {"offset": offset, "size": len(content), "sha256": digest},
        ]
        upload.received += len(content)
        upload.expires_at = now + LASTS
        upload.save(update_fields=["parts", "received", "expires_at"])
    return view_of_upload(upload)


def _came_before(upload: PendingUpload, offset: int, digest: str, size: int) -> bool:
    """An answer that got lost on the way back makes the browser send the same piece again."""
    piece = {"offset": offset, "size": size, "sha256": digest}
    return offset < upload.received and piece in upload.parts


def _check_piece(upload: PendingUpload, offset: int, content: bytes) -> None:
    if offset != upload.received:
        raise PieceOutOfOrder(_("Các phần của tệp phải gửi theo thứ tự."), expected=upload.received)
    size, is_last = len(content), offset + len(content) == upload.size
    if size > MAX_PIECE or offset + size > upload.size:
        raise FileTooLarge(_("Phần gửi lên lớn hơn mức cho phép."), limit_bytes=MAX_PIECE)
    if size < MIN_PIECE and not is_last:
        raise PieceDamaged(_("Phần gửi lên quá nhỏ."))


def open_whole(*, upload_id: UUID, owner: str, now: datetime) -> tuple[UploadView, IO[bytes]]:
    """The finished file as one stream. Raises ``UploadMissing``, ``UploadUnfinished``."""
    upload = _own(PendingUpload.objects.filter(pk=upload_id), owner, now)
    if upload.received != upload.size:
        raise UploadUnfinished(
            _("Tệp chưa được gửi hết."), expected=upload.received, size=upload.size
        )
    return view_of_upload(upload), cast("IO[bytes]", _Whole(upload))


def drop_upload(*, upload_id: UUID, owner: str) -> None:
    """Let go of an upload and its pieces; one that is not there stays away."""
    upload = PendingUpload.objects.filter(pk=upload_id, owner=owner).first()
    if upload is not None:
        _remove([upload])


def list_uploads(*, owner: str, now: datetime) -> list[UploadView]:
    """What is on its way for an owner, oldest first."""
    rows = PendingUpload.objects.filter(owner=owner, expires_at__gt=now).order_by("created_at")
    return [view_of_upload(row) for row in rows[:50]]


def reap_uploads(*, now: datetime, limit: int = 200) -> int:
    """Remove what expired unfinished; returns how many."""
    old = list(PendingUpload.objects.filter(expires_at__lt=now)[:limit])
    _remove(old)
    if old:
        log.info("uploads_expired", count=len(old))
    return len(old)


def _remove(uploads: list[PendingUpload]) -> None:
    """Rows first: content without a row is found by nobody, and harmless."""
    PendingUpload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()
    for upload in uploads:
        for part in upload.parts:
            private_storage().delete(_key(upload.id, part["offset"]))


def _own(rows: Any, owner: str, now: datetime) -> PendingUpload:
    upload: PendingUpload | None = rows.filter(owner=owner, expires_at__gt=now).first()
    if upload is None:
        raise UploadMissing(_("Không tìm thấy tệp đang gửi. Hãy chọn lại tệp."))
    return upload


def _key(upload_id: UUID, offset: int) -> str:
    return f"pieces/{upload_id.hex}/{offset}"


class _Whole(io.RawIOBase):
    """The pieces one after another; never more than one of them in memory."""

    def __init__(self, upload: PendingUpload) -> None:
        self._pieces = self._open(upload)
        self._left = b""

    @staticmethod
    def _open(upload: PendingUpload) -> Iterator[bytes]:
        for part in upload.parts:
            with private_storage().open(_key(upload.id, part["offset"])) as piece:
                yield piece.read()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        wanted = len(self._left) if size < 0 else size
        given, self._left = self._left[:wanted], self._left[wanted:]
        return given


def view_of_upload(upload: PendingUpload) -> UploadView:
    return UploadView(
        id=upload.id,
        place=upload.place,
        name=upload.name,
        size=upload.size,
        received=upload.received,
        pieces=tuple(
            PieceView(part["offset"], part["size"], part["sha256"]) for part in upload.parts
        ),
        expires_at=upload.expires_at,
    )
