"""Nothing unfinished is kept longer than announced."""

from datetime import datetime
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Q

from motcua.files.api import unlink_owners
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.operations.assist import forget_assistances
from motcua.submissions.queries.drafts import owner_of

log = structlog.get_logger(__name__)
BATCH: Final = 500


def expire_drafts(*, now: datetime, limit: int = BATCH) -> int:
    """Delete expired open drafts and all discarded ones; returns how many.

    Their files lose their owner and go with the next sweep of files.
    """
    over = Q(status=DraftStatus.OPEN, expires_at__lt=now) | Q(status=DraftStatus.DISCARDED)
    with transaction.atomic():
        rows = Draft.objects.select_for_update(skip_locked=True).filter(over)
        ids = list(rows.values_list("pk", flat=True)[:limit])
        unlink_owners([owner_of(draft_id) for draft_id in ids])
        forget_assistances(ids)
        Draft.objects.filter(pk__in=ids).delete()
    if ids:
        log.info("drafts_expired", count=len(ids))
    return len(ids)
