"""A province opens a commune's portal: its looks and services by choice, its data never."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from motcua.catalogue.api import list_published
from motcua.fleet import api as fleet
from motcua.fleet.operations.found_tenant import publish_starters
from motcua.fleet.queries import switchboard
from motcua.identity.api import Account, create_agency, find_staff, list_agencies
from motcua.kernel.actors import Actor
from tenants.api import SlugRefused, SlugTaken, change_profile, find_tenant, get_tenant, in_tenant
from tests.cases import try_each
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Ủy ban nhân dân xã Đạ Tẻh", "short_name": "Xã Đạ Tẻh", "slug": "",
    "agency_code": "H36.12", "contact_name": "Ka Thử", "email": "xa@example.vn",
    "phone": "0263", "inherits_theme": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    switchboard._board.clear()
    yield
    switchboard._board.clear()


def technician(tenant):
    with in_tenant(tenant.schema_name):
        person = make_staff("tech_admin", username="ky-thuat-xa")
        client = Client(SERVER_NAME=tenant.primary_host)
        client.force_login(
            Account.objects.get(pk=person.id), backend="motcua.identity.backends.StaffBackend"
        )
    return client, person.id


def test_a_commune_gets_a_portal_of_its_own(province, ministry):
    now = timezone.now()
    client, person = technician(province)
    theme = {**province.theme, "brand": "#123456"}
    change_profile(
        tenant_id=province.id, short_name="Lâm Đồng", agency_code="H36",
        dossier_pattern=province.dossier_pattern, theme=theme,
    )  # fmt: skip
    with in_tenant(province.schema_name):
        create_agency(code="H36", name="Tỉnh", kind="province", now=now)
        publish_starters("province", admin_id=person, now=now)
        services = [each.slug for each in list_published(limit=10).items]
    page = client.get("/quan-tri/bat-dau/xa/").content.decode()
    assert "Chưa xã nào có cổng riêng" in page
    asked = client.post("/quan-tri/bat-dau/xa/", {**FORM, "services": services[:2]})
    assert asked.status_code == 302
    assert fleet.run_next_job(now=now)
    job = fleet.list_jobs(tenant_id=province.id)[0]
    assert (job.state, job.result["left_out"]) == ("done", []), job.error
    made = find_tenant(slug="xa-da-teh")
    assert (made.kind, made.parent_id, made.live_at) == ("commune", province.id, None)
    assert made.theme["brand"] == "#123456"
    assert mail.outbox[-1].to == ["xa@example.vn"]
    with in_tenant(made.schema_name):
        assert sorted(each.slug for each in list_published(limit=10).items) == sorted(services[:2])
        assert [each.code for each in list_agencies()] == ["H36.12"]
        assert find_staff(username="quan-tri", now=now).full_name == "Ka Thử"
        assert find_staff(username="ky-thuat-xa", now=now) is None
    assert Client(SERVER_NAME=made.primary_host).get("/").status_code == 200
    assert made.primary_host in client.get("/quan-tri/bat-dau/xa/").content.decode()
    # The province's session opens nothing there, and the neighbour sees nothing of it.
    there = Client(SERVER_NAME=made.primary_host)
    there.cookies = client.cookies
    assert there.get("/quan-tri/bat-dau/").status_code == 302
    assert fleet.list_communes(ministry.id) == []
    refusals(province, ministry, now)


def refusals(province, ministry, now):
    operator = Actor(kind="citizen", name="Vận hành")
    form = {**FORM, "slug": "xa-moi", "inherits_theme": False, "services": ()}

    def ask(tenant=province, **changes):
        return lambda: fleet.ask_commune(
            form=fleet.CommuneForm(**{**form, **changes}), province_id=tenant.id, by="x", now=now
        )

    cases = [
        ("a ministry", fleet.DeedRefused, ask(ministry)),
        ("a taken address", SlugTaken, ask(slug="xa-da-teh")),
        ("one that looks like it", SlugRefused, ask(slug="xa-da-tehh".replace("hh", "h-"))),
        ("the platform's own", SlugRefused, ask(slug="admin")),
        ("a province's", SlugRefused, ask(slug="anglang".replace("l", "i", 1))),
        ("too many services", fleet.DeedRefused, ask(services=tuple("abcdefghijklmnopqrstu"))),
    ]

    def judge(case):
        with pytest.raises(case[1]):
            case[2]()

    try_each(cases, judge, name=lambda case: case[0])
    commune = get_tenant(find_tenant(slug="xa-da-teh").id)
    with pytest.raises(fleet.DeedRefused):
        ask(commune)()
    fleet.set_flag(key=fleet.COMMUNES, is_on=False, tenant_id=province.id, by=operator, now=now)
    with pytest.raises(fleet.FlagOff):
        ask()()
