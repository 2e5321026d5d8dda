"""Failures between a delivery's three steps: claim, send, settle."""

from datetime import timedelta

import pytest

from motcua.notifications import api as notifications
from motcua.notifications.contrib.email import mailbox
from motcua.notifications.models import Delivery, InboxEntry
from motcua.notifications.operations.send_waiting import LEASE, MAX_ATTEMPTS, waiting
from motcua.notifications.tasks import sweep_deliveries
from tests.factories import notifications as make

pytestmark = pytest.mark.django_db

MAILBOX = "motcua.notifications.contrib.email.mailbox.MailboxBackend"


@pytest.fixture
def flaky():
    def install(*failures):
        channel = make.FlakyChannel(*failures)
        return notifications.channels.temporarily(channel)

    return install


@pytest.fixture
def by_flaky_channel():
    return make.recipient(applicant_id=None, email="", phone="0900000001")


def test_a_worker_killed_between_send_and_mark_makes_no_second_mail(
    inside_province, now, settings, tmp_path, monkeypatch
):
    settings.EMAIL_BACKEND, settings.VAR = MAILBOX, tmp_path
    make.notify(make.recipient(applicant_id=None), now)

    def killed(*_args, **_changes):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("motcua.notifications.operations.send_waiting._settle", killed)
        with pytest.raises(KeyboardInterrupt):
            notifications.send_waiting(now=now)
    assert Delivery.objects.get().status == "sending"

    assert notifications.send_waiting(now=now + timedelta(seconds=30)) == 0
    assert notifications.send_waiting(now=now + LEASE) == 1
    (stored,) = mailbox.newest()
    assert stored.arrival_count == 2
    assert stored.message_id == f"<{Delivery.objects.get().id}@lam-dong.motcua.localhost>"


def test_a_worker_killed_after_the_inbox_makes_no_second_entry(inside_province, now, monkeypatch):
    to = make.recipient(email="")
    make.notify(to, now)

    def killed(*_args, **_changes):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("motcua.notifications.operations.send_waiting._settle", killed)
        with pytest.raises(KeyboardInterrupt):
            notifications.send_waiting(now=now)
    notifications.send_waiting(now=now + LEASE)
    assert InboxEntry.objects.count() == 1
    assert Delivery.objects.get().status == "sent"


def test_a_worker_thought_dead_cannot_overwrite_its_successor(
    inside_province, now, flaky, by_flaky_channel
):
    """The first worker is slow; when it wakes up the delivery has long been another's."""

    class Slow(make.FlakyChannel):
        def send(self, parcel):
            if not self.sent:
                self.sent.append(parcel)
                assert notifications.send_waiting(now=now + LEASE) == 1
                raise notifications.DeliveryError("late", permanent=True)
            return super().send(parcel)

    with notifications.channels.temporarily(Slow()):
        make.notify(by_flaky_channel, now)
        notifications.send_waiting(now=now)
    assert Delivery.objects.get().status == "sent"


def test_a_temporary_failure_is_tried_again_later(inside_province, now, flaky, by_flaky_channel):
    failure = notifications.DeliveryError("busy", permanent=False)
    with flaky(failure, RuntimeError("defect"), None) as channel:
        make.notify(by_flaky_channel, now)
        assert notifications.send_waiting(now=now) == 0
        (row,) = notifications.list_deliveries("case:1")
        assert (row.status, row.last_error) == ("waiting", "busy")
        assert notifications.send_waiting(now=now + timedelta(seconds=3)) == 0
        assert notifications.send_waiting(now=now + timedelta(minutes=1)) == 0
        assert notifications.send_waiting(now=now + timedelta(minutes=5)) == 1
    first, second = channel.sent
    assert first.id == second.id
    assert Delivery.objects.get().last_error == ""


def test_a_permanent_failure_is_not_tried_again(inside_province, now, flaky, by_flaky_channel):
    with flaky(notifications.DeliveryError("unknown number", permanent=True)):
        make.notify(by_flaky_channel, now)
        notifications.send_waiting(now=now)
        assert notifications.send_waiting(now=now + timedelta(days=1)) == 0
    assert Delivery.objects.get().status == "permanent_failure"


def test_trying_ends(inside_province, now, flaky, by_flaky_channel):
    with flaky(*[notifications.DeliveryError("busy", permanent=False)] * 99) as channel:
        make.notify(by_flaky_channel, now)
        for hours in range(30):
            notifications.send_waiting(now=now + timedelta(hours=2 * hours))
    assert len(channel.failures) == 99 - MAX_ATTEMPTS
    assert Delivery.objects.get().status == "failed"


def test_one_bad_delivery_does_not_hold_up_the_others(
    inside_province, now, flaky, by_flaky_channel
):
    with flaky(RuntimeError("defect")):
        make.notify(by_flaky_channel, now)
        make.notify(by_flaky_channel, now)
        assert notifications.send_waiting(now=now) == 1


def test_a_channel_that_was_removed_fails_for_good(inside_province, now, flaky, by_flaky_channel):
    with flaky():
        make.notify(by_flaky_channel, now)
    notifications.send_waiting(now=now)
    assert Delivery.objects.get().status == "permanent_failure"


def test_the_sweep_wakes_only_tenants_with_something_to_send(
    inside_province, now, monkeypatch, by_flaky_channel
):
    woken = []
    monkeypatch.setattr(
        "motcua.notifications.tasks.send_deliveries.apply_async",
        lambda **_options: woken.append(schema_name()),
    )

    def schema_name():
        from tenants.api import current_tenant

        return current_tenant().schema_name

    sweep_deliveries()
    assert woken == []
    make.notify(make.recipient(), now)
    sweep_deliveries()
    assert woken == [inside_province.schema_name]
    assert waiting(now).count() == 2
