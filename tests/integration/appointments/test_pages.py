"""The portal's pages for appointments, the kiosk, and the counter's screens, on one set-up."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.appointments.models import Booking
from motcua.kernel.sealed_links import seal
from motcua.portal.question_form import new_stamp
from tenants.api import in_tenant
from tests.asked import reads
from tests.factories.appointments import open_desk
from tests.factories.casework import Office, make_office

LONG_AGO = timedelta(minutes=1)


@pytest.fixture
def office(province: Any, settings: Any) -> Office:
    settings.MOTCUA_SMS_MAIL_DOMAIN = ""
    with in_tenant(province.schema_name):
        made = make_office()
        # Whatever day it is, some day of the next sixty is one on which the office works.
        open_desk(made, horizon_days=60)
        return made


def slots_in(page: Any) -> list[str]:
    return re.findall(r'name="slot" value="([^"]+)"', page.content.decode())


def test_a_citizen_books_moves_and_arrives(
    office: Office, province: Any, tenant_client: Any
) -> None:
    client, schema = tenant_client(province.slug), province.schema_name
    assert (
        "Đặt lịch đến nộp trực tiếp" in client.get(f"/dich-vu/{slug_of(office)}/").content.decode()
    )
    assert client.get("/dat-lich/?dich-vu=khong-co&noi=x&viec=y").status_code == 200
    first = client.get(f"/dat-lich/?dich-vu={slug_of(office)}", follow=True)
    assert first.redirect_chain[-1][0].startswith("/dat-lich/gio/?")
    address = first.redirect_chain[-1][0]
    offered = slots_in(first)
    assert offered
    assert client.get(f"{address}&ngay=2026-99-99").status_code == 200
    with in_tenant(schema):
        stamp = new_stamp(timezone.now() - LONG_AGO)
    typed = {"name": "Trần Thị Mẫu", "phone": "0912 345 678", "stamp": stamp}
    for wrong in (
        {},
        {"slot": "x.y"},
        {"slot": "0.99999999999999999"},
        {"slot": offered[0], "phone": "113"},
    ):
        assert client.post(address, typed | {"slot": ""} | wrong).status_code == 422
    # What a machine fills in is not booked, and a person is asked to send it again.
    assert client.post(address, typed | {"slot": offered[0], "website": "x"}).status_code == 422
    made = client.post(address, typed | {"slot": offered[0]})
    assert (made.status_code, made.headers["Location"][-6:]) == (302, "?moi=1")
    own = made.headers["Location"].removesuffix("?moi=1")
    shown = client.get(own + "?moi=1").content.decode()
    with in_tenant(schema):
        booking = Booking.objects.get()
    assert booking.code in shown
    assert client.post(address, typed | {"slot": offered[0]}).status_code == 409
    assert f"UID:{booking.code}@motcua" in client.get(f"{own}lich.ics").content.decode()
    assert booking.code in client.get(f"{own}phieu/").content.decode()
    assert client.get("/dat-lich/quan-ly/x/").status_code == 404

    moved = client.post(f"{own}doi/", {"slot": slots_in(client.get(f"{own}doi/"))[-1]})
    assert moved.status_code == 302
    with in_tenant(schema):
        token = seal({"point": str(office.agency.id)}, purpose="counter.kiosk")
        Booking.objects.update(starts_at=timezone.now())
    assert client.post(f"/lay-so/{token}/", {"ma": "LH-00000000"}).status_code == 404
    arrived = client.post(f"/lay-so/{token}/", {"ma": booking.code.lower()}).content.decode()
    assert "A001" in arrived
    assert "Giờ hẹn" in arrived
    assert client.get(f"{own}doi/").status_code == 302
    assert client.post(f"{own}huy/").status_code == 409


def test_a_citizen_gives_up_a_place_and_pages_ask_the_same(
    office: Office, province: Any, tenant_client: Any
) -> None:
    client, schema = tenant_client(province.slug), province.schema_name
    address = f"/dat-lich/gio/?dich-vu={slug_of(office)}"
    with in_tenant(schema):
        stamp = new_stamp(timezone.now() - LONG_AGO)
    typed = {"name": "Trần Thị Mẫu", "stamp": stamp}
    client.get(address)
    before = asked(client, address)
    own = []
    for place, phone in enumerate(("0912345671", "0912345672")):
        chosen = slots_in(client.get(address))[place]
        made = client.post(address, typed | {"slot": chosen, "phone": phone})
        own.append(made.headers["Location"].removesuffix("?moi=1"))
    assert asked(client, address) == before
    assert client.get(f"{own[0]}huy/").status_code == 200
    for _twice in range(2):
        assert client.post(f"{own[0]}huy/").status_code == 302
    assert "Đã hủy" in client.get(own[0]).content.decode()
    with in_tenant(schema):
        assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "cancelled"]


def asked(client: Any, address: str) -> int:
    from django.db import connection

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(reads(caught))


def slug_of(office: Office) -> str:
    from motcua.catalogue.models import ServiceVersion

    with in_tenant(office.schema):
        return str(ServiceVersion.objects.get(pk=office.version_id).service.slug)
