"""Several people work for one organisation; its dossiers are its own."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua.casework.models import Case
from motcua.identity.api import Account, account_parts
from motcua.mandates.api import whom_may_act_for
from motcua.mandates.models import Mandate, Organisation
from motcua.overview.models import DossierEntry
from motcua.overview.operations.follow import forget_gone
from tenants.api import in_public, in_tenant
from tests.integration.mandates.test_representation import paper, send, start

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/to-chuc/"
LATER = (timezone.localdate() + timedelta(days=300)).isoformat()
BODY = {"kind": "organisation", "name": "Công ty Thử", "number": "0100233488"}


def bring(person: Any, tenant: Any, **more: Any) -> Any:
    return person.at(tenant).post("/dai-dien/", BODY | {"paper": paper()} | more)


def check(desk: Any) -> Any:
    with in_public():
        row = Mandate.objects.get(state="waiting")
    officer = desk.client(desk.office.receptionist)
    accept = {"deed": "accept", "until": LATER}
    return officer.post(f"/quan-tri/dai-dien/{row.pk}/", accept).status_code


def membership(person: Any, state: str = "active") -> str:
    with in_public():
        rows = Mandate.objects.filter(agent=person.subject, basis="consent", state=state)
        return str(rows.get().pk)


def work_for(person: Any, tenant: Any) -> Any:
    client = person.at(tenant)
    client.post("/dai-dien/chon/", {"mandate": membership(person)})
    return client


def join(admin: Any, person: Any, role: str = "member") -> None:
    with in_public():
        org = str(Organisation.objects.get().pk)
    said = {"deed": "invite", "org": org, "wanted": person.email, "role": role}
    assert admin.home.post(PAGE, said).status_code == 302
    with in_public():
        row = Mandate.objects.get(state="invited")
    assert person.home.post(PAGE, {"deed": "accept", "mandate": str(row.pk)}).status_code == 302


def test_people_come_and_go_and_the_dossiers_stay(
    desk: Any, ministry: Any, mother: Any, volunteer: Any, stranger: Any
) -> None:
    assert bring(mother, desk.tenant, number="0100233487").status_code == 422
    assert bring(mother, desk.tenant).status_code == 302
    assert check(desk) == 302
    # Whoever brings a paper for it later is told to ask to be invited.
    assert bring(stranger, desk.tenant).status_code == 302
    assert check(desk) == 200
    with in_public():
        Mandate.objects.filter(state="waiting").delete()
        org = Organisation.objects.get()
    invite = {"deed": "invite", "org": str(org.pk), "wanted": stranger.email, "role": "member"}
    assert stranger.home.post(PAGE, invite).status_code == 404
    join(mother, volunteer)
    assert volunteer.home.post(PAGE, invite).status_code == 404

    # One begins, another sends and sees; each may, while they belong to it.
    client = work_for(mother, desk.tenant)
    assert "Đang làm việc cho: Công ty Thử." in client.get("/dich-vu/").content.decode()
    draft = start(client, desk)
    colleague = work_for(volunteer, desk.tenant)
    assert "Công ty Thử" in colleague.get(f"/to-khai/{draft}/nop-cho-ai/").content.decode()
    mine = volunteer.at(desk.tenant)
    assert mine.get(f"/to-khai/{draft}/kiem-tra/").status_code == 404
    assert send(colleague, draft)["Location"].startswith("/bien-nhan/")
    with desk.inside():
        case = Case.objects.get()
        assert (case.owner_name, case.submitter_name) == (
            "Công ty Thử",
            "Lê Văn Giúp (Công ty Thử)",
        )
        assert case.parties["owner"]["tax_code"] == "0100233488"
        desk.office.now = timezone.now()
        desk.office.run_later_work()
    here = f"/ho-so/{case.pk}/"
    for each in (client, colleague):
        assert each.get(here).status_code == 200
    assert mine.get(here).status_code == 404
    assert case.reference in mother.home.get(f"/ho-so/?to-chuc={org.pk}").content.decode()
    assert case.reference not in stranger.home.get(f"/ho-so/?to-chuc={org.pk}").content.decode()
    assert forget_gone() == 0
    with in_public():
        assert DossierEntry.objects.get().subject == org.pk
    # Another agency has not seen the paper.
    with in_tenant(ministry.schema_name):
        assert whom_may_act_for(mother.subject, now=timezone.now()) == []

    # Let go, with effect at the next click; the last who looks after it cannot go.
    out = {"deed": "end", "mandate": membership(volunteer)}
    assert stranger.home.post(PAGE, out).status_code == 404
    assert mother.home.post(PAGE, out).status_code == 302
    assert colleague.get(here).status_code == 404
    assert "Đang làm việc cho" not in colleague.get("/dich-vu/").content.decode()
    last = {"deed": "end", "mandate": membership(mother)}
    assert mother.home.post(PAGE, last).status_code == 409
    down = last | {"deed": "role", "role": "member"}
    assert mother.home.post(PAGE, down).status_code == 409
    join(mother, volunteer, "admin")
    assert mother.home.post(PAGE, last).status_code == 302
    assert client.get(here).status_code == 404
    assert work_for(volunteer, desk.tenant).get(here).status_code == 200

    # The account goes: what hangs on it goes along, and a paper brings somebody new in.
    with in_public():
        account_parts.get("mandates").leave_platform(volunteer.subject, now=timezone.now())
        Account.objects.filter(pk=volunteer.subject).update(is_active=False)
        assert not Mandate.objects.filter(agent=volunteer.subject).exists()
    assert bring(stranger, desk.tenant).status_code == 302
    assert check(desk) == 302
    assert work_for(stranger, desk.tenant).get(here).status_code == 200
    with in_public():
        assert Organisation.objects.count() == 1
