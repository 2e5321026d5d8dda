"""The screens of notices: channels, words, rules and the log, by the technician's own clicks."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client
from django.urls import reverse

from motcua.identity.api import remember_applicant
from motcua.identity.models import Account
from motcua.notifications import api as notifications
from motcua.notifications.contrib.simulator import ledger, moods
from motcua.notifications.contrib.simulator.accounts import account_arguments
from motcua.notifications.contrib.simulator.devices import make_device
from motcua.notifications.models import ChannelAccount, Delivery
from tests.factories import notifications as make
from tests.factories.identity import make_applicant, make_staff

pytestmark = pytest.mark.django_db

SMS = "channel.sms"


@pytest.fixture
def now():
    return datetime.now(tz=UTC)


@pytest.fixture
def screen(inside_province, monkeypatch, settings, tmp_path):
    make.simulated(monkeypatch, settings, tmp_path)
    client = Client(SERVER_NAME=inside_province.primary_host)
    account = Account.objects.get(pk=make_staff("tech_admin").id)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def at(name, *args):
    return reverse(f"notices:{name}", args=args, urlconf="motcua.config.urls_tenant")


def test_a_technician_sets_a_channel_tries_it_and_reads_what_came_of_it(screen, now):
    page = at("channel", SMS)
    given = account_arguments("sms")
    values = {**given["options"], **given["secrets"], "is_enabled": "on"}
    wrong = screen.post(page, {**values, "brandname": "qua dai cho mot ten"})
    assert (wrong.status_code, ChannelAccount.objects.count()) == (422, 0)
    assert screen.post(page, values).status_code == 302
    secret = given["secrets"]["secret_key"]
    assert secret not in screen.get(page).content.decode()
    kept = dict.fromkeys(given["secrets"], "")
    screen.post(page, {**values, **kept})
    assert ChannelAccount.objects.get().secrets["secret_key"] == secret

    told = screen.post(page, {"deed": "try", "address": "0912 345 678"}, follow=True)
    assert "Nhà cung cấp đã nhận tin thử" in told.content.decode()
    moods.set_mood("sms", "refuse")
    told = screen.post(page, {"deed": "try", "address": "0912 345 678"}, follow=True)
    assert "Số điện thoại không đúng" in told.content.decode()
    assert len(ledger.all_of("sms")) == 1


def test_words_are_shown_as_they_will_be_before_they_are_kept(screen, now):
    page = at("template", "received", SMS)
    shown = screen.post(page, {"deed": "preview", "body": "Hồ sơ {code}, {name}"})
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "data-mo-sms" in text
    assert not notifications.own_templates(language="vi")
    refused = screen.post(page, {"deed": "save", "body": "Chào {name}"})
    assert refused.status_code == 422
    assert "{name}" in refused.content.decode()
    screen.post(page, {"deed": "save", "body": "Da nhan {code}"})
    assert notifications.own_templates(language="vi") == {"received": {SMS: "own"}}
    screen.post(page, {"deed": "reset"})
    assert notifications.own_templates(language="vi") == {}
    for name in ("templates", "rules", "log", "index"):
        assert screen.get(at(name)).status_code == 200
    assert screen.get(at("template", "khong-co", SMS)).status_code == 404
    assert screen.get(at("rule", "khong-co")).status_code == 404


def test_rules_and_times(screen, now):
    page = at("rule", "result_ready")
    twice = {"channel.email": "1", SMS: "1"}
    assert screen.post(page, twice).status_code == 422
    screen.post(page, {"channel.email": "2", SMS: "1", "channel.zalo": "99", "urgent": "on"})
    rule = notifications.load_policy().rule_of("result_ready")
    assert (dict(rule.ways), rule.is_urgent) == (
        {"channel.inbox": 0, "channel.email": 2, SMS: 1},
        True,
    )
    screen.post(page, {"deed": "default"})
    assert "result_ready" not in notifications.load_policy().rules
    times = {"quiet_from": "22:00", "quiet_until": "06:00", "digest_at": "08:00"}
    assert screen.post(at("index"), {**times, "monthly_limit": "-1"}).status_code == 422
    screen.post(at("index"), {**times, "monthly_limit": "500"})
    policy = notifications.load_policy()
    assert (policy.quiet_from.hour, policy.monthly_limit) == (22, 500)


def test_the_log_shows_no_words_and_sends_again(screen, now):
    make.notify(make.recipient(email="khong-phai", applicant_id=None), now)
    notifications.send_waiting(now=now)
    row = Delivery.objects.get()
    text = screen.get(at("log") + "?ma=H36-260615-0001").content.decode()
    assert "Không phải địa chỉ thư" in text
    assert "khong-phai" not in text
    assert "Trích lục" not in text
    screen.post(at("retry", row.pk))
    row.refresh_from_db()
    assert row.status == "waiting"
    assert "H36" not in screen.get(at("log") + "?ma=khac&trang=0").content.decode()


def test_a_citizen_chooses_how_to_be_told(inside_province, settings, monkeypatch, tmp_path, now):
    make.simulated(monkeypatch, settings, tmp_path)
    make.set_up("webpush", "sms", now=now)
    ways = {"channel.email": 0, SMS: 0, "channel.webpush": 0}
    notifications.save_rule(event="", rule=notifications.Rule(ways), by=make.SYSTEM, now=now)
    applicant = make_applicant()
    client = Client(SERVER_NAME=inside_province.primary_host)
    session = SessionStore()
    remember_applicant(session, applicant)
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    text = client.get("/hop-thu/cai-dat/").content.decode()
    assert notifications.push_key() in text
    client.post("/hop-thu/cai-dat/", {"channels": ["channel.email"], "pace": "daily"})
    wishes = notifications.get_preferences(applicant.id).wishes
    assert (wishes.turned_off, wishes.is_digest) == (frozenset({SMS}), True)
    device = make_device("may-c")
    body = {"endpoint": device.pop("endpoint"), "keys": device, "device": "Firefox"}
    place = "/hop-thu/trinh-duyet/"
    assert client.post(place, body, content_type="application/json").status_code == 201
    assert client.post(place, "[]", content_type="application/json").status_code == 422
    (browser,) = notifications.get_preferences(applicant.id).browsers
    client.post(f"{place}{browser.id}/bo/")
    assert notifications.get_preferences(applicant.id).browsers == ()
