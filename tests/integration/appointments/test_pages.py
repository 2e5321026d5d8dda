"""The portal's pages for appointments, the kiosk, and the counter's screens, on one set-up."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.appointments import api
from motcua.appointments.models import Booking
from motcua.catalogue.models import ServiceVersion
from motcua.identity.models import Account
from motcua.kernel.sealed_links import seal
from motcua.portal.question_form import new_stamp
from tenants.api import in_tenant
from tests.asked import reads
from tests.factories.appointments import booked, free_slot, open_desk
from tests.factories.casework import Office, usual_office
from tests.factories.identity import make_staff

LONG_AGO = timedelta(minutes=1)


@pytest.fixture
def office(province: Any, monkeypatch: Any) -> Office:
    monkeypatch.setattr(settings, "MOTCUA_SMS_MAIL_DOMAIN", "")
    with in_tenant(province.schema_name):
        made = usual_office()
        made.now = timezone.now()
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
    unclear = client.get("/dat-lich/?dich-vu=khong-co&noi=x&viec=y").content.decode()
    assert "Chọn dịch vụ trong danh sách." in unclear
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
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(reads(caught))


def slug_of(office: Office) -> str:
    with in_tenant(office.schema):
        return str(ServiceVersion.objects.get(pk=office.version_id).service.slug)


def test_the_counter_s_day_and_its_planning(
    office: Office, province: Any, tenant_client: Any
) -> None:
    schema = province.schema_name
    with in_tenant(schema):
        slot = free_slot(api.list_openings(office.agency.id)[0].id, now=timezone.now())
        first = api.get_booking(booked(office, slot))
    client = staff_client(office, tenant_client(province.slug), "receptionist", "procedure_control")
    day = f"/quan-tri/lich-hen/?ngay={timezone.localtime(slot.starts_at).date()}"
    page = client.get(day).content.decode()
    assert first.code in page
    assert "+84912345678" in page
    deed = f"/quan-tri/lich-hen/{first.id}"
    assert "chưa đến giờ hẹn" in said(client.post(f"{deed}/vang/", follow=True)).lower()
    # The next page that lists it still says it is expected; no reason, no calling off.
    assert "Ghi lý do" in said(client.post(f"{deed}/huy/", {"reason": ""}, follow=True))
    assert client.post(f"{deed}/xoa/").status_code == 404

    with in_tenant(schema):
        Booking.objects.update(starts_at=timezone.now())
    told = said(client.post("/quan-tri/quay/mo/", {"ma": first.code.lower()}, follow=True))
    assert "A001" in told
    assert "trước đó" in said(client.post(f"{deed}/den/", follow=True))

    hours = f"/quan-tri/lich-hen/gio/moi/?diem={office.agency.id}"
    form = client.get(hours).context["form"]
    fields = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    fields |= {
        "name": "Quầy chiều",
        "kind": form.fields["kind"].choices[0][0],
        "day0": "13:30-16:30",
    }
    assert client.post(hours, fields | {"day0": "13-16"}).status_code == 422
    assert client.post(hours, fields).status_code == 302
    with in_tenant(schema):
        made = next(each for each in api.list_openings() if each.name == "Quầy chiều")
        assert (made.week[0], made.week[1], made.lead_minutes) == ("13:30-16:30", "", 120)
        second = api.get_booking(booked(office, free_slot(made.id, now=timezone.now())))
    assert client.get(f"/quan-tri/lich-hen/gio/{made.id}/").status_code == 200

    shut = {"opening": "", "reason": "Cán bộ dự tập huấn"}
    for name, moment in (("since", second.starts_at), ("until", second.ends_at)):
        local = timezone.localtime(moment)
        shut |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}
    closing = f"/quan-tri/lich-hen/dong/?diem={office.agency.id}"
    shut["point"] = str(office.agency.id)
    assert "1 người đã hẹn" in client.post(closing, shut).content.decode()
    with in_tenant(schema):
        assert api.get_booking(second.id).state == "booked"
    assert client.post(closing, shut | {"sure": "1"}).status_code == 302
    with in_tenant(schema):
        assert api.get_booking(second.id).state == "cancelled"
        (closure,) = api.list_closures(office.agency.id, now=timezone.now())
    assert client.post(f"/quan-tri/lich-hen/dong/{closure.id}/mo/").status_code == 302
    assert client.get("/quan-tri/lich-hen/cong-suat/").status_code == 200


def staff_client(office: Office, client: Any, *roles: str) -> Any:
    with in_tenant(office.schema):
        person = make_staff(*roles, agency=office.agency, now=timezone.now() - timedelta(days=1))
        account = Account.objects.get(pk=person.id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def said(page: Any) -> str:
    return " ".join(str(message) for message in page.context["messages"])
