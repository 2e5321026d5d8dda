"""The operator's console: numbers by day, switches, announcements, queues that are set going."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from motcua.fleet import api as fleet
from motcua.fleet.models import DayFigures
from motcua.fleet.queries import switchboard
from motcua.fleet.tasks import measure_usage
from motcua.identity.api import Account
from motcua.kernel.actors import Actor
from motcua.kernel.audit import read_chain
from motcua.kernel.models import OutboxEntry
from motcua.notifications.models import Delivery, Message
from motcua.portal.charts import lying, upright
from tenants.api import in_public, in_tenant
from tenants.celery import HEADER
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
OPERATOR = Actor(kind="citizen", id=uuid4(), name="Người vận hành")


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    switchboard._board.clear()
    yield
    switchboard._board.clear()


@pytest.fixture
def console():
    with in_public():
        person = Account.objects.create_user(
            username="van-hanh", email="vh@example.vn", full_name="Trần Vận Hành", is_staff=True
        )
    client = Client(SERVER_NAME="motcua.localhost")
    client.force_login(person, backend="motcua.identity.backends.StaffBackend")
    return client


PAGES = ("", "co-quan/", "hang-doi/", "cong-tac/", "thong-bao/", "ho-tro/")


def test_the_console_is_for_operators_and_shows_all_of_it(province, console):
    stranger = Client(SERVER_NAME="motcua.localhost")
    with in_public():
        citizen = Account.objects.create_user(username="dan", email="dan@example.vn")
    signed_in = Client(SERVER_NAME="motcua.localhost")
    signed_in.force_login(citizen, backend="motcua.identity.citizens.backends.CitizenBackend")
    for page in PAGES:
        assert stranger.get(f"/dieu-hanh/{page}").status_code == 302
        assert signed_in.get(f"/dieu-hanh/{page}").status_code == 404, page
        assert console.get(f"/dieu-hanh/{page}").status_code == 200, page

    now = timezone.now()
    today = timezone.localtime(now).date()
    DayFigures.objects.create(tenant_id=province.id, day=today, dossiers=7, storage=2048)
    home = console.get("/dieu-hanh/").content.decode()
    assert f"<title>{today:%d/%m}: 7</title>" in home
    assert "2,0" in home
    assert "style=" not in home.split("<main")[1]

    found = console.get("/dieu-hanh/co-quan/", {"tim": "LÂM dong"}).content.decode()
    assert "tỉnh Lâm Đồng" in found
    assert "Bộ Quốc phòng" not in found
    assert "1 cơ quan" in found
    nothing = console.get("/dieu-hanh/co-quan/", {"tim": "khong co", "trang": "9x"})
    assert "Không có cơ quan nào như vậy" in nothing.content.decode()


def plant_trouble(now):
    dead = OutboxEntry.objects.create(
        consumer="casework.open_case", payload={"secret": "Nguyễn Thị Bí Mật"}, created_at=now,
        available_at=now, attempt_count=12, last_error="OperationalError", given_up_at=now,
    )  # fmt: skip
    for event, status in (("a", "failed"), ("b", "permanent_failure")):
        message = Message.objects.create(
            event=event, subject_ref="case:x", dedupe_key=event, language="vi", created_at=now
        )
        Delivery.objects.create(
            message=message, channel="channel.email", address={"to": "bi-mat@example.vn"},
            title="Kín", body="Kín", status=status, available_at=now, last_error="refused",
            attempt_count=5,
        )  # fmt: skip
    return dead


def test_what_was_given_up_is_seen_without_its_contents_and_tried_again(province, console):
    now = timezone.now()
    with in_tenant(province.schema_name):
        dead = plant_trouble(now)
    address = f"/dieu-hanh/{province.id}/"
    console.post(f"{address}do/")
    pulse = fleet.read_pulses()[province.id]
    assert (pulse.home_status, pulse.outbox_given_up, pulse.deliveries_failed) == (0, 1, 1)
    assert pulse.silent_channels == ("channel.email",)
    assert set(pulse.ills) == {"home", "given_up", "failed", "silent"}
    page = console.get(address).content.decode()
    assert "casework.open_case" in page
    assert "trang chủ không trả lời" in page
    assert "Bí Mật" not in page
    assert "bi-mat@" not in page
    assert "Kín" not in page
    assert "Lâm Đồng" in console.get("/dieu-hanh/").content.decode()
    assert "Lâm Đồng" in console.get("/dieu-hanh/hang-doi/").content.decode()

    console.post(f"{address}thu-lai/", {"entry": str(uuid4())})
    with in_tenant(province.schema_name):
        assert OutboxEntry.objects.filter(given_up_at__isnull=False).count() == 1
    console.post(f"{address}thu-lai/", {"entry": str(dead.id)})
    console.post(f"{address}thu-lai/", {"channel": "channel.email"})
    with in_tenant(province.schema_name):
        again = OutboxEntry.objects.get(pk=dead.pk)
        assert (again.given_up_at, again.attempt_count) == (None, 0)
        # Whoever has no such mailbox is not written to again.
        states = dict(Delivery.objects.values_list("message__event", "status"))
        assert states == {"a": "waiting", "b": "permanent_failure"}
        chain = read_chain(f"tenant:{province.id}")
        assert {each.actor_name for each in chain} == {"Trần Vận Hành"}
        measure_usage.apply(headers={HEADER: province.schema_name}).get()
    assert DayFigures.objects.get(tenant_id=province.id).errors == 1


def test_a_switch_holds_for_all_or_for_one_and_nobody_elses(province, ministry, console):
    now = timezone.now()

    def turn(state, **more):
        console.post("/dieu-hanh/cong-tac/", {"state": state, **more})

    key = fleet.PRACTICE
    assert fleet.is_on(key, province.id)
    turn("off", key=key, tenant=str(province.id))
    assert (fleet.is_on(key, province.id), fleet.is_on(key, ministry.id)) == (False, True)
    with pytest.raises(fleet.FlagOff):
        fleet.ask_own_deed(kind="tenant.practice", tenant_id=province.id, by="x", now=now)
    turn("off", key=key)
    turn("on", key=key, tenant=str(province.id))
    assert (fleet.is_on(key, province.id), fleet.is_on(key, ministry.id)) == (True, False)
    page = console.get("/dieu-hanh/cong-tac/").content.decode()
    assert "đang tắt" in page
    assert "Lâm Đồng: bật" in page
    turn("unset", key=key, tenant=str(province.id))
    assert not fleet.is_on(key, province.id)
    # One that is for everybody alike, one that there is not, another process's change.
    turn("off", key=fleet.SIGNUP, tenant=str(province.id))
    turn("off", key="khong.co")
    assert fleet.is_on(fleet.SIGNUP)
    with pytest.raises(fleet.DeedRefused):
        fleet.set_flag(key="khong.co", is_on=True, tenant_id=None, by=OPERATOR, now=now)
    turn("off", key=fleet.SIGNUP)
    answer = Client(SERVER_NAME="motcua.localhost").post("/mo-cong/", SIGNUP_FORM)
    assert answer.status_code == 422
    assert "tạm ngừng nhận đăng ký" in answer.content.decode()
    with in_public():
        assert [each.data["on"] for each in read_chain(f"flag:{fleet.SIGNUP}")] == [False]


SIGNUP_FORM = {
    "name": "Ủy ban nhân dân phường Thử", "short_name": "Phường Thử", "slug": "", "kind": "agency",
    "agency_code": "H99.01", "contact_name": "Nguyễn Thị Thử", "contact_title": "Văn phòng",
    "email": "vp@example.vn", "phone": "0263", "authority": "Quyết định 12/QĐ-UBND", "plan": "trial",
}  # fmt: skip


def test_announcements_reach_whom_they_are_for_until_their_end(province, ministry, console):
    now = timezone.localtime(timezone.now())
    until = f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}"

    def announce(text, **more):
        written = {"text_vi": text, "audience": "everybody", "level": "info", "until_at": until}
        return console.post("/dieu-hanh/thong-bao/", written | more).status_code

    assert announce("Bảo trì tối nay", level="urgent") == 302
    assert announce("Riêng Lâm Đồng", tenant=str(province.id)) == 302
    assert announce("Chỉ cán bộ", audience="staff") == 302
    assert announce("Chưa đến giờ", from_at=f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}") == 302
    assert announce("Đã qua", until_at=f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}") == 422
    assert announce("") == 422

    def portal(host):
        return Client(SERVER_NAME=host).get("/").content.decode()

    here, there = portal(province.primary_host), portal(ministry.primary_host)
    assert "Bảo trì tối nay" in here
    assert "Riêng Lâm Đồng" in here
    assert "Bảo trì tối nay" in there
    assert "Riêng Lâm Đồng" not in there
    assert "Chỉ cán bộ" not in here
    assert "Chưa đến giờ" not in here
    assert "Bảo trì tối nay" in portal("motcua.localhost")

    with in_tenant(province.schema_name):
        person = make_staff("receptionist", username="tiep-nhan")
        account = Account.objects.get(pk=person.id)
    officer = Client(SERVER_NAME=province.primary_host)
    with in_tenant(province.schema_name):
        officer.force_login(account, backend="motcua.identity.backends.StaffBackend")
    page = officer.get("/quan-tri/").content.decode()
    assert all(words in page for words in ("Bảo trì tối nay", "Riêng Lâm Đồng", "Chỉ cán bộ"))
    live = fleet.live_announcements(tenant_id=province.id, staff=True, now=timezone.now())
    urgent = live[0]
    hidden = officer.post(f"/quan-tri/ho-tro/thong-bao/{urgent.id}/an/", {"next": "//evil.vn/"})
    assert hidden.headers["Location"] == "/quan-tri/"
    page = officer.get("/quan-tri/").content.decode()
    assert "Bảo trì tối nay" not in page
    assert "Chỉ cán bộ" in page

    console.post(f"/dieu-hanh/thong-bao/{urgent.id}/go/")
    assert "Bảo trì tối nay" not in portal(ministry.primary_host)
    later = now + timedelta(hours=3)
    assert not fleet.live_announcements(tenant_id=province.id, staff=True, now=later)


def test_bars_are_in_proportion_and_what_is_there_is_seen():
    chart = upright("k", "t", "", [("a", 0, "0"), ("b", 1, "1"), ("c", 1000, "1000")])
    assert [bar.height for bar in chart.bars] == [0, 2, 120]
    assert [bar.y + bar.height for bar in chart.bars] == [120, 120, 120]
    assert upright("k", "t", "", []).is_empty
    assert upright("k", "t", "", [("a", 0, "0")]).is_empty
    assert [bar.width for bar in lying("k", "t", "", [("a", 5, "5"), ("b", 10, "")]).bars] == [
        100,
        200,
    ]
