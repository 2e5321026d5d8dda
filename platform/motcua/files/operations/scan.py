"""Running scanners: at the door those that are quick, later those that need a process."""

from datetime import datetime
from typing import IO, Final
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.files.errors import FileUnsafe
from motcua.files.events import FileStored
from motcua.files.models import ScanState, StoredFile
from motcua.files.scanner import ScannerAway, scanners
from motcua.files.storage import private_storage

log = structlog.get_logger(__name__)
BATCH: Final = 100


def scan_at_once(stream: IO[bytes], *, media_type: str, name: str) -> bool:
    """Refuse what quick scanners find (``FileUnsafe``); true when no other scanner remains."""
    is_settled = True
    for scanner in scanners:
        if not scanner.is_immediate:
            is_settled = False
            continue
        stream.seek(0)
        verdict = scanner.scan(stream, media_type=media_type)
        if not verdict.is_clean:
            log.warning("upload_refused", scanner=scanner.key, reason=verdict.reason)
            raise FileUnsafe(_message(verdict.reason, name), reason=verdict.reason)
    return is_settled


def scan_stored(event: FileStored, at: datetime) -> None:
    """Outbox consumer. ``ScannerAway`` goes up, so the outbox tries again; meanwhile the file
    stays in quarantine and everything else goes on."""
    scan_file(file_id=event.file_id, now=at)


def scan_file(*, file_id: UUID, now: datetime) -> None:
    """Let all scanners judge one pending file; a file that is gone or settled is left alone."""
    file = (
        StoredFile.objects.select_for_update()
        .filter(pk=file_id, scan_state=ScanState.PENDING)
        .first()
    )
    if file is None:
        return
    state, note = ScanState.CLEAN, ""
    with private_storage().open(file.key) as stream:
        for scanner in scanners:
            stream.seek(0)
            verdict = scanner.scan(stream, media_type=file.media_type)
            if not verdict.is_clean:
                state, note = ScanState.REFUSED, f"{scanner.key}: {verdict.reason}"[:100]
                log.warning("file_refused", file=str(file.pk), scanner=scanner.key)
                break
    file.scan_state, file.scan_note, file.scanned_at = state, note, now
    file.save(update_fields=["scan_state", "scan_note", "scanned_at"])


def scan_waiting(*, now: datetime, limit: int = BATCH) -> int:
    """Scan what the outbox gave up on; returns how many files were settled."""
    waiting = StoredFile.objects.filter(scan_state=ScanState.PENDING).order_by("created_at")
    settled = 0
    for file_id in list(waiting.values_list("pk", flat=True)[:limit]):
        try:
            with transaction.atomic():
                scan_file(file_id=file_id, now=now)
        except ScannerAway as away:
            log.warning("scanner_away", error=type(away.__cause__ or away).__name__)
            break
        settled += 1
    return settled


def _message(reason: str, name: str) -> str:
    if reason == "script":
        words = _("Tệp PDF “%(name)s” có chứa mã lệnh hoặc tệp ẩn. Hãy in lại thành PDF thường.")
    elif reason == "archive_bomb":
        words = _("Tệp “%(name)s” bung ra quá lớn nên không nhận được.")
    else:
        words = _("Tệp “%(name)s” có dấu hiệu chứa mã độc nên không nhận được.")
    return words % {"name": name}
