"""Taking in one file: bounded, hashed, recognised by content, scanned, stored."""

import hashlib
import tempfile
from collections.abc import Collection
from datetime import datetime
from typing import IO, Final

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.domain import metadata
from motcua.files.domain.dangers import Dangerous
from motcua.files.domain.kinds import KINDS, Kind, recognise
from motcua.files.domain.names import clean_name, extension_of
from motcua.files.domain.views import Quota, StoredFileView
from motcua.files.errors import (
    FileEmpty,
    FileKindRefused,
    FileTooLarge,
    FileUnsafe,
    QuotaReached,
)
from motcua.files.events import FileStored, SignedFileStored
from motcua.files.models import FileLink, ScanState, StoredFile
from motcua.files.operations.judge_signatures import note_signed, seems_signed
from motcua.files.operations.scan import scan_at_once
from motcua.files.queries.read import usage_of, view_of
from motcua.files.storage import private_storage
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.ids import new_id

PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
MEBIBYTE: Final = 1024 * 1024
MAX_BYTES: Final = 100 * MEBIBYTE
_CHUNK: Final = 64 * 1024
_IN_MEMORY: Final = MEBIBYTE


def store_upload(
    *,
    stream: IO[bytes],
    name: str,
    by: Actor,
    now: datetime,
    declared_type: str = "",
    limit_bytes: int = 10 * MEBIBYTE,
    allowed: Collection[str] | None = None,
    owner: str = "",
    quota: Quota | None = None,
    strip_metadata: bool = False,
) -> StoredFileView:
    """Store what ``stream`` gives and link it to ``owner``.

    ``allowed`` are media types, none meaning all we know. ``declared_type`` is only a claim of the
    browser and decides nothing. ``strip_metadata`` leaves out what a picture tells of place, time
    and device. Raises ``FileEmpty``, ``FileTooLarge``, ``FileKindRefused``,
    ``FileUnsafe``, ``QuotaReached``; then nothing is stored.
    """
    shown = clean_name(name)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        size, sha256 = _copy(stream, spool, limit=min(limit_bytes, MAX_BYTES), name=shown)
        kind = _kind_of(spool, name=shown, allowed=allowed)
        if strip_metadata and size <= metadata.MAX_BYTES:
            size, sha256 = _strip(spool, kind, size, sha256)
        is_settled = scan_at_once(spool, media_type=kind.media_type, name=shown)
        file = StoredFile(
            id=new_id(),
            name=clean_name(shown, extension=_extension(shown, kind)),
            size=size,
            sha256=sha256,
            media_type=kind.media_type,
            created_by=by.reference,
            created_at=now,
            scan_state=ScanState.CLEAN if is_settled else ScanState.PENDING,
            scanned_at=now if is_settled else None,
        )
        is_signed = kind.media_type == PDF and seems_signed(spool)
        _keep(file, spool, owner=owner, quota=quota, is_signed=is_signed)
    return view_of(file)


def store_made(
    *, content: bytes, name: str, by: Actor, now: datetime, owner: str = ""
) -> StoredFileView:
    """Store a paper the platform itself has made (a PDF); it needs no scanner."""
    file = StoredFile(
        id=new_id(),
        name=clean_name(name, extension=".pdf"),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=PDF,
        created_by=by.reference,
        created_at=now,
        scan_state=ScanState.CLEAN,
        scanned_at=now,
    )
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        spool.write(content)
        _keep(file, spool, owner=owner, quota=None)
    return view_of(file)


def store_bundle(
    *, stream: IO[bytes], name: str, by: Actor, now: datetime, owner: str
) -> StoredFileView:
    """Store an archive the platform itself has made of files that were scanned already."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        digest.update(chunk)
    file = StoredFile(
        id=new_id(),
        name=clean_name(name, extension=".zip"),
        size=size,
        sha256=digest.hexdigest(),
        media_type=ZIP,
        created_by=by.reference,
        created_at=now,
        scan_state=ScanState.CLEAN,
        scanned_at=now,
    )
    _keep(file, stream, owner=owner, quota=None)
    return view_of(file)


def _copy(stream: IO[bytes], spool: IO[bytes], *, limit: int, name: str) -> tuple[int, str]:
    """Copy while hashing; stop at the first byte beyond ``limit``."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(
                _("Tệp “%(name)s” lớn hơn %(size)d MB. Hãy chọn tệp nhỏ hơn.")
                % {"name": name, "size": limit // MEBIBYTE},
                limit_bytes=limit,
            )
        digest.update(chunk)
        spool.write(chunk)
    if not size:
        raise FileEmpty(_("Tệp “%(name)s” không có nội dung.") % {"name": name})
    return size, digest.hexdigest()


def _strip(spool: IO[bytes], kind: Kind, size: int, sha256: str) -> tuple[int, str]:
    """Leave the picture alone in ``spool``; other kinds stay as they are."""
    spool.seek(0)
    content = spool.read()
    bare = metadata.without_metadata(content, kind.media_type)
    if bare is content or bare == content:
        return size, sha256
    spool.seek(0)
    spool.truncate()
    spool.write(bare)
    return len(bare), hashlib.sha256(bare).hexdigest()


def _kind_of(spool: IO[bytes], *, name: str, allowed: Collection[str] | None) -> Kind:
    try:
        kind = recognise(spool)
    except Dangerous as danger:
        raise FileUnsafe(_danger_message(danger.code, name), reason=danger.code) from danger
    wanted = [each for each in KINDS if allowed is None or each.media_type in allowed]
    known = {
        "name": name,
        "kinds": ", ".join(each.extensions[0][1:].upper() for each in wanted),
    }
    if kind is None or kind not in wanted:
        raise FileKindRefused(_("Tệp “%(name)s” phải có dạng %(kinds)s.") % known)
    if extension_of(name) not in kind.extensions:
        known["kind"] = kind.extensions[0][1:].upper()
        raise FileKindRefused(
            _("Tên tệp “%(name)s” không khớp với nội dung: đây là tệp %(kind)s.") % known
        )
    return kind


def _danger_message(code: str, name: str) -> str:
    messages = {
        "pixels": _("Ảnh “%(name)s” có kích thước quá lớn. Hãy giảm số điểm ảnh rồi thử lại."),
        "archive_bomb": _("Tệp “%(name)s” bung ra quá lớn nên không nhận được."),
        "macros": _("Tệp “%(name)s” có chứa macro. Hãy lưu lại không kèm macro."),
        "broken": _("Tệp “%(name)s” bị hỏng hoặc có đặt mật khẩu nên không đọc được."),
    }
    return messages.get(code, _("Tệp “%(name)s” không an toàn.")) % {"name": name}


def _extension(name: str, kind: Kind) -> str:
    given = extension_of(name)
    return given if given in kind.extensions else kind.extensions[0]


def _keep(
    file: StoredFile,
    spool: IO[bytes],
    *,
    owner: str,
    quota: Quota | None,
    is_signed: bool = False,
) -> None:
    """Content first, rows after: a row always has its content. Content without a row (the
    transaction failed) is removed here or found by the sweep."""
    if quota is not None:
        _check_quota(owner, quota, file.size)
    storage = private_storage()
    spool.seek(0)
    file.key = storage.save(f"{file.created_at:%Y/%m/%d}/{file.id.hex}", File(spool))
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            if owner:
                FileLink(file=file, owner=owner, created_at=file.created_at).save(force_insert=True)
            if file.scan_state == ScanState.PENDING:
                events.publish(FileStored(file_id=file.id), at=file.created_at)
            if is_signed:
                note_signed(file)
                events.publish(SignedFileStored(file_id=file.id), at=file.created_at)
    except BaseException:
        storage.delete(file.key)
        raise


def _check_quota(owner: str, quota: Quota, adding: int) -> None:
    used = usage_of(owner)
    if used.file_count >= quota.max_files:
        raise QuotaReached(
            _("Hồ sơ đã có %(count)d tệp, không thể thêm nữa.") % {"count": used.file_count}
        )
    if used.byte_count + adding > quota.max_bytes:
        raise QuotaReached(
            _("Các tệp của hồ sơ vượt quá %(size)d MB.") % {"size": quota.max_bytes // MEBIBYTE}
        )
