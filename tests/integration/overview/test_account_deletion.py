"""A citizen deletes their account: what goes, what stays, and how they change their mind."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from motcua.casework import api as casework
from motcua.casework.models import Case
from motcua.identity.api import Account, OperatorStays, request_closure, settle_leavers
from motcua.identity.applicants.models import Applicant
from motcua.identity.citizens.models import AccountClosure, AccountPhone, RelyingSession
from motcua.identity.citizens.operations import close_accounts as closing
from motcua.identity.citizens.operations.tell_closures import tell_waiting
from motcua.notifications.models import InboxEntry
from motcua.overview.models import DossierEntry
from motcua.submissions.api import start_draft
from motcua.submissions.models import Draft
from tenants.api import in_public, in_tenant
from tests.factories.casework import Office, usual_office
from tests.factories.identity import make_applicant, make_citizen

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD, NAME = "xoa@example.vn", "mot-cau-dai-de-nho", "Nguyễn Thị Xóa"
PAGE = "/tai-khoan/xoa/"


@pytest.fixture
def citizen() -> Any:
    with in_public():
        return make_citizen(
            email=EMAIL, password=PASSWORD, full_name=NAME, personal_number="001190000123"
        )


def office_of(tenant: Any, citizen: Any) -> Office:
    with in_tenant(tenant.schema_name):
        office = usual_office()
        office.applicant = make_applicant(sub=str(citizen.account_id), name=NAME)
        return office


def sign_in(client: Any) -> Any:
    return client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})


def ask(client: Any, **form: str) -> Any:
    """From the account's page, with the password once more."""
    assert sign_in(client).status_code == 302
    page = client.get(PAGE).content.decode()
    assert 'name="agree"' not in page
    assert client.post(PAGE, {"agree": "yes"})["Location"] == PAGE
    assert not AccountClosure.objects.exists()
    client.post(f"/accounts/reauthenticate/?next={PAGE}", {"password": PASSWORD})
    assert 'name="agree"' in client.get(PAGE).content.decode()
    return client.post(PAGE, form)


def test_asking_and_signing_in_again(citizen: Any, tenant_client: Any, mailoutbox: Any) -> None:
    client, elsewhere = tenant_client(""), tenant_client("")
    sign_in(elsewhere)
    assert ask(client).status_code == 422
    assert client.post(PAGE, {"agree": "yes"})["Location"] == f"{PAGE}da-nhan/"
    assert "14 ngày" in client.get(f"{PAGE}da-nhan/").content.decode()
    for each in (client, elsewhere):
        assert each.get("/tai-khoan/").status_code == 302
    row = AccountClosure.objects.get()
    assert row.due_at - row.requested_at == timedelta(days=14)
    # Not before its time, and asking twice is asking once.
    assert closing.close_due(now=row.due_at - timedelta(seconds=1)) == 0
    again = request_closure(account_id=citizen.account_id, now=timezone.now())
    assert again.due_at == row.due_at

    assert (
        "được hủy"
        in client.post(
            "/accounts/login/", {"login": EMAIL, "password": PASSWORD}, follow=True
        ).content.decode()
    )
    assert closing.close_due(now=row.due_at + timedelta(days=1)) == 0
    assert Account.objects.get(pk=citizen.account_id).is_active
    assert [each.subject for each in mailoutbox] == [
        "Tài khoản của ông/bà sắp bị xóa", "Tài khoản của ông/bà không bị xóa nữa",
    ]  # fmt: skip
    assert AccountClosure.objects.get().contact is None
    Account.objects.filter(pk=citizen.account_id).update(is_staff=True)
    with pytest.raises(OperatorStays):
        request_closure(account_id=citizen.account_id, now=timezone.now())


def test_what_goes_and_what_stays(
    citizen: Any,
    province: Any,
    ministry: Any,
    tenant_client: Any,
    mailoutbox: Any,
    monkeypatch: Any,
) -> None:
    here, there = office_of(province, citizen), office_of(ministry, citizen)
    with in_tenant(province.schema_name):
        case = here.received()
        here.run_later_work()
    with in_tenant(ministry.schema_name):
        start_draft(version_id=there.version_id, applicant=there.applicant, now=there.now)
    client = tenant_client("")
    sign_in(client)
    shown = client.get(PAGE).content.decode()
    assert province.name in shown
    assert "1 đang giải quyết, 0 đã xong" in shown
    assert ministry.name not in shown
    with in_public():
        for row in (
            AccountPhone(number="+84912345678", number_index="x", proven_at=here.now),
            RelyingSession(sid=uuid4(), client_id="tenant-lam-dong", began_at=here.now),
        ):
            row.account_id = citizen.account_id
            row.save()
    due = request_closure(account_id=citizen.account_id, now=here.now).due_at
    mailoutbox.clear()

    # Killed between two tenants: what was done is kept, the next run goes on.
    real, seen = closing.release_applicant, []

    def killed(**wanted: Any) -> bool:
        seen.append(connection.schema_name)
        if len(seen) == 2:
            raise RuntimeError("killed")
        return real(**wanted)

    monkeypatch.setattr(closing, "release_applicant", killed)
    assert closing.close_due(now=due) == 0
    assert Account.objects.filter(pk=citizen.account_id, is_active=False).exists()
    assert sign_in(tenant_client("")).status_code == 302
    assert AccountClosure.objects.get().cancelled_at is None
    assert closing.close_due(now=due) == 1
    assert len(seen) == len(set(seen)) + 1, "a tenant that was done is not done again"
    assert closing.close_due(now=due) == 0

    closing_row = AccountClosure.objects.get()
    assert closing_row.finished_at == due
    assert not Account.objects.filter(pk=citizen.account_id).exists()
    assert not DossierEntry.objects.filter(subject=citizen.account_id).exists()
    assert not AccountPhone.objects.exists()
    assert not RelyingSession.objects.exists()
    # Nothing is left that points at what is gone.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert (tell_waiting(now=due), tell_waiting(now=due)) == (1, 0)
    assert [(each.to, each.subject) for each in mailoutbox] == [
        ([EMAIL], "Đã xóa tài khoản của ông/bà")
    ]
    assert AccountClosure.objects.get().contact is None

    with in_tenant(ministry.schema_name):
        assert not Applicant.objects.filter(pk=there.applicant.id).exists()
        assert not Draft.objects.filter(applicant_id=there.applicant.id).exists()
    with in_tenant(province.schema_name):
        left = Applicant.objects.get(pk=here.applicant.id)
        assert left.subject != citizen.account_id
        assert (left.full_name, left.is_walk_in) == (NAME, True)
        assert not InboxEntry.objects.filter(applicant_id=left.pk).exists()
        here.now = due
        here.run_later_work()
        assert settle_leavers(now=due) == 0
        # The dossier goes on, and ends.
        casework.withdraw_case(case_id=case.pk, by=here.citizen, now=here.now, reason="Thôi.")
        here.run_later_work()
        assert (settle_leavers(now=due), settle_leavers(now=due)) == (1, 0)
        left.refresh_from_db()
        assert (left.full_name, left.email, left.phone, left.attributes) == ("", "", "", {})
        assert left.personal_number_index == ""
        assert Case.objects.get(pk=case.pk).submitter_name
    assert not DossierEntry.objects.exists()


def test_whoever_comes_back_proven_finds_what_is_under_way(citizen: Any, province: Any) -> None:
    here = office_of(province, citizen)
    with in_tenant(province.schema_name):
        here.received()
    due = request_closure(account_id=citizen.account_id, now=here.now).due_at
    assert closing.close_due(now=due) == 1
    with in_public():
        again = make_citizen(email=EMAIL, full_name=NAME, personal_number="001190000123")
    with in_tenant(province.schema_name):
        back = make_applicant(sub=str(again.account_id), name=NAME)
        assert back.id == here.applicant.id
        assert settle_leavers(now=due) == 0
        assert Applicant.objects.get(pk=back.id).left_at is None
