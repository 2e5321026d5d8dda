"""Staff sign in to their own tenant; guessing, sharing and lingering do not pay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.identity import api, sign_in_guard
from motcua.identity.models import Account, SignInLock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import TooMany
from tenants.api import in_public, in_tenant
from tests.factories.identity import make_staff
from tests.integration.identity.conftest import new_address

pytestmark = pytest.mark.django_db
GOOD = {"username": "chung", "password": "mat-khau-thu-1"}
BAD = GOOD | {"password": "sai"}


@pytest.fixture
def staff(province):
    with in_tenant(province.schema_name):
        return make_staff("specialist", username="chung")


def sign_in(client, data):
    with in_tenant(client.tenant.schema_name):
        return client.login(**data)


@pytest.fixture
def at(tenant_client, province, ministry):
    def make(tenant):
        client = tenant_client(tenant.slug, REMOTE_ADDR=new_address())
        client.tenant = tenant
        return client

    return make


def test_staff_of_one_tenant_are_nobody_in_another(at, staff, province, ministry):
    with in_tenant(ministry.schema_name):
        make_staff(username="chung", password="mat-khau-khac-2")
    assert sign_in(at(province), GOOD)
    assert not sign_in(at(ministry), GOOD)


def test_a_staff_session_is_nothing_on_another_tenant(at, staff, province, ministry):
    here, there = at(province), at(ministry)
    assert sign_in(here, GOOD)
    there.cookies["motcua-session"] = here.cookies["motcua-session"].value
    assert there.get("/dang-nhap/").wsgi_request.user.is_anonymous
    assert here.get("/dang-nhap/").wsgi_request.user.pk == staff.id


def test_staff_passwords_open_nothing_on_the_platform(staff, tenant_client):
    with in_public():
        assert not tenant_client("").login(**GOOD)


def test_citizens_are_no_operators(tenant_client):
    citizen = api.create_citizen(email="a@example.vn", password="mat-khau-thu-1", full_name="A")
    with in_public():
        account = Account.objects.get(pk=citizen.account_id)
        from motcua.identity.backends import StaffBackend

        found = StaffBackend().authenticate(None, account.username, "mat-khau-thu-1")
        assert found is None


def test_five_failures_lock_the_name_even_for_the_right_password(at, staff, province):
    client = at(province)
    for _ in range(sign_in_guard.MAX_FAILURES):
        assert not sign_in(client, BAD)
    assert not sign_in(client, GOOD)
    with in_tenant(province.schema_name):
        SignInLock.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert sign_in(client, GOOD)
    with in_tenant(province.schema_name):
        assert not SignInLock.objects.exists()


def test_the_lock_holds_for_unknown_names_and_other_spellings(inside_province):
    now = timezone.now()
    for name in ("Lạ", "lạ", "LẠ", "lạ", "Lạ"):
        sign_in_guard.note_failure(username=name, now=now)
    with pytest.raises(TooMany):
        sign_in_guard.refuse_if_locked(username="lạ", now=now)


def test_a_lock_in_one_tenant_is_none_in_another(province, ministry):
    now = timezone.now()
    with in_tenant(province.schema_name):
        for _ in range(5):
            sign_in_guard.note_failure(username="chung", now=now)
    with in_tenant(ministry.schema_name):
        sign_in_guard.refuse_if_locked(username="chung", now=now)


def test_attempts_are_counted_by_network(inside_province, rf):
    now = timezone.now()
    network = new_address().rpartition(".")[0]
    for host in range(20):
        request = rf.get("/", REMOTE_ADDR=f"{network}.{host}")
        sign_in_guard.count_attempt(username="dem", request=request, now=now)
    with pytest.raises(TooMany):
        request = rf.get("/", REMOTE_ADDR=f"{network}.99")
        sign_in_guard.count_attempt(username="dem", request=request, now=now)
    request = rf.get("/", REMOTE_ADDR=new_address())
    sign_in_guard.count_attempt(username="dem", request=request, now=now)


def test_the_form_says_why(inside_province, rf):
    from motcua.identity.staff.forms import StaffLoginForm

    make_staff("specialist", username="chung")
    for _ in range(4):
        form = StaffLoginForm(rf.get("/"), data=BAD)
        assert not form.is_valid()
        assert "khóa" not in str(form.errors)
    form = StaffLoginForm(rf.get("/"), data=BAD)
    assert not form.is_valid()
    assert "tạm khóa" in str(form.errors)
    form = StaffLoginForm(rf.get("/"), data=GOOD)
    assert not form.is_valid()
    assert "tạm khóa" in str(form.errors)


def test_a_disabled_account_loses_its_session(at, staff, province):
    client = at(province)
    sign_in(client, GOOD)
    with in_tenant(province.schema_name):
        api.disable_staff(staff_id=staff.id, by=SYSTEM, now=timezone.now())
    assert client.get("/dang-nhap/").wsgi_request.user.is_anonymous


@pytest.mark.parametrize(
    ("began_ago", "seen_ago", "signed_in"),
    [(60, 60, True), (3600, 14 * 60, True), (3600, 16 * 60, False), (9 * 3600, 60, False)],
)
def test_sessions_end_when_idle_and_after_a_day(
    at, staff, province, began_ago, seen_ago, signed_in
):
    client = at(province)
    sign_in(client, GOOD)
    client.get("/dang-nhap/")
    with in_tenant(province.schema_name):
        session = client.session
        now = timezone.now().timestamp()
        session["motcua_clock__auth_user_id"] = [now - began_ago, now - seen_ago]
        session.save()
    assert client.get("/dang-nhap/").wsgi_request.user.is_authenticated is signed_in


def test_a_session_bound_to_another_schema_is_thrown_away(at, staff, province):
    client = at(province)
    sign_in(client, GOOD)
    with in_tenant(province.schema_name):
        session = client.session
        session["motcua_schema"] = "t_khac"
        session.save()
    assert client.get("/dang-nhap/").wsgi_request.user.is_anonymous
