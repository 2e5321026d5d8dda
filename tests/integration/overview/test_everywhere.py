"""One list of what a citizen has at all agencies."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from motcua.casework import api as casework
from motcua.casework.models import Case
from motcua.identity.api import Account
from motcua.overview import api
from motcua.overview.models import DossierEntry
from motcua.overview.operations.follow import follow, forget_gone, rebuild
from tenants.api import in_public, in_tenant
from tests.factories.casework import Office, usual_office
from tests.factories.identity import make_applicant, make_citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen() -> Any:
    with in_public():
        return make_citizen(email="everywhere@example.vn")


def office_of(tenant: Any, citizen: Any) -> Office:
    with in_tenant(tenant.schema_name):
        office = usual_office()
        office.applicant = make_applicant(sub=str(citizen.account_id))
        return office


def rows_of(citizen: Any, office: Office, **wanted: Any) -> api.EverywherePage:
    return api.list_everywhere(subject=citizen.account_id, now=office.now, **wanted)


def test_dossiers_of_two_agencies_are_one_list_that_keeps_up(
    province: Any, ministry: Any, citizen: Any, django_assert_max_num_queries: Any
) -> None:
    here, there = office_of(province, citizen), office_of(ministry, citizen)
    with in_tenant(province.schema_name):
        case = here.received()
        stranger = usual_office().file()
        here.run_later_work()
    with in_tenant(ministry.schema_name):
        other = there.file()
        there.run_later_work()

    found = rows_of(citizen, here)
    assert {row.agency for row in found.items} == {province.name, ministry.name}
    assert [slug for slug, _name in found.agencies] == sorted([province.slug, ministry.slug])
    mine = next(row for row in found.items if row.agency == province.name)
    assert (mine.number, mine.wanted, mine.state.value) == (case.code, "fee", case.national_state)
    assert mine.step_name
    assert mine.due.text.startswith("còn ")
    assert mine.link.endswith(f"/ho-so/{case.pk}/")
    assert province.primary_host in mine.link
    assert str(stranger.pk) not in str(found.items)

    with in_tenant(province.schema_name):
        here.ask(case)
        here.run_later_work()
    first = rows_of(citizen, here).items[0]
    assert (first.number, first.wanted, first.due.tone) == (case.code, "supplement", "paused")
    assert api.count_wanted(subject=citizen.account_id) == 2

    with in_tenant(ministry.schema_name):
        casework.withdraw_case(case_id=other.pk, by=there.citizen, now=there.now, reason="Thôi.")
        there.run_later_work()
    assert [row.number for row in rows_of(citizen, here, show="open").items] == [case.code]
    assert [row.agency for row in rows_of(citizen, here, show="done").items] == [ministry.name]
    assert rows_of(citizen, here, agency=ministry.slug).total == 1
    assert rows_of(citizen, here, agency="khong-co").total == 0
    assert [row.number for row in api.upcoming(subject=citizen.account_id, now=here.now)] == [
        case.code
    ]
    with django_assert_max_num_queries(10):
        rows_of(citizen, here)


def test_owner_sees_it_too_and_only_the_submitter_is_asked(province: Any, citizen: Any) -> None:
    office = office_of(province, citizen)
    with in_public():
        owner = make_citizen(email="owner@example.vn")
    with in_tenant(province.schema_name):
        case = office.received()
        person = make_applicant(sub=str(owner.account_id), personal_number="079203001234")
        Case.objects.filter(pk=case.pk).update(owner_id=person.id)
        office.ask(case)
        office.run_later_work()
    assert [row.wanted for row in rows_of(citizen, office).items] == ["supplement"]
    assert [row.wanted for row in rows_of(owner, office).items] == [""]

    with in_tenant(province.schema_name):
        Case.objects.filter(pk=case.pk).update(owner_id=None, applicant_id=None)
        follow(case.pk)
    assert rows_of(citizen, office).total == rows_of(owner, office).total == 0


def test_what_is_gone_is_forgotten_and_an_imported_tenant_is_looked_at(
    province: Any, citizen: Any
) -> None:
    office = office_of(province, citizen)
    with in_tenant(province.schema_name):
        office.file()
        office.run_later_work()
    with in_public():
        entry = DossierEntry.objects.get(subject=citizen.account_id)
        entry.pk, entry.tenant_id = uuid4(), uuid4()
        entry.save(force_insert=True)
        entry.pk, entry.tenant_id, entry.subject = uuid4(), province.id, uuid4()
        entry.save(force_insert=True)
    assert rows_of(citizen, office).total == 1  # nobody sees what a deleted agency had
    assert forget_gone() == 2
    with in_public():
        DossierEntry.objects.all().delete()
    with in_tenant(province.schema_name):
        rebuild()
    assert rows_of(citizen, office).total == 1


def test_the_page_and_the_calendar_belong_to_who_is_signed_in(province: Any, citizen: Any) -> None:
    office = office_of(province, citizen)
    with in_tenant(province.schema_name):
        case = office.received()
        office.run_later_work()
    client = Client(headers={"host": settings.MOTCUA_PLATFORM_HOST})
    for path in ("/ho-so/", "/ho-so/lich.ics"):
        assert client.get(path).status_code == 302
    with in_public():
        account = Account.objects.get(pk=citizen.account_id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[1])
    page = client.get("/ho-so/?xem=open&co-quan=&trang=1")
    assert page.status_code == 200
    assert case.code in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    file = client.get("/ho-so/lich.ics").content.decode()
    assert f"UID:{case.pk}@motcua" in file
    assert file.count("BEGIN:VEVENT") == 1
    for odd in ("?trang=0", "?trang=9999999", "?xem=%00", "?co-quan=" + "x" * 5000, "?trang=²"):
        assert client.get(f"/ho-so/{odd}").status_code == 200
