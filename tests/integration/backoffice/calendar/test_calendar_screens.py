"""The calendar's screens: a year looked at, changed, a list taken in, and a due date asked for."""

from datetime import date

import pytest

from motcua.identity.models import Account
from motcua.workflow import api as workflow
from tenants.api import in_tenant
from tests.factories.identity import make_agency, make_staff
from tests.factories.workflow import local, shown

pytestmark = pytest.mark.django_db
HOME = "/quan-tri/lich-lam-viec/"
WEEK = {f"day_{n}": "07:30-11:30, 13:00-17:00" for n in range(5)} | {"follows_official_days": "on"}


@pytest.fixture
def signed_in(province, tenant_client):
    def make(*roles):
        with in_tenant(province.schema_name):
            person = make_staff(*roles)
            client = tenant_client("lam-dong")
            client.force_login(
                Account.objects.get(pk=person.id), "motcua.identity.backends.StaffBackend"
            )
        return client

    return make


def text_of(answer):
    return answer.content.decode()


def test_a_technician_sets_week_days_and_the_yearly_list(province, signed_in):
    client = signed_in("tech_admin")
    page = text_of(client.get(f"{HOME}?nam=2026"))
    assert "22/08/2026" in page
    assert "Tháng 12" in page
    assert client.post(f"{HOME}tuan/", {"nam": "2026", **WEEK}).status_code == 302
    day = {"nam": "2026", "day": "2026-06-16", "kind": "off", "name": "Mất điện"}
    assert client.post(f"{HOME}ngay/", day).status_code == 302
    assert "Mất điện" in text_of(client.get(f"{HOME}?nam=2026"))
    with in_tenant(province.schema_name):
        calendar = workflow.tenant_calendar()
        assert shown(calendar.add_working_days(local(15, 6, 2026, "09:00"), 1)) == (
            "17/06/2026 17:00"
        )
        assert shown(calendar.next_working_moment(local(15, 6, 2026, "07:10"))).endswith("07:30")
    client.post(f"{HOME}bo-ngay/", {"nam": "2026", "day": "2026-06-16"})
    lines = "14/06/2027; nghỉ; Quyết định 12\n19/06/2027; làm bù; Quyết định 12; 07:30-11:30"
    looked = client.post(f"{HOME}nhap/", {"nam": "2027", "lines": lines, "look": "1"})
    assert looked.status_code == 200
    assert "Nhập các ngày này" in text_of(looked)
    assert client.post(f"{HOME}nhap/", {"nam": "2027", "lines": lines}).status_code == 302
    with in_tenant(province.schema_name):
        calendar = workflow.tenant_calendar()
        assert calendar.is_working_day(date(2026, 6, 16))
        assert not calendar.is_working_day(date(2027, 6, 14))
        assert shown(calendar.add_working_days(local(18, 6, 2027, "09:00"), 1)) == (
            "19/06/2027 11:30"
        )


def test_what_cannot_be_is_told_and_changes_nothing(province, signed_in):
    client = signed_in("tech_admin")
    empty = client.post(f"{HOME}tuan/", {"nam": "2026", "follows_official_days": "on"})
    assert empty.status_code == 422
    assert "ít nhất một ngày làm việc" in text_of(empty)
    wrong = client.post(f"{HOME}tuan/", {**WEEK, "nam": "2026", "day_0": "7h đến 11h"})
    assert wrong.status_code == 422
    overlap = client.post(f"{HOME}tuan/", {**WEEK, "day_0": "07:00-12:00, 11:00-15:00"})
    assert "chồng lên nhau" in text_of(overlap)
    faulty = client.post(f"{HOME}nhap/", {"nam": "2027", "lines": "30/02/2027;nghỉ"})
    assert faulty.status_code == 422
    assert "Dòng 1" in text_of(faulty)
    with in_tenant(province.schema_name):
        assert not workflow.get_calendar().own


def test_a_unit_begins_with_a_copy_and_may_go_back(province, signed_in):
    client = signed_in("tech_admin")
    with in_tenant(province.schema_name):
        agency = make_agency()
    client.post(f"{HOME}tuan/", {"nam": "2026", **WEEK})
    own = {"nam": "2026", "don_vi": str(agency.id), "day": "2026-06-20", "kind": "working"}
    assert client.post(f"{HOME}ngay/", own).status_code == 302
    with in_tenant(province.schema_name):
        assert workflow.tenant_calendar(agency.id).is_working_day(date(2026, 6, 20))
        assert not workflow.tenant_calendar().is_working_day(date(2026, 6, 20))
        assert workflow.get_calendar(agency.id).week[0] == ["07:30-11:30", "13:00-17:00"]
    assert "lịch riêng" in text_of(client.get(HOME))
    client.post(f"{HOME}theo-chung/", {"nam": "2026", "don_vi": str(agency.id)})
    with in_tenant(province.schema_name):
        assert not workflow.tenant_calendar(agency.id).is_working_day(date(2026, 6, 20))


def test_anybody_who_works_here_may_ask_for_a_due_date_and_only_look(signed_in):
    client = signed_in("specialist")
    asked = {
        "nam": "2026", "received_on": "2026-04-24", "received_time": "16:00",
        "amount": "3", "unit": "working_days",
    }  # fmt: skip
    page = text_of(client.get(HOME, asked))
    assert "Hạn trả: 17:00 04/05/2026" in page
    assert "Ngày Giỗ Tổ Hùng Vương" in page
    assert "Lưu giờ làm việc" not in page
    assert client.post(f"{HOME}tuan/", {"nam": "2026", **WEEK}).status_code == 403
    assert client.get(HOME, {**asked, "amount": "x"}).status_code == 422
