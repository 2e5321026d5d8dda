"""Work that was given up after many tries: what an operator sees of it, and "try again".

An entry's payload says whose dossier it is and is never read here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min
from kombu.exceptions import KombuError

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.models import OutboxEntry
from motcua.kernel.outbox import wake_relay
from motcua.notifications.api import retry_delivery
from motcua.notifications.models import Delivery, DeliveryStatus
from tenants.api import get_tenant, in_tenant

log = structlog.get_logger(__name__)
MOST: Final = 200
_AGAIN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DeadEntry:
    id: UUID
    consumer: str
    reason: str
    attempts: int
    created_at: datetime
    given_up_at: datetime


@dataclass(frozen=True, slots=True)
class FailedDeliveries:
    """Deliveries of one channel that failed for one reason; no address, no words of them."""

    channel: str
    reason: str
    count: int
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class WaitingWork:
    consumer: str
    count: int
    oldest_at: datetime


def dead_entries(*, limit: int = MOST) -> list[DeadEntry]:
    """Of the current tenant, the newest first."""
    rows = (
        OutboxEntry.objects.filter(given_up_at__isnull=False, done_at=None)
        .only("id", "consumer", "last_error", "attempt_count", "created_at", "given_up_at")
        .order_by("-given_up_at")[:limit]
    )
    return [
        DeadEntry(
            id=row.id,
            consumer=row.consumer,
            reason=row.last_error,
            attempts=row.attempt_count,
            created_at=row.created_at,
            given_up_at=row.given_up_at,
        )
        for row in rows
        if row.given_up_at is not None
    ]


def waiting_work() -> list[WaitingWork]:
    """What waits in the current tenant's outbox, by who is to do it."""
    rows = (
        OutboxEntry.objects.filter(done_at=None, given_up_at=None)
        .values_list("consumer")
        .annotate(count=Count("id"), oldest=Min("created_at"))
        .order_by("oldest")
    )
    return [WaitingWork(*row) for row in rows]


def failed_deliveries(*, now: datetime) -> list[FailedDeliveries]:
    """Of the current tenant's last week, by channel and reason."""
    rows = (
        Delivery.objects.filter(
            status__in=(DeliveryStatus.FAILED, DeliveryStatus.PERMANENT_FAILURE),
            available_at__gte=now - _AGAIN,
        )
        .values_list("channel", "last_error", "status")
        .annotate(count=Count("id"))
        .order_by("-count", "channel")[:50]
    )
    return [
        FailedDeliveries(channel, reason, count, status == DeliveryStatus.PERMANENT_FAILURE)
        for channel, reason, status, count in rows
    ]


def retry_entries(
    *, tenant_id: UUID, by: Actor, now: datetime, entry_id: UUID | None = None
) -> int:
    """Given-up work of a tenant waits again from the first try; one entry, or all of them."""
    tenant = get_tenant(tenant_id)
    with in_tenant(tenant.schema_name), transaction.atomic():
        rows = OutboxEntry.objects.filter(given_up_at__isnull=False, done_at=None)
        if entry_id is not None:
            rows = rows.filter(pk=entry_id)
        count = rows.update(given_up_at=None, attempt_count=0, available_at=now)
        if count:
            _note("platform.work_tried_again", tenant_id, by, now, entries=count)
            transaction.on_commit(wake_relay)
    return count


def retry_deliveries(*, tenant_id: UUID, channel: str, by: Actor, now: datetime) -> int:
    """Failed letters of the last week go out again; addresses known not to exist do not."""
    tenant = get_tenant(tenant_id)
    sender = Actor(kind="system", id=by.id, name=by.name)
    with in_tenant(tenant.schema_name), transaction.atomic():
        rows = Delivery.objects.filter(
            status=DeliveryStatus.FAILED, channel=channel, available_at__gte=now - _AGAIN
        )
        ids = list(rows.values_list("id", flat=True)[:MOST])
        for each in ids:
            retry_delivery(delivery_id=each, by=sender, now=now)
        if ids:
            _note("platform.deliveries_tried_again", tenant_id, by, now, count=len(ids))
    return len(ids)


def celery_queues() -> dict[str, int | None]:
    """Messages waiting in the broker by queue; ``None`` where it cannot be asked."""
    names = [queue.name for queue in settings.CELERY_TASK_QUEUES]
    try:
        with current_app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=1, timeout=1)
            channel: Any = connection.default_channel
            return {name: _length(channel, name) for name in names}
    except (KombuError, OSError) as error:
        log.warning("broker_unreachable", error=type(error).__name__)
        return dict.fromkeys(names)


def _length(channel: Any, name: str) -> int:
    """How many stand in one queue, declared passively: asking makes none."""
    if hasattr(channel, "_size"):
        return int(channel._size(name))
    return int(channel.queue_declare(queue=name, passive=True).message_count)


def _note(action: str, tenant_id: UUID, by: Actor, now: datetime, **data: Any) -> None:
    """In the tenant's own audit: what was done to its work, and by whom."""
    audit.record(action=action, subject=f"tenant:{tenant_id}", by=by, at=now, data=data)
