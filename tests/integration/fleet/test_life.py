"""Suspend, archive, delete; limits that are announced early and lose no dossier; practising."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from billing.api import Meter, choose_plan, note_stock, standing_of
from billing.models import Subscription
from motcua.fleet.api import DeedRefused, ask_deed, find_practice, run_next_job, take_in_table
from motcua.fleet.operations.life import export_path
from motcua.fleet.receivers import count_dossier
from motcua.identity.api import create_agency, find_staff, list_everybody
from motcua.kernel.actors import SYSTEM
from motcua.submissions.errors import TenantSuspended
from motcua.submissions.events import SubmissionReceived
from motcua.submissions.operations.start_draft import require_open_tenant
from tenants.api import TooEarly, delete_archived, get_tenant, in_public, in_tenant
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db


def done(kind, tenant, **more):
    now = timezone.now()
    ask_deed(kind=kind, tenant_id=tenant.id, by="Người vận hành", now=now, **more)
    assert run_next_job(now=now)
    return get_tenant(tenant.id)


def test_suspended_people_read_and_finish_archived_waits_thirty_days(province):
    portal = Client(SERVER_NAME=province.primary_host)
    with pytest.raises(DeedRefused, match="lý do"):
        done("tenant.suspend", province)
    with pytest.raises(DeedRefused):
        done("tenant.reopen", province)
    assert done("tenant.suspend", province, reason="Chờ hợp đồng").status == "suspended"
    home = portal.get("/")
    assert home.status_code == 200
    assert "tạm ngừng nhận hồ sơ mới" in home.content.decode()
    with in_tenant(province.schema_name), pytest.raises(TenantSuspended):
        require_open_tenant()
    assert done("tenant.reopen", province).status == "active"
    with in_tenant(province.schema_name):
        require_open_tenant()

    archived = done("tenant.archive", province, reason="Sáp nhập")
    assert portal.get("/").status_code == 410
    with pytest.raises(DeedRefused, match="Chưa đến ngày"):
        done("tenant.delete", province)
    with pytest.raises(TooEarly):
        delete_archived(tenant_id=province.id, now=timezone.now())
    assert archived.delete_on == (timezone.now() + timedelta(days=30)).date()
    back = done("tenant.reopen", province)
    assert (back.status, back.delete_on) == ("active", None)
    assert portal.get("/").status_code == 200


def received():
    return SubmissionReceived(
        submission_id=uuid4(),
        reference="X",
        version_id=uuid4(),
        service_id=uuid4(),
        applicant_id=uuid4(),
        channel="portal",
        digest="",
    )


def test_dossiers_are_counted_once_and_announced_at_eighty_and_a_hundred(province):
    now = timezone.now()
    choose_plan(tenant_id=province.id, plan="trial", now=now, agreed={"dossiers": 5})
    with in_tenant(province.schema_name):
        make_staff("tech_admin", username="ky-thuat", email="ky-thuat@example.vn")
        events = [received() for _each in range(7)]
        for event in (*events[:3], events[0]):
            count_dossier(event, now)
        assert standing_of(province.id, Meter.DOSSIERS, now=now).used == 3
        assert mail.outbox == []
        for event in events[3:]:
            count_dossier(event, now)
    assert [letter.subject.split(" đã dùng ")[1][:4] for letter in mail.outbox] == ["80% ", "100%"]
    standing = standing_of(province.id, Meter.DOSSIERS, now=now)
    # Two beyond the limit: both were taken in, and nothing refuses the next.
    assert (standing.used, standing.is_reached, standing.is_refusing) == (7, True, False)
    assert standing_of(province.id, Meter.DOSSIERS, now=now + timedelta(days=31)).used == 0
    assert note_stock(tenant_id=province.id, meter=Meter.SERVICES, amount=20, now=now).is_refusing


def test_a_table_of_people_is_taken_whole_or_not_at_all(province):
    now = timezone.now()
    head = "mã,tên,chức danh,thư điện tử,đơn vị,vai trò\n"
    good = head + (
        "lan.nguyen,Nguyễn Thị Lan,Chuyên viên,lan@example.vn,H36,Chuyên viên thụ lý\n"
        "an.tran,Trần Văn An,,an@example.vn,H36,receptionist; returner\n"
    )
    bad = good + "b!,Lê Văn Bình,,khong-phai-thu,H99,Vua\n"
    with in_tenant(province.schema_name):
        create_agency(code="H36", name="Tỉnh", kind="province", now=now)
        before = len(list_everybody(now=now))

        def take(text):
            return take_in_table(
                what="people",
                content=text.encode(),
                name="can-bo.csv",
                known=frozenset({"H36"}),
                by=SYSTEM,
                now=now,
            )

        count, faults = take(bad)
        assert (count, {fault.column for fault in faults}) == (
            0,
            {"mã", "thư điện tử", "đơn vị", "vai trò"},
        )
        assert len(list_everybody(now=now)) == before
        choose_plan(tenant_id=province.id, plan="trial", now=now, agreed={"staff": before + 1})
        with pytest.raises(DeedRefused, match="tài khoản cán bộ"):
            take(good)
        with in_public():
            Subscription.objects.all().delete()
        assert take(good) == (2, [])
        assert find_staff(username="an.tran", now=now).roles == {"receptionist", "returner"}
        units = take_in_table(
            what="units",
            content="mã,tên,loại,cấp trên,tiếp nhận\nA2,Phòng,phòng,A1,\nA1,Sở,sở,H36,có\n".encode(),
            name="don-vi.csv",
            known=frozenset({"H36"}),
            by=SYSTEM,
            now=now,
        )
        assert units == (2, [])


def test_the_practice_area_has_the_people_and_none_of_the_dossiers(province):
    now = timezone.now()
    with in_tenant(province.schema_name):
        create_agency(code="H36", name="Tỉnh", kind="province", now=now)
        make_staff("receptionist", username="tiep-nhan", agency_code="H36")
    done("tenant.practice", province)
    made = find_practice(province.id)
    assert made.slug == "lam-dong-dien-tap"
    home = Client(SERVER_NAME=made.primary_host).get("/").content.decode()
    assert "Khu diễn tập" in home
    assert "noindex" in home
    with in_tenant(made.schema_name):
        person = find_staff(username="tiep-nhan", now=timezone.now())
        assert (person.roles, person.email) == ({"receptionist"}, "")
    with pytest.raises(DeedRefused):
        done("tenant.practice", made)


def test_an_export_is_fetched_by_its_own_agency_only(province):
    for name in ("../secrets", "/etc/passwd", ".hidden", ""):
        with pytest.raises(DeedRefused):
            export_path(name)
    with pytest.raises(DeedRefused, match="12"):
        done("tenant.export", province, passphrase="ngan")
