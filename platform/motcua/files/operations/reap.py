"""Removing what nothing holds: files without a link, and content without a row."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.files.models import FileLink, StoredFile
from motcua.files.storage import private_storage

log = structlog.get_logger(__name__)
BATCH: Final = 500


def reap_orphans(*, now: datetime, older_than: timedelta, limit: int = BATCH) -> int:
    """Delete unlinked files that are older than ``older_than``; returns how many.

    Rows go first: a crash in between leaves content without a row, which ``reap_content`` finds.
    """
    held = FileLink.objects.filter(file_id=OuterRef("pk"))
    with transaction.atomic():
        orphans = list(
            StoredFile.objects.select_for_update(skip_locked=True)
            .filter(~Exists(held), created_at__lt=now - older_than)
            .values_list("pk", "key")[:limit]
        )
        StoredFile.objects.filter(pk__in=[pk for pk, _ in orphans]).delete()
    for _pk, key in orphans:
        private_storage().delete(key)
    if orphans:
        log.info("orphans_reaped", count=len(orphans))
    return len(orphans)


def reap_content(*, day: datetime) -> int:
    """Delete the content of one past day that has no row; returns how many."""
    storage, folder = private_storage(), f"{day:%Y/%m/%d}"
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return 0
    keys = {f"{folder}/{name}" for name in names if _is_ours(name)}
    known = set(StoredFile.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in keys - known:
        storage.delete(key)
    return len(keys - known)


def _is_ours(name: str) -> bool:
    try:
        UUID(hex=name[:32])
    except ValueError:
        return False
    return True
