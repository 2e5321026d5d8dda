from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from motcua.kernel import events, outbox
from motcua.kernel.models import OutboxEntry

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class SomethingHappened(events.DomainEvent):
    name: ClassVar[str] = "test.something"
    thing_id: UUID
    at_time: datetime
    note: str = ""


@pytest.fixture
def seen():
    got: list[SomethingHappened] = []
    events._consumers.pop("test.listen", None)
    events._later.pop(SomethingHappened, None)
    events._immediate.pop(SomethingHappened, None)
    events.subscribe_later(SomethingHappened, "test.listen", lambda event, _at: got.append(event))
    yield got
    events._consumers.pop("test.listen", None)
    events._later.pop(SomethingHappened, None)
    events._immediate.pop(SomethingHappened, None)


def _publish(now, note=""):
    event = SomethingHappened(thing_id=uuid4(), at_time=now, note=note)
    with transaction.atomic():
        events.publish(event, at=now)
    return event


def test_an_event_reaches_its_later_consumer_unchanged_and_once(inside_province, now, seen):
    event = _publish(now, "xin chào")
    assert seen == []
    assert outbox.drain(now=now) == 1
    assert outbox.drain(now=now) == 0
    assert seen == [event]


def test_a_rolled_back_transaction_tells_nobody(inside_province, now, seen):
    with pytest.raises(RuntimeError), transaction.atomic():
        events.publish(SomethingHappened(thing_id=uuid4(), at_time=now), at=now)
        raise RuntimeError
    assert outbox.drain(now=now) == 0
    assert seen == []


def test_an_immediate_subscriber_that_fails_undoes_the_publisher(inside_province, now, seen):
    def refuse(event, at):
        raise RuntimeError("no")

    events.subscribe(SomethingHappened, refuse)
    with pytest.raises(RuntimeError, match="no"):
        _publish(now)
    assert not OutboxEntry.objects.exists()


def test_a_failing_consumer_is_put_off_and_its_writes_undone(inside_province, now):
    calls = []

    def fail(event, at):
        calls.append(event)
        OutboxEntry.objects.create(consumer="x", payload={}, created_at=at, available_at=at)
        raise ValueError("Chim Hoàng Yến")

    events.subscribe_later(SomethingHappened, "test.fail", fail)
    try:
        _publish(now)
        outbox.relay_waiting(now=now)
        entry = OutboxEntry.objects.get()
        assert entry.attempt_count == 1
        # Type and place; what an exception says may quote a person's data.
        assert entry.last_error.startswith("ValueError at ")
        assert "Hoàng Yến" not in entry.last_error
        assert entry.available_at == now + timedelta(seconds=2)
        for _ in range(outbox.MAX_ATTEMPTS):
            entry.refresh_from_db()
            outbox.relay_waiting(now=entry.available_at)
        entry.refresh_from_db()
        assert entry.given_up_at is not None
        assert len(calls) == outbox.MAX_ATTEMPTS
    finally:
        events._consumers.pop("test.fail")
        events._later.pop(SomethingHappened)


def test_a_tenant_s_outbox_is_its_own(province, ministry, now, seen):
    from tenants.api import in_tenant

    with in_tenant(province.schema_name):
        _publish(now)
    with in_tenant(ministry.schema_name):
        assert outbox.drain(now=now) == 0
    with in_tenant(province.schema_name):
        assert outbox.drain(now=now) == 1
