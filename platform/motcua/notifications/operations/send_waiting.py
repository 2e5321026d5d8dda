"""Handing deliveries to their channels, each once as far as that can be known.

Three steps, each its own transaction: claim (status ``sending`` and a token, committed before
anything leaves), send, settle (only by the holder of the token). A worker killed between the
last two leaves a delivery in ``sending``; after ``LEASE`` another one sends it again under the
same id, from which the channel makes the same Message-ID, so that the receiver can tell.

Settling also moves the chain on: what failed is tried by the next way, what arrived ends it.
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
from motcua.notifications.models import Delivery, DeliveryStatus, Message
from motcua.notifications.operations import chain
from motcua.notifications.operations.digest import claim_group, parcel_of
from motcua.notifications.registry import Parcel, channels
from tenants.api import is_sealed_off

log = structlog.get_logger(__name__)

BATCH: Final = 100
MAX_ATTEMPTS: Final = 10
# With another way to go, no hours are spent on this one: about a minute and a half.
MAX_IN_CHAIN: Final = 4
# Longer than any channel's own time-out, so that a slow worker is not taken for a dead one.
LEASE: Final = timedelta(minutes=2)


OVER_LIMIT: Final = "monthly limit reached"


@dataclass(frozen=True, slots=True)
class _Claimed:
    parcel: Parcel
    channel: str
    token: UUID
    attempt_count: int
    message: Message
    position: int
    parts: int
    cost: int


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
        token = uuid4()
        rows = claim_group(row, now=now) if row.in_digest else [row]
        for each in rows:
            each.status, each.token = DeliveryStatus.SENDING, token
            each.attempt_count += 1
            each.available_at = now + LEASE
            each.save(
                update_fields=["status", "token", "attempt_count", "available_at", "group_id"]
            )
    return _Claimed(
        parcel_of(rows, now=now),
        row.channel,
        token,
        row.attempt_count,
        row.message,
        row.position,
        row.parts,
        row.cost,
    )


def _send(claimed: _Claimed, now: datetime) -> bool:
    try:
        channel = channels.get(claimed.channel)
        if is_sealed_off() and not channel.stays_inside:
            raise DeliveryError("training copy", permanent=True)
        if channel.is_paid and not claimed.message.is_urgent:
            _check_limit(claimed, now)
        provider_id = channel.send(claimed.parcel)
    except DeliveryError as error:
        _settle_failure(claimed, error, now=now)
        return False
    except NotFound as error:
        _settle_failure(claimed, DeliveryError(str(error), permanent=True), now=now)
        return False
    except Exception as error:  # a defect of the channel must not stop the others
        log.exception("delivery_failed", channel=claimed.channel, delivery=str(claimed.parcel.id))
        _settle_failure(claimed, DeliveryError(type(error).__name__, permanent=False), now=now)
        return False
    with transaction.atomic():
        is_ours = _settle(
            claimed, status=DeliveryStatus.SENT, sent_at=now, provider_id=provider_id[:200]
        )
        if is_ours and claimed.position and not channel.reports:
            chain.drop_rest(claimed.message.pk)
        if is_ours and channel.is_paid:
            chain.count_sent(claimed.channel, parts=claimed.parts, cost=claimed.cost, now=now)
        if channel.has_account:
            chain.note_health(claimed.channel, now=now)
    return True


def _check_limit(claimed: _Claimed, now: datetime) -> None:
    if chain.is_over_limit(claimed.parts, now=now):
        raise DeliveryError(OVER_LIMIT, permanent=True)


def _settle_failure(claimed: _Claimed, error: DeliveryError, *, now: datetime) -> None:
    """Wait 4, 16, 64 … seconds, at most an hour; then another way, or a person must look."""
    most = MAX_IN_CHAIN if _has_next(claimed) else MAX_ATTEMPTS
    status = DeliveryStatus.WAITING
    if error.permanent:
        status = DeliveryStatus.PERMANENT_FAILURE
    elif claimed.attempt_count >= most:
        status = DeliveryStatus.FAILED
    log.warning("delivery_put_off", delivery=str(claimed.parcel.id), status=status.value)
    pause = timedelta(seconds=min(4**claimed.attempt_count, 3600))
    with transaction.atomic():
        is_ours = _settle(
            claimed, status=status, last_error=str(error)[:500], available_at=now + pause
        )
        if is_ours and claimed.position and status != DeliveryStatus.WAITING:
            chain.try_next(claimed.message.pk, now=now)
        if error.bad_address:
            chain.flag_contact(
                claimed.message.applicant_id,
                channel=claimed.channel,
                address=claimed.parcel.address,
                reason=str(error),
                now=now,
            )
        elif str(error) != OVER_LIMIT:
            chain.note_health(claimed.channel, now=now, failure=str(error))


def _has_next(claimed: _Claimed) -> bool:
    held = Delivery.objects.filter(message=claimed.message, status=DeliveryStatus.HELD)
    return bool(claimed.position) and held.exists()


def _settle(claimed: _Claimed, **changes: object) -> bool:
    """Whether it was still ours; a digest's deliveries share the token."""
    mine = Delivery.objects.filter(token=claimed.token)
    return bool(mine.update(token=None, **{"last_error": "", **changes}))
