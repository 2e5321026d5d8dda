"""Staff sign in by the agency's directory, a real LDAP server on loopback."""

import pytest
from django.utils import timezone

from motcua.identity import api as identity
from motcua.identity.contrib.ldap.provider import LdapProvider
from motcua.identity.staff.models import IdentityProvider
from motcua.identity.staff.provider_errors import PasswordWrong, ProviderUnreachable
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant
from tests.cases import try_each
from tests.integration.identity.conftest import new_address
from tests.ldap.running import HOST, make_certificate, running_directory

BASE = "dc=tinh,dc=example"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    with running_directory(tmp_path_factory.mktemp("ldap")) as found:
        yield found


def options(directory, **changes):
    return {
        "host": HOST,
        "port": str(directory.secure_port),
        "security": "ldaps",
        "ca_certificate": directory.certificate,
        "bind_dn": f"cn=dich-vu,{BASE}",
        "user_base": f"ou=nguoi,{BASE}",
        "group_base": f"ou=nhom,{BASE}",
        **changes,
    }


def account(directory, password="mat-khau-dich-vu", **changes):
    return LdapProvider().check(
        options=options(directory, **changes), secrets={"bind_password": password}, claims={}
    )


def starttls(directory):
    return {"port": str(directory.plain_port), "security": "starttls"}


def test_who_the_directory_says_it_is(directory):
    for more in ({}, starttls(directory)):
        found = LdapProvider().ask(
            account(directory, **more), username="an", password="mat-khau-cua-an"
        )
        assert found.subject == "11111111-1111-4111-8111-111111111111"
        assert (found.username, found.full_name) == ("an", "Nguyen Van An")
        assert found.email == "an@tinh.example"
        assert found.groups == {"mot-cua", f"cn=mot-cua,ou=nhom,{BASE}"}


def test_guesses_and_tricks_are_wrong_passwords(directory):
    tricks = [
        ("an", "sai"),
        ("an", ""),
        ("", "mat-khau-cua-an"),
        ("khong-ai", "mat-khau-cua-an"),
        ("*", "mat-khau-cua-an"),
        ("a*", "mat-khau-cua-an"),
        ("an)(uid=*", "mat-khau-cua-an"),
        ("an)(|(uid=*", "mat-khau-cua-an"),
        ("an\x00", "mat-khau-cua-an"),
        ("an" * 400, "mat-khau-cua-an"),
        ("binh", "mat-khau-cua-an"),
    ]

    def judge(trick):
        with pytest.raises(PasswordWrong):
            LdapProvider().ask(account(directory), username=trick[0], password=trick[1])

    try_each(tricks, judge, name=repr)


def test_the_test_button_says_what_is_wrong(directory, tmp_path):
    stranger = make_certificate(tmp_path, HOST)
    cases = [
        ({}, None),
        (starttls(directory), None),
        ({"password": "sai"}, "ldap.bind"),
        ({"host": "khac.localhost"}, "ldap.tls"),
        ({"ca_certificate": stranger}, "ldap.tls"),
        ({"ca_certificate": ""}, "ldap.tls"),
        ({"port": "9"}, "ldap.connect"),
        ({"host": "10.0.0.1"}, "ldap.address"),
        ({"user_base": f"ou=khong-co,{BASE}"}, "ldap.users"),
        ({"subject_attribute": "objectGUID"}, "ldap.subject"),
        ({"group_base": f"ou=khong-co,{BASE}"}, "ldap.users"),
    ]

    def judge(case):
        changes, wanted = case
        steps = LdapProvider().probe(account(directory, **changes), callback="").steps
        assert [each.key for each in steps if not each.is_good] == ([wanted] if wanted else [])
        assert all(each.is_good for each in steps[:-1])

    try_each(cases, judge, name=repr)
    with pytest.raises(ProviderUnreachable):
        LdapProvider().ask(account(directory, port="9"), username="an", password="x")


@pytest.mark.django_db
def test_from_the_sign_in_page_to_the_staff_site(directory, province, tenant_client):
    now = timezone.now()
    with in_tenant(province.schema_name):
        provider = identity.save_provider(
            provider_id=None,
            kind="staff_provider.ldap",
            title="Thư mục tỉnh",
            admits="everybody",
            trusts_second_factor=False,
            values={**options(directory), "bind_password": "mat-khau-dich-vu"},
            claims={},
            role_rules=[identity.RoleRule("MOT-CUA", "receptionist")],
            by=SYSTEM,
            now=now,
        )
    client = tenant_client(province.slug, REMOTE_ADDR=new_address())
    door = f"/quan-tri/vao/{provider.id}/"
    assert client.get(door).status_code == 404
    with in_tenant(province.schema_name):
        identity.switch_provider(provider_id=provider.id, is_enabled=True, by=SYSTEM, now=now)
    assert door in client.get("/quan-tri/login/").content.decode()
    typed = {"username": "an", "password": "mat-khau-cua-an"}
    answer = client.post(f"{door}?next=//ke-gian.example", typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/quan-tri/")
    assert client.get("/quan-tri/").status_code == 200
    with in_tenant(province.schema_name):
        person = identity.find_staff(username="an")
        assert person.roles == {"receptionist"}
        row = IdentityProvider.objects.get()
        assert row.last_sign_in_at is not None
        assert "mat-khau-dich-vu" not in str(row.options)
    other = tenant_client(province.slug, REMOTE_ADDR=new_address())
    for _turn in range(5):
        wrong = other.post(door, typed | {"password": "sai"})
        assert wrong.status_code == 422
    locked = other.post(door, typed).content.decode()
    assert "15 phút" in locked
    # Guessing here neither locks the name anywhere else nor anybody who is in.
    assert client.get("/quan-tri/").status_code == 200
