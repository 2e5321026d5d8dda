"""Notices: every channel over HTTP with its provider in every mood, then everybody's books compared.

Mail goes to the demonstration's mailbox; the other providers are the simulated ones, in the web
server's process, which tell their reports to the tenant over HTTP. What is delivered, was tried
again or failed is counted from the providers' ledgers; our own rows must say the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.kernel.actors import SYSTEM
from motcua.kernel.ids import new_id
from motcua.notifications import api as notifications
from motcua.notifications.contrib.email import mailbox
from motcua.notifications.contrib.simulator import apps_of_zalo, ledger, moods, reports
from motcua.notifications.contrib.simulator.accounts import account_arguments
from motcua.notifications.contrib.simulator.devices import make_device
from motcua.notifications.models import ChannelAccount, Delivery, PushSubscription
from tenants.api import TenantView, create_tenant, in_tenant
from tests.saas import server

EVENT = "received"
CHANNELS = {
    "email": "email",
    "sms": "sms",
    "esms": "sms",
    "zalo": "zalo",
    "webpush": "webpush",
    "webhook": "webhook",
}
VENDORS = {"sms": "sms", "esms": "esms", "zalo": "zalo", "webpush": "push", "webhook": "webhook"}


@dataclasses.dataclass
class Case:
    """One notice: what the provider did, and what must have come of it. ``arrivals``: how often it
    reached the provider; 0 when it took none."""

    name: str
    status: str
    arrivals: int
    report: str = ""
    delivery_id: UUID | None = None
    recipient_id: UUID | None = None


def run() -> dict[str, object]:
    counted: dict[str, dict[str, int]] = {}
    faults: list[str] = []
    with server.web():
        for name in CHANNELS:
            tenant = _found(name)
            with in_tenant(tenant.schema_name):
                counted[name] = _one_channel(name, faults)
        tenant = _found("chuoi")
        with in_tenant(tenant.schema_name):
            counted["chain"] = _chain(faults)
    if faults:
        raise AssertionError("; ".join(faults))
    return {"notices": counted}


def _found(name: str) -> TenantView:
    slug = f"tin-{name}-{token_hex(3)}"
    return create_tenant(
        slug=slug, name=f"Tỉnh {name}", short_name=name, kind="province", agency_code="H99"
    )


def _one_channel(name: str, faults: list[str]) -> dict[str, int]:
    """Every mood of the provider, a worker killed after sending, and reports in any order."""
    key = f"channel.{CHANNELS[name]}"
    _set_up(name, key)
    cases = [
        *_plain(name, key),
        *(_moody(name, key, mood) for mood in _moods(name)),
        _killed(name, key),
        *([_stale_token(key)] if name == "zalo" else []),
    ]
    _tell_reports()
    return _compare(name, cases, faults)


def _set_up(name: str, key: str) -> None:
    now = timezone.now()
    if name != "email":
        given = account_arguments(CHANNELS[name], provider="esms" if name == "esms" else "generic")
        notifications.save_channel(**given, by=SYSTEM, now=now)
    if name == "zalo":
        notifications.save_template(
            event=EVENT,
            language="vi",
            channel=key,
            subject="",
            body="ma_ho_so: {code}\nhan: {due}",
            external_id="250001",
            by=SYSTEM,
            now=now,
        )
        state = notifications.check_approval(
            event=EVENT, language="vi", channel=key, by=SYSTEM, now=now
        )
        assert state == "approved", state
    rule = notifications.Rule({key: notifications.ALWAYS}, is_urgent=True)
    notifications.save_rule(event="", rule=rule, by=SYSTEM, now=now)


def _plain(name: str, key: str) -> Iterator[Case]:
    for number in range(3):
        reported = "delivered" if name in reports.REPORTING else ""
        case = Case(f"plain {number}", "sent", 1, reported)
        yield _send(name, key, case)


def _moods(name: str) -> list[str]:
    """Of mail none: the mailbox is a folder. Push services and webhooks report nothing."""
    if name == "email":
        return []
    told = ["report_failed", "report_twice", "report_shuffled"]
    if name == "zalo":
        told.remove("report_failed")
    return ["down", "lost_answer", "refuse", *(told if name in reports.REPORTING else [])]


def _moody(name: str, key: str, mood: str) -> Case:
    """The provider is in ``mood`` at first and well again afterwards."""
    taken = "delivered" if name in reports.REPORTING else ""
    ends = {
        "down": Case(mood, "sent", 1, taken),
        "lost_answer": Case(mood, "sent", 2, taken),
        "refuse": Case(mood, "permanent_failure", 0),
        "report_failed": Case(mood, "sent", 1, "failed"),
        "report_twice": Case(mood, "sent", 1, taken),
        "report_shuffled": Case(mood, "sent", 1, taken),
    }
    with _mood(name, mood):
        case = _send(name, key, ends[mood])
    _later()
    return case


def _killed(name: str, key: str) -> Case:
    """The worker dies after the provider took it and before we noted that."""
    from motcua.notifications.operations import send_waiting as room

    settle = room._settle

    def die(claimed: Any, **changes: object) -> bool:
        if claimed.channel == key:
            raise KeyboardInterrupt
        return settle(claimed, **changes)

    taken = "delivered" if name in reports.REPORTING else ""
    case = _notify(name, key, Case("killed", "sent", 2, taken))
    room._settle = die
    try:
        _send_all(timezone.now())
    except KeyboardInterrupt:
        pass
    finally:
        room._settle = settle
    _later()
    return case


def _stale_token(key: str) -> Case:
    """Zalo forgets our access token; a new one is fetched, and the refresh token replaced."""
    row = ChannelAccount.objects.get(channel=key)
    before = row.secrets["refresh_token"]
    apps_of_zalo.expire(row.options["app_id"])
    case = _send("zalo", key, Case("stale token", "sent", 1, "delivered"))
    after = ChannelAccount.objects.get(channel=key).secrets["refresh_token"]
    assert before != after, "the refresh token was not replaced"
    return case


def _chain(faults: list[str]) -> dict[str, int]:
    """Push, then Zalo, then text message, then mail: each is tried when the one before failed."""
    for name in ("webpush", "zalo", "sms"):
        _set_up(name, f"channel.{name}")
    chain = ["channel.webpush", "channel.zalo", "channel.sms", "channel.email"]
    rule = notifications.Rule({key: at for at, key in enumerate(chain, 1)}, is_urgent=True)
    notifications.save_rule(event="", rule=rule, by=SYSTEM, now=timezone.now())
    arrived = 0
    for number in range(len(chain)):
        for vendor in ("push", "zalo", "sms")[:number]:
            moods.set_mood(vendor, "refuse")
        case = _notify("webpush", "", Case(f"chain {number}", "sent", 1))
        _send_all(timezone.now())
        for vendor in ("push", "zalo", "sms"):
            moods.set_mood(vendor, "normal")
        _tell_reports()
        rows = Delivery.objects.filter(message__applicant_id=case.recipient_id).exclude(position=0)
        states = [row.status for row in rows.order_by("position")]
        wanted = ["permanent_failure"] * number + ["sent"] + ["skipped"] * (3 - number)
        arrived += states.count("sent")
        if states != wanted:
            faults.append(f"chain {number}: {states}, not {wanted}")
    return {"delivered": arrived, "retried": 0, "failed": len(chain) - arrived}


def _send(name: str, key: str, case: Case) -> Case:
    _notify(name, key, case)
    _send_all(timezone.now())
    return case


def _notify(name: str, key: str, case: Case) -> Case:
    now, applicant_id = timezone.now(), new_id()
    if name == "webpush":
        device = make_device(f"may-{applicant_id.hex[-12:]}")
        notifications.subscribe(applicant_id=applicant_id, **device, device="Firefox", now=now)
    notifications.notify(
        recipient=notifications.Recipient(
            applicant_id=applicant_id,
            email=f"{applicant_id.hex[-10:]}@example.vn",
            phone="0912345678",
            name="Nguyễn Văn A",
        ),
        template=EVENT,
        context={"code": "H99-260101-0001", "service": "x", "due": "17/06/2026", "link": "/"},
        subject="case:x",
        dedupe_key=str(applicant_id),
        now=now,
    )
    case.recipient_id = applicant_id
    if key:
        found = Delivery.objects.get(message__applicant_id=applicant_id, channel=key)
        case.delivery_id = found.pk
    return case


def _send_all(now: datetime) -> None:
    while notifications.send_waiting(now=now):
        pass


def _later() -> None:
    """Every pause is over, every dead worker is known to be dead."""
    Delivery.objects.filter(status__in=["waiting", "sending"]).update(available_at=timezone.now())
    _send_all(timezone.now())


def _tell_reports() -> None:
    reports.flush()
    _send_all(timezone.now())


@contextmanager
def _mood(name: str, mood: str) -> Iterator[None]:
    moods.set_mood(VENDORS[name], mood)
    try:
        yield
    finally:
        moods.set_mood(VENDORS[name], "normal")


def _compare(name: str, cases: list[Case], faults: list[str]) -> dict[str, int]:
    """The provider's book against our rows, notice by notice."""
    arrivals, sums = _book(name), {"delivered": 0, "retried": 0, "failed": 0}
    for case in cases:
        assert case.delivery_id is not None
        row = Delivery.objects.get(pk=case.delivery_id)
        came = arrivals(row)
        sums["delivered"] += bool(came)
        sums["retried"] += came > 1 or row.attempt_count > 1
        sums["failed"] += not came
        told = (row.status, came, row.report)
        if told != (case.status, case.arrivals, case.report):
            wanted = (case.status, case.arrivals, case.report)
            faults.append(f"{name} {case.name}: {told}, not {wanted}")
    if name == "webpush" and PushSubscription.objects.count() != len(cases) - 1:
        faults.append("webpush: the browser that is gone was not forgotten")
    return sums


def _book(name: str) -> Callable[[Delivery], int]:
    if name == "email":
        mails = {each.message_id: each.arrival_count for each in mailbox.newest(1000)}
        return lambda row: mails.get(row.provider_id, 0)
    field = "delivery" if name == "webpush" else "number"
    book = {str(kept[field]): int(kept["arrivals"]) for kept in ledger.all_of(VENDORS[name])}
    return lambda row: book.get(str(row.pk), 0)
