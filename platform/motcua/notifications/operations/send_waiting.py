"""Handing deliveries to their channels, each once as far as that can be known.

Three steps, each its own transaction: claim (status ``sending`` and a token, committed before
anything leaves), send, settle (only by the holder of the token). A worker killed between the
last two leaves a delivery in ``sending``; after ``LEASE`` another one sends it again under the
same id, from which the channel makes the same Message-ID, so that the receiver can tell.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from motcua.kernel.errors import NotFound
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import Delivery, DeliveryStatus
from motcua.notifications.registry import Parcel, channels

log = structlog.get_logger(__name__)

BATCH: Final = 100
MAX_ATTEMPTS: Final = 10
# Longer than any channel's own time-out, so that a slow worker is not taken for a dead one.
LEASE: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class _Claimed:
    parcel: Parcel
    channel: str
    token: UUID
    attempt_count: int


def waiting(now: datetime) -> "QuerySet[Delivery]":
    """What should be sent at ``now``: put off no longer, or left behind by a dead worker."""
    return Delivery.objects.filter(
        status__in=[DeliveryStatus.WAITING, DeliveryStatus.SENDING],
        available_at__lte=now,
        # One that kills its worker every time must not do so for ever.
        attempt_count__lt=MAX_ATTEMPTS,
    )


def send_waiting(*, now: datetime | None = None, limit: int = BATCH) -> int:
    """Send up to ``limit`` waiting deliveries of the current schema; returns how many went.

    Must not be called inside a transaction: its claims would not be committed.
    """
    sent = 0
    for _ in range(limit):
        claimed = _claim(now or timezone.now())
        if claimed is None:
            break
        sent += _send(claimed, now or timezone.now())
    return sent


def _claim(now: datetime) -> _Claimed | None:
    with transaction.atomic(durable=True):
        row = (
            waiting(now)
            .select_related("message")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("available_at", "id")
            .first()
        )
        if row is None:
            return None
        row.status = DeliveryStatus.SENDING
        row.token = uuid4()
        row.attempt_count += 1
        row.available_at = now + LEASE
        row.save(update_fields=["status", "token", "attempt_count", "available_at"])
    parcel = Parcel(
        id=row.id,
        address=row.address,
        title=row.title,
        body=row.body,
        link=row.link,
        language=row.message.language,
        at=now,
    )
    return _Claimed(parcel, row.channel, row.token, row.attempt_count)


def _send(claimed: _Claimed, now: datetime) -> bool:
    try:
        provider_id = channels.get(claimed.channel).send(claimed.parcel)
    except DeliveryError as error:
        _settle_failure(claimed, str(error), permanent=error.permanent, now=now)
        return False
    except NotFound as error:
        _settle_failure(claimed, str(error), permanent=True, now=now)
        return False
    except Exception as error:  # a defect of the channel must not stop the others
        log.exception("delivery_failed", channel=claimed.channel, delivery=str(claimed.parcel.id))
        _settle_failure(claimed, type(error).__name__, permanent=False, now=now)
        return False
    _settle(claimed, status=DeliveryStatus.SENT, sent_at=now, provider_id=provider_id[:200])
    return True


def _settle_failure(claimed: _Claimed, error: str, *, permanent: bool, now: datetime) -> None:
    """Wait 4, 16, 64 … seconds, at most an hour; then a person must look."""
    status = DeliveryStatus.WAITING
    if permanent:
        status = DeliveryStatus.PERMANENT_FAILURE
    elif claimed.attempt_count >= MAX_ATTEMPTS:
        status = DeliveryStatus.FAILED
    log.warning("delivery_put_off", delivery=str(claimed.parcel.id), status=status.value)
    pause = timedelta(seconds=min(4**claimed.attempt_count, 3600))
    _settle(claimed, status=status, last_error=error[:500], available_at=now + pause)


def _settle(claimed: _Claimed, **changes: object) -> None:
    Delivery.objects.filter(pk=claimed.parcel.id, token=claimed.token).update(
        token=None, **{"last_error": "", **changes}
    )
