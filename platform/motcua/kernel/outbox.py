"""Relay of outbox entries to their consumers.

The database is the truth and the broker only wakes the worker: a lost wake-up costs seconds,
because beat sweeps every tenant (``tenants.tasks``). An entry's database effects and its
``done_at`` commit together, so a killed worker neither loses nor repeats them.
"""

import time
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from motcua.kernel import events, rows
from motcua.kernel.log_lines import failure_of
from motcua.kernel.models import OutboxEntry
from motcua.kernel.schemas import current_schema

log = structlog.get_logger(__name__)

MAX_ATTEMPTS: Final = 12
BATCH: Final = 200
_WAKE_EVERY_SECONDS: Final = 0.3
_NEXT: Final = """done_at IS NULL AND given_up_at IS NULL AND available_at <= %s
    ORDER BY available_at, id LIMIT 1 FOR UPDATE SKIP LOCKED"""
_DONE: Final = """
    UPDATE kernel_outbox_entry
    SET done_at = %s, attempt_count = attempt_count + 1, last_error = ''
    WHERE id = %s
"""
_last_wake: dict[str, float] = {}


def wake_relay() -> None:
    """Ask a worker to relay this schema's entries; at most a few times a second a process."""
    if not settings.MOTCUA_WAKE_RELAY:
        return
    schema, now = current_schema(), time.monotonic()
    if now - _last_wake.get(schema, 0.0) < _WAKE_EVERY_SECONDS:
        return
    _last_wake[schema] = now
    from motcua.kernel.tasks import relay_outbox

    try:
        relay_outbox.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 -- the broker may be away; the sweep will find it
        log.warning("outbox_wake_failed", error=type(error).__name__)


def relay_waiting(*, limit: int = BATCH, now: datetime | None = None) -> int:
    """Run up to ``limit`` waiting entries of the current schema; returns how many succeeded."""
    done = 0
    for _ in range(limit):
        outcome = _relay_one(now or timezone.now())
        if outcome is None:
            break
        done += outcome
    return done


def drain(*, now: datetime | None = None, limit: int = 10_000) -> int:
    """Relay until nothing waits (tests and commands)."""
    return relay_waiting(limit=limit, now=now)


def _relay_one(now: datetime) -> bool | None:
    """True: done. False: failed and put off. None: nothing waits."""
    with transaction.atomic():
        found = rows.fetch(OutboxEntry, _NEXT, [now])
        if not found:
            return None
        entry = found[0]
        error = _run(entry, now)
        if error is None:
            with connection.cursor() as cursor:
                cursor.execute(_DONE, [timezone.now(), entry.pk])
            return True
        _put_off(entry, error, now)
        return False


def _run(entry: OutboxEntry, now: datetime) -> Exception | None:
    consumer = events.consumer(entry.consumer)
    if consumer is None:
        return LookupError(f"no consumer {entry.consumer}")
    try:
        with transaction.atomic():
            consumer.handler(events.load(consumer, entry.payload), now)
    except Exception as error:  # noqa: BLE001 -- every failure is recorded and tried again
        log.warning("outbox_entry_failed", consumer=entry.consumer, error=failure_of(error))
        return error
    return None


def _put_off(entry: OutboxEntry, error: Exception, now: datetime) -> None:
    """Wait 2, 4, 8 … seconds, at most an hour; after ``MAX_ATTEMPTS`` a person must look."""
    attempts = entry.attempt_count + 1
    entry.attempt_count = attempts
    entry.last_error = failure_of(error)
    entry.available_at = now + timedelta(seconds=min(2**attempts, 3600))
    if attempts >= MAX_ATTEMPTS:
        entry.given_up_at = now
    entry.save(update_fields=["attempt_count", "last_error", "available_at", "given_up_at"])
