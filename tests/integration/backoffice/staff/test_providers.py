"""The IT office sets up its own sign-in system, and passwords go without locking anybody out."""

import pytest

from motcua.identity import api as identity
from motcua.identity.staff.models import IdentityProvider
from motcua.kernel import audit
from tests.cases import try_each
from tests.factories.identity import make_staff
from tests.integration.backoffice.staff.test_staff import House
from tests.integration.identity.conftest import new_address

pytestmark = pytest.mark.django_db
PLACE = "/quan-tri/dang-nhap-co-quan/"
SECRET = "khoa-bi-mat-khong-hien-lai"
OIDC = {
    "title": "Tài khoản tỉnh",
    "admits": "existing",
    "issuer": "https://sso.tinh.example/realms/can-bo",
    "client_id": "motcua",
    "client_secret": SECRET,
    "scope": "profile email",
    "client_auth": "basic",
    "asks_userinfo": "yes",
    "clock_skew_seconds": "60",
    "rule_group": ["to-mot-cua", ""],
    "rule_role": ["receptionist", "leader"],
    "rule_agency": ["H36.77", ""],
}


@pytest.fixture
def house(province, tenant_client):
    return House(province, tenant_client)


def test_adding_changing_and_removing_one(house):
    client = house.client()
    assert "oidc" in client.get(PLACE).content.decode()
    assert client.get(f"{PLACE}moi/khong-co/").status_code == 404
    assert "issuer" in client.get(f"{PLACE}moi/oidc/").content.decode()
    answer = client.post(f"{PLACE}moi/oidc/", OIDC)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    with house.inside():
        row = IdentityProvider.objects.get()
        assert (row.options["scope"], row.is_enabled) == ("openid profile email", False)
        assert row.secrets == {"client_secret": SECRET}
        assert row.role_rules == [["to-mot-cua", "receptionist", "H36.77"]]
        read = audit.read_chain(f"identity_provider:{row.pk}")
        assert SECRET not in str(read)
    page = f"{PLACE}{row.pk}/"
    shown = client.get(page).content.decode()
    assert SECRET not in shown
    assert f"/quan-tri/vao/{row.pk}/xong/" in shown
    # An empty secret keeps the one there is.
    assert client.post(page, OIDC | {"client_secret": "", "title": "Khác"}).status_code == 302
    assert client.post(f"{page}bat/").status_code == 302
    assert "Khác" in house.stranger().get("/quan-tri/login/").content.decode()
    with house.inside():
        row.refresh_from_db()
        assert (row.secrets, row.is_enabled) == ({"client_secret": SECRET}, True)
    assert "Gỡ" in client.post(f"{page}go/").content.decode()
    with house.inside():
        assert IdentityProvider.objects.exists()
    assert client.post(f"{page}go/", {"sure": "1"}).status_code == 302
    with house.inside():
        assert not IdentityProvider.objects.exists()
    assert client.get(page).status_code == 404


def test_what_cannot_be_right_is_told_beside_the_field(house):
    client = house.client()
    wrong = [
        {"issuer": "khong-phai-dia-chi"},
        {"issuer": "ftp://sso.tinh.example"},
        {"issuer": "https://a@sso.tinh.example"},
        {"issuer": "https://sso.tinh.example/?x=1"},
        {"clock_skew_seconds": "9999"},
        {"client_secret": ""},
        {"title": ""},
        {"admits": "ai-cung-duoc"},
        {"rule_role": ["vua", "leader"]},
        {"rule_agency": ["KHONG.CO", ""]},
    ]

    def judge(change):
        answer = client.post(f"{PLACE}moi/oidc/", OIDC | change)
        assert answer.status_code == 422
        assert "error-message" in answer.content.decode()

    try_each(wrong, judge, name=repr)
    ldap = {
        "title": "Thư mục",
        "admits": "existing",
        "host": "ldap.tinh.example",
        "port": "636",
        "security": "ldaps",
        "bind_dn": "cn=dich-vu,dc=tinh",
        "bind_password": "x",
        "user_base": "dc=tinh",
        "user_filter": "(uid={username})",
        "subject_attribute": "entryUUID",
        "group_filter": "(member={dn})",
        "group_attribute": "cn",
    }
    broken = [
        {"user_filter": "(uid=an)"},
        {"user_filter": "(uid={username}"},
        {"user_filter": "uid={username}"},
        {"host": "ldap.tinh.example/x"},
        {"port": "0"},
        {"bind_dn": "khong phai dn"},
        {"ca_certificate": "khong phai chung thu"},
        {"subject_attribute": "a)(b"},
    ]
    try_each(
        broken,
        lambda change: _refused(client.post(f"{PLACE}moi/ldap/", ldap | change)),
        name=repr,
    )
    with house.inside():
        assert not IdentityProvider.objects.exists()
    assert client.post(f"{PLACE}moi/ldap/", ldap).status_code == 302


def _refused(answer):
    assert answer.status_code == 422


def test_passwords_go_and_the_way_back_stays(house):
    client, off = house.client(), f"{PLACE}mat-khau/"
    with house.inside():
        specialist = make_staff("specialist", username="chung", password="mat-khau-thu-1")
    assert client.post(off, {"off": "1"}).status_code == 409
    client.post(f"{PLACE}moi/oidc/", OIDC)
    with house.inside():
        row = IdentityProvider.objects.get()
    page, keep = f"{PLACE}{row.pk}/", f"/quan-tri/can-bo/{house.technician.id}/giu-mat-khau/"
    client.post(f"{page}bat/")
    # Not tried yet, and nobody could mend it.
    assert client.post(off, {"off": "1"}).status_code == 409
    with house.inside():
        IdentityProvider.objects.update(test_steps=[["oidc.reach", True, ""]])
    assert client.post(off, {"off": "1"}).status_code == 409
    client.post(keep, {"keeps": "1"})
    assert client.post(off, {"off": "1"}).status_code == 302
    typed = {"username": "chung", "password": "mat-khau-thu-1"}
    with house.inside():
        assert not _enters(house, typed)
        assert _enters(house, typed | {"username": house.technician.username})
        assert identity.passwords_are_off()
    # The last ones cannot be taken away.
    client.post(f"{page}tat/")
    client.post(f"{page}go/", {"sure": "1"})
    client.post(keep, {"keeps": "0"})
    with house.inside():
        assert IdentityProvider.objects.get().is_enabled
        assert identity.keeps_password(house.technician.id)
        other = make_staff("tech_admin")
    second = house.client(other.id)
    second.post(f"/quan-tri/can-bo/{house.technician.id}/khoa/")
    second.post(
        f"/quan-tri/can-bo/{house.technician.id}/thu-vai-tro/",
        {"role": "tech_admin", "agency_code": ""},
    )
    with house.inside():
        still = identity.get_staff(house.technician.id)
        assert (still.is_active, still.roles) == (True, {"tech_admin"})
    assert client.post(off, {"off": "0"}).status_code == 302
    with house.inside():
        assert _enters(house, typed)
        assert identity.get_staff(specialist.id).is_active


def _enters(house, typed):
    stranger = house.stranger()
    stranger.defaults["REMOTE_ADDR"] = new_address()
    return stranger.post("/quan-tri/login/", typed).status_code == 302
