"""Events go up: lower apps publish what happened, higher apps subscribe.

Two kinds of subscriber:

* ``subscribe``: runs in the publisher's transaction; if it fails, nothing happened.
* ``subscribe_later``: gets an outbox row in that transaction; a worker runs it at least once,
  with retries, so the handler must be idempotent. This is the only way out of the database.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from pydantic import TypeAdapter

from motcua.kernel import rows
from motcua.kernel.models import OutboxEntry


@dataclass(frozen=True)
class DomainEvent:
    """Base of all events: frozen dataclasses of plain values, never of model rows."""

    name: ClassVar[str] = "event"


E = TypeVar("E", bound=DomainEvent)
Handler = Callable[[Any, datetime], None]


@dataclass(frozen=True, slots=True)
class Consumer:
    key: str
    event: type[DomainEvent]
    handler: Handler


_immediate: dict[type[DomainEvent], list[Handler]] = defaultdict(list)
_later: dict[type[DomainEvent], list[Consumer]] = defaultdict(list)
_consumers: dict[str, Consumer] = {}
_adapters: dict[type[DomainEvent], TypeAdapter[Any]] = {}


def subscribe(event: type[E], handler: Callable[[E, datetime], None]) -> None:
    if handler not in _immediate[event]:
        _immediate[event].append(handler)


def subscribe_later(event: type[E], key: str, handler: Callable[[E, datetime], None]) -> None:
    """``key`` is stored with waiting entries: never rename it without a migration."""
    if key in _consumers:
        raise ValueError(f"consumer {key!r} is registered twice")
    consumer = Consumer(key, event, handler)
    _consumers[key] = consumer
    _later[event].append(consumer)


def consumer(key: str) -> Consumer | None:
    return _consumers.get(key)


def publish(event: DomainEvent, *, at: datetime) -> None:
    """Tell everybody. Must run inside the transaction that made the event true."""
    kind = type(event)
    for handler in _immediate.get(kind, ()):
        handler(event, at)
    waiting = _later.get(kind)
    if not waiting:
        return
    payload = _adapter(kind).dump_python(event, mode="json")
    rows.insert(
        *(
            OutboxEntry(consumer=each.key, payload=payload, created_at=at, available_at=at)
            for each in waiting
        )
    )
    from motcua.kernel.outbox import wake_relay

    transaction.on_commit(wake_relay)


def load(consumer: Consumer, payload: dict[str, Any]) -> DomainEvent:
    event: DomainEvent = _adapter(consumer.event).validate_python(payload)
    return event


def _adapter(kind: type[DomainEvent]) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]
