"""What every channel owes, whoever wrote it; those with a provider speak to the simulated one."""

import pytest
from django.core import mail
from django.utils import timezone

from motcua.kernel.ids import new_id
from motcua.notifications.api import (
    Channel,
    ChannelOptionsInvalid,
    DeliveryError,
    Parcel,
    Recipient,
    ReportRefused,
    Words,
    channels,
)
from motcua.notifications.contrib.simulator import ledger, moods
from motcua.notifications.contrib.simulator.accounts import account_arguments
from motcua.notifications.models import ChannelAccount, InboxEntry
from motcua.notifications.queries.accounts import account_of
from motcua.notifications.registry import Callback
from tests.factories import notifications as make

pytestmark = pytest.mark.django_db

EVERYWHERE = Recipient(
    applicant_id=new_id(),
    email="nguoi.dan@example.vn",
    phone="0900000001",
    sms="0900 000 001",
    name="A",
)
VENDORS = {"sms": "sms", "esms": "esms", "zalo": "zalo", "webpush": "push", "webhook": "webhook"}


@pytest.fixture
def now():
    """Providers look at their own clock when they check a signature's time."""
    return timezone.now()


@pytest.fixture(params=[*channels.keys(), "channel.sms:esms"])
def channel(request, inside_province, now, monkeypatch, settings, tmp_path):
    make.simulated(monkeypatch, settings, tmp_path)
    key, _colon, provider = request.param.partition(":")
    name = key.removeprefix("channel.")
    if name in VENDORS:
        make.set_up(name, now=now, provider=provider or "generic")
    make.browser(EVERYWHERE.applicant_id, now)
    return channels.get(key)


@pytest.fixture
def vendor(channel, request):
    name = channel.key.removeprefix("channel.")
    row = ChannelAccount.objects.filter(channel=channel.key).first()
    is_esms = row is not None and row.options.get("provider") == "esms"
    return "esms" if is_esms else VENDORS.get(name, "")


def parcel(channel: Channel, now, **changes):
    words = Words("Hồ sơ", "Xem tại đây")
    if channel.has_templates:
        words = Words("123456", "ma: H36-1")
    rendered = channel.render(words)
    fields = {
        "id": new_id(),
        "address": channel.address_of(EVERYWHERE),
        "title": rendered.subject,
        "body": rendered.body,
        "link": "/ho-so/",
        "language": "vi",
        "at": now,
    }
    return Parcel(**(fields | changes))


def test_key_title_and_settings(channel):
    assert channel.key.startswith("channel.")
    assert str(channel.title)
    with pytest.raises(ChannelOptionsInvalid):
        channel.check(options={"surprise": 1}, secrets={})


def test_secrets_show_nowhere(channel, vendor):
    row = ChannelAccount.objects.filter(channel=channel.key).first()
    if not vendor or vendor == "push":
        return
    secrets = [value for value in row.secrets.values() if isinstance(value, str) and value]
    shown = repr(row.options) + repr(channel.title)
    assert secrets
    assert not [secret for secret in secrets if secret in shown]
    with pytest.raises(ChannelOptionsInvalid) as refused:
        channel.check(options=row.options, secrets={**row.secrets, "surprise": secrets[0]})
    assert secrets[0] not in str(refused.value)


def test_reaches_who_can_be_reached_and_nobody_else(channel):
    assert channel.address_of(EVERYWHERE)
    assert channel.address_of(Recipient()) == ""


def test_keeps_the_words(channel):
    assert channel.render(Words("Hồ sơ", "Xem")).body


def test_the_same_parcel_again_is_the_same_to_the_receiver(channel, vendor, now):
    given = parcel(channel, now)
    first, again = channel.send(given), channel.send(given)
    # A provider that says "I have that already" need not say under which number.
    assert again in (first, str(given.id))
    message_ids = {sent.extra_headers["Message-ID"] for sent in mail.outbox}
    taken = ledger.all_of(vendor) if vendor else []
    assert [kept["arrivals"] for kept in taken] == ([2] if vendor else [])
    assert len(message_ids) + InboxEntry.objects.count() + len(taken) == 1


def test_two_parcels_are_two(channel, now):
    assert channel.send(parcel(channel, now)) != channel.send(parcel(channel, now))


@pytest.mark.parametrize("address", ["", "khong:phai", "a@b\r\nBcc: c@example.vn"])
def test_an_impossible_address_fails_for_good(channel, now, address):
    with pytest.raises(DeliveryError) as refused:
        channel.send(parcel(channel, now, address=address))
    assert refused.value.permanent


def test_a_provider_that_is_down_is_asked_again_and_one_that_refuses_is_not(channel, vendor, now):
    if not vendor:
        return
    for mood, permanent in (("down", False), ("lost_answer", False), ("refuse", True)):
        moods.set_mood(vendor, mood)
        with pytest.raises(DeliveryError) as failed:
            channel.send(parcel(channel, now))
        assert (mood, failed.value.permanent) == (mood, permanent)


def test_reports_that_are_forged_change_nothing(channel, vendor, now):
    """Refused, or about a message nobody sent; eSMS signs nothing, its address is the secret."""
    if not channel.is_paid:
        return
    forged = Callback(
        body=b'{"id": "x", "state": "delivered", "timestamp": "1"}',
        headers={"X-Motcua-Signature": "t=1,v1=0", "X-ZEvent-Signature": "mac=0"},
        query={"SMSID": "khong-co", "SendStatus": "5", "SendSuccess": "1"},
        now=now,
    )
    account = account_of(channel.key)
    if vendor == "esms":
        (report,) = channel.parse_report(forged, account)
        assert report.provider_id == "khong-co"
        return
    with pytest.raises(ReportRefused):
        channel.parse_report(forged, account)


def test_what_is_not_https_is_no_address_of_a_provider(channel, vendor, now):
    if vendor not in ("sms", "esms", "zalo", "webhook"):
        return
    name = channel.key.removeprefix("channel.")
    given = account_arguments(name, provider="esms" if vendor == "esms" else "generic")
    place = "api_url" if vendor == "zalo" else "url"
    for address in ("http://example.vn/", "ftp://x/", "https://a:b@x.vn/", "/x", ""):
        with pytest.raises(ChannelOptionsInvalid):
            channel.check(options={**given["options"], place: address}, secrets=given["secrets"])
