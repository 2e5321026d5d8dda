"""Support access: asked for, granted by the agency alone, over by itself; no way to a dossier."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from motcua.fleet import api as fleet
from motcua.fleet.domain.support_screens import SupportScreen
from motcua.fleet.models import SupportAccess
from motcua.fleet.tasks import sweep_pulses
from motcua.identity.api import ROLES, Account
from motcua.kernel.actors import Actor
from motcua.kernel.audit import read_chain, verify_chain
from motcua.kernel.errors import Forbidden
from tenants.api import get_tenant, in_public, in_tenant, set_tenant_status
from tests.cases import try_each
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
WHY = "Cổng báo sai màu sau khi nâng cấp"


def an_operator(name):
    with in_public():
        person = Account.objects.create_user(
            username=name, email=f"{name}@example.vn", full_name=f"Vận hành {name}", is_staff=True
        )
    client = Client(SERVER_NAME="motcua.localhost")
    client.force_login(person, backend="motcua.identity.backends.StaffBackend")
    return Actor(kind="citizen", id=person.id, name=person.full_name), client


def staff_of(tenant, role, username):
    with in_tenant(tenant.schema_name):
        person = make_staff(role, username=username, email=f"{username}@example.vn")
        client = Client(SERVER_NAME=tenant.primary_host)
        client.force_login(
            Account.objects.get(pk=person.id), backend="motcua.identity.backends.StaffBackend"
        )
    return client


def actor():
    return Actor(
        kind="staff", id=uuid4(), name="Quản trị", permissions=frozenset({"tenant.configure"})
    )


def asked(tenant, operator, now, hours=4):
    return fleet.ask_support(
        tenant_id=tenant.id, operator=operator, reason=WHY, hours=hours, now=now
    )


def granted(tenant, access, now, scope="settings"):
    with in_tenant(tenant.schema_name):
        return fleet.grant_support(access_id=access.id, scope=scope, by=actor(), now=now)


def enter(access, operator, now, screen="nhan_dien", deed=""):
    return fleet.enter_screen(
        access_id=access.id, screen=screen, operator=operator, now=now, deed=deed
    )


def test_from_asking_to_ending_both_sides_see_the_same(province):
    _operator, console = an_operator("an")
    technician = staff_of(province, "tech_admin", "ky-thuat")
    console.post(f"/dieu-hanh/{province.id}/ho-tro/", {"reason": WHY, "hours": "2"})
    access = fleet.list_support(tenant_id=province.id)[0]
    assert WHY in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["ky-thuat@example.vn"]
    screen = f"/dieu-hanh/ho-tro/{access.id}/nhan_dien/"
    turned_away = console.get(screen, follow=True).content.decode()
    assert "Cơ quan chưa đồng ý" in turned_away

    page = technician.get("/quan-tri/ho-tro/").content.decode()
    assert WHY in page
    assert "Vận hành an" in page
    technician.post(f"/quan-tri/ho-tro/{access.id}/dong-y/", {"scope": "settings"})
    shown = console.get(screen).content.decode()
    assert "Mẫu mã hồ sơ" in shown
    assert "Đang hỗ trợ" in shown
    assert "cong_viec" not in shown
    values = {"short_name": "Lâm Đồng", "brand": "#112233", "accent": "#0b5cad"}
    pattern = {"dossier_pattern": "{agency}-{yymmdd}-{number:05d}"}
    assert (
        "Màu viết như" in console.post(screen, values | pattern | {"brand": "x"}).content.decode()
    )
    assert "Đã lưu" in console.post(screen, values | pattern).content.decode()
    assert get_tenant(province.id).theme["brand"] == "#112233"
    for key in ("bat_dau", "don_vi", "vai_tro", "thu_phi", "thong_bao"):
        assert console.get(f"/dieu-hanh/ho-tro/{access.id}/{key}/").status_code == 200, key
    assert (
        "Màn hình này chỉ để xem"
        in console.post(f"/dieu-hanh/ho-tro/{access.id}/don_vi/", follow=True).content.decode()
    )

    running = technician.get("/quan-tri/ho-tro/").content.decode()
    assert "Ngắt ngay" in running
    assert "nhan_dien" in running
    assert "Vận hành an" in running
    technician.post(f"/quan-tri/ho-tro/{access.id}/ngat/")
    assert "đã kết thúc" in console.get(screen, follow=True).content.decode()
    with in_tenant(province.schema_name):
        steps = [each.action for each in read_chain(f"support:{access.id}")]
        changed = read_chain(f"tenant:{province.id}")[-1]
        assert verify_chain(f"support:{access.id}").intact
    assert steps[:3] == ["support.asked", "support.turned_away", "support.granted"]
    assert steps[-2:] == ["support.ended", "support.turned_away"]
    assert steps.count("support.changed") == 2
    assert (changed.action, changed.actor_name) == (
        "tenant.profile_changed",
        "Vận hành an (hỗ trợ của nền tảng)",
    )
    with in_public():
        assert len(read_chain(f"tenant:{province.id}")) == len(steps)


def test_every_refusal(province, ministry):
    now = timezone.now()
    operator, _console = an_operator("binh")
    other, other_console = an_operator("chi")
    access = asked(province, operator, now)

    def ask_with(**more):
        values = {
            "tenant_id": ministry.id,
            "operator": other,
            "reason": WHY,
            "hours": 4,
            "now": now,
        }
        return lambda: fleet.ask_support(**values | more)

    def inside(tenant, deed):
        def run():
            with in_tenant(tenant.schema_name):
                return deed()

        return run

    def grant(**more):
        values = {"access_id": access.id, "scope": "settings", "by": actor(), "now": now}
        return lambda: fleet.grant_support(**values | more)

    nobody = Actor(kind="staff", id=uuid4(), name="Chuyên viên")
    builder = Actor(kind="staff", id=uuid4(), permissions=ROLES["builder"].permissions)
    cases = [
        ("a second at once", fleet.DeedRefused, lambda: asked(province, operator, now)),
        ("no reason", fleet.DeedRefused, ask_with(reason="vì  ")),
        ("no hours", fleet.DeedRefused, ask_with(hours=0)),
        ("four days", fleet.DeedRefused, ask_with(hours=73)),
        ("nobody signed in", fleet.SupportRefused, ask_with(operator=Actor(kind="citizen"))),
        ("not granted yet", fleet.SupportRefused, lambda: enter(access, operator, now)),
        ("another operator", fleet.SupportMissing, lambda: enter(access, other, now)),
        ("no such screen", fleet.SupportMissing, lambda: enter(access, operator, now, "ho_so")),
        ("granted without the right", Forbidden, inside(province, grant(by=nobody))),
        ("granted by who builds services", Forbidden, inside(province, grant(by=builder))),
        ("granted by a neighbour", fleet.SupportMissing, inside(ministry, grant())),
        ("granted by the operator", Forbidden, inside(province, grant(by=operator))),
        ("granted by the system", fleet.SupportMissing,
         inside(province, grant(by=Actor(kind="system", id=uuid4())))),
        ("no such scope", fleet.DeedRefused, inside(province, grant(scope="everything"))),
        ("granted after a week", fleet.DeedRefused,
         inside(province, grant(now=now + timedelta(days=7)))),
        ("ended before granted", fleet.DeedRefused, inside(
            province, lambda: fleet.end_support(access_id=access.id, by=actor(), now=now))),
        ("left by another", fleet.SupportMissing,
         lambda: fleet.leave_support(access_id=access.id, operator=other, now=now)),
    ]  # fmt: skip

    def judge(case):
        with pytest.raises(case[1]):
            case[2]()

    try_each(cases, judge, name=lambda case: case[0])
    granted(province, access, now)
    later = now + timedelta(hours=4)
    after = [
        ("granted twice", fleet.DeedRefused, inside(province, grant())),
        ("beyond the scope", fleet.SupportRefused,
         lambda: enter(access, operator, now, "cong_viec")),
        ("beyond the scope, too", fleet.SupportRefused,
         lambda: enter(access, operator, now, "dich_vu")),
        ("a screen that only shows", fleet.SupportRefused,
         lambda: enter(access, operator, now, "vai_tro", deed="change")),
        ("when the hours are over", fleet.SupportRefused, lambda: enter(access, operator, later)),
        ("ended by a neighbour", fleet.SupportMissing, inside(
            ministry, lambda: fleet.end_support(access_id=access.id, by=actor(), now=now))),
        ("ended without the right", Forbidden, inside(
            province, lambda: fleet.end_support(access_id=access.id, by=nobody, now=now))),
    ]  # fmt: skip
    try_each(after, judge, name=lambda case: case[0])
    enter(access, operator, later - timedelta(seconds=1))
    set_tenant_status(tenant_id=province.id, status="closed")
    with pytest.raises(fleet.SupportRefused):
        enter(access, operator, now)
    set_tenant_status(tenant_id=province.id, status="active")
    assert other_console.get(f"/dieu-hanh/ho-tro/{access.id}/bat_dau/").status_code == 404
    assert other_console.post(f"/dieu-hanh/ho-tro/{access.id}/ket-thuc/").status_code == 404
    # A member of staff without the right sees no way to grant; a signed-in citizen sees nothing.
    clerk = staff_of(province, "receptionist", "tiep-nhan-2")
    for verdict in ("dong-y", "tu-choi", "ngat"):
        assert clerk.post(f"/quan-tri/ho-tro/{access.id}/{verdict}/").status_code == 403
    assert clerk.get("/quan-tri/ho-tro/").status_code == 403


def test_it_ends_by_itself_and_whoever_asks_in_vain_does_not_hang_on(province, ministry):
    now = timezone.now()
    operator, _console = an_operator("dung")
    access = granted(province, asked(province, operator, now - timedelta(hours=5)), now - timedelta(hours=5))  # fmt: skip
    old = asked(ministry, operator, now - timedelta(days=8))
    sweep_pulses()
    states = {each.id: each for each in fleet.list_support(operator_id=operator.id)}
    ended = states[access.id]
    assert (ended.state, ended.ended_at) == ("ended", access.until_at)
    assert states[old.id].state == "refused"
    with in_tenant(province.schema_name):
        assert read_chain(f"support:{access.id}")[-1].action == "support.ended"
    again = asked(province, operator, now)
    left = fleet.leave_support(access_id=again.id, operator=operator, now=now)
    assert left.state == "refused"
    assert SupportAccess.objects.filter(state="asked").count() == 0


def test_a_support_actor_can_hold_nothing_that_opens_a_dossier(province):
    now = timezone.now()
    reading = {each for role in ROLES.values() for each in role.permissions} - fleet.MAY_HOLD
    assert {"casework.read", "payments.read", "reporting.read", "audit.read"} <= reading
    for permission in sorted(reading):
        with pytest.raises(ValueError, match="never hold"):
            SupportScreen("x", "x", "settings", lambda *_a: [], frozenset({permission}))
    operator, _console = an_operator("giang")
    access = granted(province, asked(province, operator, now), now, scope="screens")
    for screen in fleet.support_screens:
        _view, _screen, by = enter(access, operator, now, screen.key)
        assert by.permissions <= fleet.MAY_HOLD
        assert not by.roles
        assert not by.agency_ids
        with in_tenant(province.schema_name):
            assert all(
                len(row) == len(table.columns)
                for table in screen.show(by, now)
                for row in table.rows
            )
