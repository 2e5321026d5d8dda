"""From a notice to its arrival by the ways the office and the citizen chose."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client

from motcua.kernel.actors import ANONYMOUS, SYSTEM, PermissionMissing
from motcua.notifications import api as notifications
from motcua.notifications.contrib.simulator import ledger, moods, reports
from motcua.notifications.domain.signing import HEADER, sign
from motcua.notifications.models import (
    ChannelMonth,
    Contact,
    Delivery,
    DeliveryReport,
    PushSubscription,
)
from motcua.notifications.queries.report_address import report_url
from tenants.api import in_public
from tests.factories import notifications as make

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)  # 09:00 here
PUSH, ZALO, SMS, EMAIL, HOOK = (
    f"channel.{name}" for name in ("webpush", "zalo", "sms", "email", "webhook")
)


@pytest.fixture
def office(inside_province, now, monkeypatch, settings, tmp_path):
    """A province with every channel, in the moment its providers live in."""
    make.simulated(monkeypatch, settings, tmp_path)
    make.set_up("sms", "zalo", "webpush", "webhook", now=now)
    awake = replace(notifications.load_policy(), quiet_from=time(3), quiet_until=time(3))
    notifications.save_policy(policy=awake, by=SYSTEM, now=now)
    return inside_province


@pytest.fixture
def now():
    """Providers look at their own clock; so that it may be any hour, none is quiet here."""
    return datetime.now(tz=UTC)


def rule(*chain, always=(), event="", urgent=False, now):
    ways = {**dict.fromkeys(always, 0), **{key: at for at, key in enumerate(chain, 1)}}
    made = notifications.Rule(ways, is_urgent=urgent)
    notifications.save_rule(event=event, rule=made, by=SYSTEM, now=now)


def person(**changes):
    return make.recipient(phone="0912345678", **changes)


def states(to):
    rows = Delivery.objects.filter(message__applicant_id=to.applicant_id).exclude(position=0)
    return {row.channel.removeprefix("channel."): row.status for row in rows}


def test_the_next_way_is_tried_when_one_has_failed(office, now):
    rule(PUSH, SMS, EMAIL, now=now)
    to = person()
    make.browser(to.applicant_id, now)
    make.notify(to, now)
    assert states(to) == {"webpush": "waiting", "sms": "held", "email": "held"}
    moods.set_mood("push", "refuse")
    moods.set_mood("sms", "report_failed")
    assert notifications.send_waiting(now=now) == 2
    assert states(to) == {"webpush": "permanent_failure", "sms": "sent", "email": "held"}
    assert not PushSubscription.objects.exists()
    reports.flush()
    notifications.send_waiting(now=now + timedelta(minutes=1))
    assert states(to) == {"webpush": "permanent_failure", "sms": "sent", "email": "sent"}
    assert len(mail.outbox) == 1
    (taken,) = ledger.all_of("sms")
    assert taken["text"] == (
        "Ho so H36-260615-0001 da duoc tiep nhan. http://lam-dong.motcua.localhost/ho-so/1/"
    )


def test_what_arrived_ends_the_chain_and_a_slow_provider_does_not_hold_it_up(office, now):
    rule(SMS, EMAIL, now=now)
    to = person()
    make.notify(to, now)
    moods.set_mood("sms", "down")
    for minute in range(5):
        notifications.send_waiting(now=now + timedelta(minutes=2 * minute))
    assert states(to) == {"sms": "failed", "email": "sent"}
    moods.set_mood("sms", "report_shuffled")
    other = person()
    make.notify(other, now)
    notifications.send_waiting(now=now)
    reports.flush()
    assert states(other) == {"sms": "sent", "email": "waiting"}
    again = reports.flush()
    row = Delivery.objects.get(message__applicant_id=other.applicant_id, channel=SMS)
    assert (again, row.report, DeliveryReport.objects.count()) == (0, "delivered", 2)


def test_a_report_may_come_before_we_know_that_the_message_was_taken(office, now):
    rule(SMS, EMAIL, now=now)
    to = person()
    make.notify(to, now)
    moods.set_mood("sms", "lost_answer")
    notifications.send_waiting(now=now)
    assert states(to)["sms"] == "waiting"
    row = Delivery.objects.get(channel=SMS)
    body = f'{{"id": "{row.pk}", "state": "delivered"}}'.encode()
    secret = ledger.secret_of("simulator-lam-dong")
    address = report_url(SMS).removeprefix("http://lam-dong.motcua.localhost")

    def report(body=body, secret=secret, address=address):
        header = sign(body, secret=secret, at=datetime.now(tz=UTC))
        with in_public():
            return Client(SERVER_NAME="lam-dong.motcua.localhost").post(
                address, body, content_type="application/json", headers={HEADER: header}
            )

    assert report(secret="wrong" * 8).status_code == 403
    assert report(address=f"{address[:-3]}x/").status_code == 404
    assert report(address=address.replace("/sms/", "/inbox/")).status_code == 404
    assert states(to) == {"sms": "waiting", "email": "held"}
    assert [report().status_code for _ in range(3)] == [200, 200, 200]
    assert states(to) == {"sms": "sent", "email": "skipped"}
    assert DeliveryReport.objects.count() == 1
    assert notifications.send_waiting(now=now + timedelta(days=1)) == 0
    assert notifications.erase_notices(subjects=["case:1"]) == 1
    assert not DeliveryReport.objects.exists()


def test_nobody_is_rung_up_at_night_unless_it_is_urgent(office):
    now = MORNING
    night_rest = replace(notifications.load_policy(), quiet_from=time(21), quiet_until=time(7))
    notifications.save_policy(policy=night_rest, by=SYSTEM, now=now)
    rule(always=[SMS, EMAIL], now=now)
    rule(always=[SMS], event="supplement_asked", urgent=True, now=now)
    night = now.replace(hour=15)  # 22:00 here
    make.notify(person(), night)
    make.notify(person(), night, template="supplement_asked")
    notifications.send_waiting(now=night)
    assert len(ledger.all_of("sms")) == 1
    assert len(mail.outbox) == 1
    notifications.send_waiting(now=night + timedelta(hours=8, minutes=59))
    assert len(ledger.all_of("sms")) == 1
    notifications.send_waiting(now=night + timedelta(hours=9))
    assert len(ledger.all_of("sms")) == 2


def test_one_mail_a_day_for_who_wants_it_so(office):
    now = MORNING
    rule(SMS, always=[EMAIL], now=now)
    to = person()
    wishes = notifications.Wishes(language="en", is_digest=True)
    notifications.save_wishes(applicant_id=to.applicant_id, wishes=wishes, now=now)
    for hours in range(3):
        make.notify(to, now + timedelta(hours=hours))
    make.notify(person(), now)
    notifications.send_waiting(now=now + timedelta(hours=3))
    assert len(ledger.all_of("sms")) == 1
    assert notifications.count_unread(to.applicant_id) == 3
    assert len(mail.outbox) == 1
    tomorrow = now + timedelta(hours=27)
    notifications.send_waiting(now=tomorrow)
    (_other, digest) = mail.outbox
    assert digest.body.count("Dossier H36-260615-0001 is accepted") == 3
    mine = Delivery.objects.filter(message__applicant_id=to.applicant_id, channel=EMAIL)
    assert {row.status for row in mine} == {"sent"}
    assert {row.group_id for row in mine} == {min(row.pk for row in mine)}


def test_the_month_s_limit_and_what_was_spent(office, now):
    rule(SMS, EMAIL, now=now)
    policy = replace(notifications.load_policy(), monthly_limit=1)
    notifications.save_policy(policy=policy, by=SYSTEM, now=now)
    first, second = person(), person()
    make.notify(first, now)
    notifications.send_waiting(now=now)
    make.notify(second, now)
    notifications.send_waiting(now=now)
    assert (states(first)["sms"], states(second)) == (
        "sent",
        {"sms": "permanent_failure", "email": "sent"},
    )
    spent = ChannelMonth.objects.get()
    assert (spent.channel, spent.sent, spent.parts, spent.cost) == (SMS, 1, 1, 800)
    channel = notifications.get_channel(SMS, now=now)
    assert (channel.month_parts, channel.month_cost, channel.is_failing) == (1, 800, False)


def test_an_address_that_takes_nothing_is_flagged_until_it_is_mended(office, now):
    rule(always=[SMS], now=now)
    to = person()
    moods.set_mood("sms", "refuse")
    make.notify(to, now)
    notifications.send_waiting(now=now)
    (fault,) = notifications.contact_faults(to.applicant_id)
    assert (fault.channel, fault.reason) == (SMS, "invalid_number")
    moods.set_mood("sms", "normal")
    make.notify(to, now)
    notifications.send_waiting(now=now)
    assert ledger.all_of("sms") == []
    make.notify(replace(to, phone="0987654321"), now)
    notifications.clear_fault(applicant_id=to.applicant_id, channel=SMS, now=now)
    make.notify(to, now)
    notifications.send_waiting(now=now)
    assert len(ledger.all_of("sms")) == 2
    notifications.forget_contact(applicant_id=to.applicant_id)
    assert not Contact.objects.exists()


def test_zalo_needs_an_approved_template(office, now):
    rule(ZALO, SMS, now=now)

    def template(number, body="ma: {code}"):
        given = {"event": "received", "language": "vi", "channel": ZALO, "by": SYSTEM, "now": now}
        notifications.save_template(subject="", body=body, external_id=number, **given)
        return notifications.check_approval(**given)

    to = person()
    make.notify(to, now)
    assert states(to) == {"sms": "waiting"}
    assert template("1009") == "rejected"
    make.notify(other := person(), now)
    assert states(other) == {"sms": "waiting"}
    assert template("1001") == "approved"
    make.notify(third := person(), now)
    notifications.send_waiting(now=now)
    assert states(third) == {"zalo": "sent", "sms": "skipped"}
    (taken,) = ledger.all_of("zalo")
    assert (taken["to"], taken["text"]) == ("84912345678", '{"ma": "H36-260615-0001"}')
    for number, body in (
        ("x1", "ma: {code}"),
        ("1", "khong dung"),
        ("1", "ten: {name}"),
        ("1", ""),
    ):
        with pytest.raises(notifications.TemplateInvalid):
            template(number, body)


def test_strangers_eyes_see_no_names(office, now):
    given = {"event": "received", "language": "vi", "by": SYSTEM, "now": now}
    for channel in (SMS, PUSH):
        for body in ("Chào {name}", "{service}", "{khong_co}", "{code"):
            with pytest.raises(notifications.TemplateInvalid):
                notifications.save_template(subject="x", body=body, channel=channel, **given)
    shown = notifications.preview_template(
        event="received", language="vi", subject="x", body="Mã {code}", channel=SMS
    )
    assert (shown.body, shown.cost) == ("Ma H00.00.00-260615-0001", 800)
    with pytest.raises(PermissionMissing):
        notifications.save_rule(event="", rule=notifications.Rule(), by=ANONYMOUS, now=now)


def test_what_is_spoken_of_to_machines_holds_nobody_s_data(office, now):
    rule(always=[HOOK], now=now)
    make.notify(person(name="Nguyễn Thị Bí Mật", email="bi.mat@example.vn"), now)
    make.notify(make.recipient(applicant_id=None, staff_id=make.new_id()), now)
    notifications.send_waiting(now=now)
    (taken,) = ledger.all_of("webhook")
    assert "Bí Mật" not in taken["text"]
    assert "bi.mat" not in taken["text"]
    assert '"code": "H36-260615-0001"' in taken["text"]


def test_staff_see_how_it_went_and_send_again(office, now, django_assert_num_queries):
    rule(always=[SMS], now=now)
    moods.set_mood("sms", "refuse")
    make.notify(person(), now)
    notifications.send_waiting(now=now)
    for _ in range(3):
        make.notify(person(), now, context={"code": "H36-2"})
    with django_assert_num_queries(1):
        page = notifications.list_log(code="H36-260615-0001", channel=SMS)
    (line,) = page.lines
    assert (line.status, line.last_error, line.may_retry) == (
        "permanent_failure",
        "invalid_number",
        True,
    )
    assert len(notifications.list_log(status="waiting", channel=SMS).lines) == 3
    moods.set_mood("sms", "normal")
    with pytest.raises(PermissionMissing):
        notifications.retry_delivery(delivery_id=line.id, by=ANONYMOUS, now=now)
    notifications.retry_delivery(delivery_id=line.id, by=SYSTEM, now=now)
    with pytest.raises(notifications.NotRetriable):
        notifications.retry_delivery(delivery_id=line.id, by=SYSTEM, now=now)
    notifications.send_waiting(now=now)
    assert len(ledger.all_of("sms")) == 4


def test_a_trial_tells_what_the_provider_said(office, now):
    def tried(at):
        return notifications.try_channel(key=SMS, address="0912345678", by=SYSTEM, now=at)

    assert tried(now) == ""
    moods.set_mood("sms", "down")
    assert tried(now + timedelta(seconds=1)) == "HTTP 503"
    assert notifications.get_channel(SMS, now=now).is_failing
    assert not Delivery.objects.exists()
    assert notifications.try_channel(key=SMS, address="x", by=SYSTEM, now=now)


def test_browsers_are_the_person_s_own(office, now):
    mine, other = person(), person()
    make.browser(mine.applicant_id, now)
    (browser,) = notifications.get_preferences(mine.applicant_id).browsers
    assert (
        notifications.unsubscribe(applicant_id=other.applicant_id, subscription_id=browser.id) == 0
    )
    make.browser(other.applicant_id, now)
    assert notifications.get_preferences(mine.applicant_id).browsers == ()
    wrong = (
        {"endpoint": "http://example.vn/x"},
        {"endpoint": "https://10.0.0.1/x"},
        {"endpoint": "khong"},
        {"p256dh": "AAAA"},
        {"auth": "!"},
    )
    from motcua.notifications.contrib.simulator.devices import make_device

    for changes in wrong:
        with pytest.raises(notifications.SubscriptionInvalid):
            notifications.subscribe(
                applicant_id=mine.applicant_id,
                device="x",
                now=now,
                **(make_device("may-b") | changes),
            )
