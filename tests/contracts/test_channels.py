"""What every channel owes, whoever wrote it."""

import pytest
from django.core import mail

from motcua.kernel.ids import new_id
from motcua.notifications.api import Channel, DeliveryError, Parcel, Recipient, Words, channels
from motcua.notifications.models import InboxEntry

pytestmark = pytest.mark.django_db

EVERYWHERE = Recipient(
    applicant_id=new_id(),
    email="nguoi.dan@example.vn",
    phone="0900000001",
    sms="0900 000 001",
    name="A",
)


@pytest.fixture(params=channels.keys())
def channel(request):
    return channels.get(request.param)


def parcel(channel: Channel, now, **changes):
    fields = {
        "id": new_id(),
        "address": channel.address_of(EVERYWHERE),
        "title": "Hồ sơ",
        "body": "Xem tại đây",
        "link": "/ho-so/",
        "language": "vi",
        "at": now,
    }
    return Parcel(**(fields | changes))


def test_key_and_title(channel):
    assert channel.key.startswith("channel.")
    assert str(channel.title)


def test_reaches_who_can_be_reached_and_nobody_else(channel):
    assert channel.address_of(EVERYWHERE)
    assert channel.address_of(Recipient()) == ""


def test_keeps_the_words(channel):
    assert channel.render(Words("Hồ sơ", "Xem")).subject


def test_the_same_parcel_again_is_the_same_to_the_receiver(channel, inside_province, now):
    given = parcel(channel, now)
    assert channel.send(given) == channel.send(given) != ""
    message_ids = {sent.extra_headers["Message-ID"] for sent in mail.outbox}
    assert len(message_ids) + InboxEntry.objects.count() == 1


def test_two_parcels_are_two(channel, inside_province, now):
    assert channel.send(parcel(channel, now)) != channel.send(parcel(channel, now))


@pytest.mark.parametrize("address", ["", "khong:phai", "a@b\r\nBcc: c@example.vn"])
def test_an_impossible_address_fails_for_good(channel, inside_province, now, address):
    with pytest.raises(DeliveryError) as refused:
        channel.send(parcel(channel, now, address=address))
    assert refused.value.permanent
