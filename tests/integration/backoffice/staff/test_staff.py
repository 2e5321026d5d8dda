"""Technicians look after accounts: who may, what follows, and what they cannot do."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from motcua.identity import api as identity
from motcua.identity.models import Account
from motcua.identity.staff.totp import STEP_SECONDS, code_at
from motcua.kernel import audit
from tenants.api import in_tenant
from tests.factories.identity import make_agency, make_staff

pytestmark = pytest.mark.django_db
STAFF = "/quan-tri/can-bo/"
GOOD = "mot-cau-dai-de-nho-2026"


class House:
    def __init__(self, tenant, client_of):
        self.tenant, self._client_of = tenant, client_of
        with self.inside():
            self.agency = make_agency(code="H36.77")
            self.technician = make_staff("tech_admin", username="ky-thuat")

    def inside(self):
        return in_tenant(self.tenant.schema_name)

    def stranger(self):
        return self._client_of(self.tenant.slug)

    def client(self, staff_id=None):
        client = self.stranger()
        with self.inside():
            account = Account.objects.get(pk=staff_id or self.technician.id)
            client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    def staff(self, username):
        with self.inside():
            return identity.find_staff(username=username)


@pytest.fixture
def house(province, tenant_client):
    return House(province, tenant_client)


def create(house, **changes):
    fields = {"username": "nguyen-van-moi", "full_name": "Nguyễn Văn Mới", "agency_code": "H36.77"}
    answer = house.client().post(f"{STAFF}moi/", fields | changes)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return house.staff("nguyen-van-moi")


def link_of(house, person):
    page = house.client().post(f"{STAFF}{person.id}/mat-khau/").content.decode()
    return "/" + page.split('value="http://lam-dong.motcua.localhost/')[1].split('"')[0]


def test_the_technician_finds_the_screen_in_the_menu_and_others_do_not(house):
    assert STAFF in house.client().get("/quan-tri/").content.decode()
    for role in ("receptionist", "leader", "builder", "inspector"):
        with house.inside():
            other = make_staff(role)
        client = house.client(other.id)
        assert STAFF not in client.get("/quan-tri/").content.decode()
        for path in (STAFF, f"{STAFF}moi/", f"{STAFF}{other.id}/"):
            assert client.get(path).status_code == 403, (role, path)
        assert client.post(f"{STAFF}{other.id}/khoa/").status_code == 403
    assert house.stranger().get(STAFF).status_code == 302


def test_from_a_new_account_to_the_first_sign_in(house):
    person = create(house)
    assert (person.agency_name, person.roles) == (house.agency.name, frozenset())
    client = house.client()
    data = {"role": "receptionist", "agency_code": "H36.77"}
    assert client.post(f"{STAFF}{person.id}/giao-vai-tro/", data).status_code == 302
    link = link_of(house, person)
    newcomer = house.stranger()
    assert newcomer.get(link).status_code == 200
    answer = newcomer.post(link, {"password": GOOD, "again": GOOD})
    assert answer.status_code == 302
    # Once only.
    assert newcomer.get(link).status_code == 410
    assert newcomer.post(link, {"password": GOOD + "x", "again": GOOD + "x"}).status_code == 410
    signed = newcomer.post("/quan-tri/login/", {"username": person.username, "password": GOOD})
    assert signed.status_code == 302
    assert newcomer.get("/quan-tri/mot-cua/").status_code == 200
    with house.inside():
        acts = [each.action for each in audit.read_chain(f"staff:{person.id}")]
    assert acts == [
        "identity.staff_created",
        "identity.role_assigned",
        "identity.password_link_made",
        "identity.password_set",
    ]


@pytest.mark.parametrize(
    ("password", "again"), [("ngan", "ngan"), ("12345678901", "12345678901"), (GOOD, GOOD + "x")]
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_stays(house, password, again):
    person = create(house)
    link = link_of(house, person)
    client = house.stranger()
    assert client.post(link, {"password": password, "again": again}).status_code == 422
    assert client.post(link, {"password": GOOD, "again": GOOD}).status_code == 302


def test_links_end_with_time_with_a_newer_password_and_with_the_account(house, settings):
    person = create(house)
    link = link_of(house, person)
    assert house.stranger().get(link[:-2] + "x/").status_code == 410
    other = house.staff("ky-thuat")
    assert house.stranger().get(link.replace(str(person.id), str(other.id))).status_code == 410
    house.client().post(f"{STAFF}{person.id}/khoa/")
    assert house.stranger().get(link).status_code == 410
    house.client().post(f"{STAFF}{person.id}/mo-khoa/")
    assert house.stranger().get(link).status_code == 200
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert house.stranger().get(link).status_code == 410


def test_locking_ends_what_is_open(house):
    person = create(house)
    house.client().post(f"{STAFF}{person.id}/giao-vai-tro/", {"role": "receptionist"})
    theirs = house.client(person.id)
    assert theirs.get("/quan-tri/mot-cua/").status_code == 200
    house.client().post(f"{STAFF}{person.id}/khoa/")
    assert theirs.get("/quan-tri/mot-cua/").status_code == 302
    assert not house.staff(person.username).is_active


def test_nobody_gives_themselves_rights(house):
    me, client = house.technician, house.client()
    for act, data in (
        ("giao-vai-tro", {"role": "leader"}),
        ("thu-vai-tro", {"role": "tech_admin"}),
        ("khoa", {}),
    ):
        assert client.post(f"{STAFF}{me.id}/{act}/", data).status_code == 403
    assert house.staff("ky-thuat").roles == {"tech_admin"}


def test_bad_input_is_told_and_changes_nothing(house):
    client = house.client()
    for fields in (
        {"username": "ky-thuat", "full_name": "Trùng tên"},
        {"username": "có dấu", "full_name": "x"},
        {"username": "", "full_name": ""},
        {"username": "moi", "full_name": "x", "agency_code": "khong-co"},
        {"username": "moi", "full_name": "x", "email": "khong-phai"},
    ):
        assert client.post(f"{STAFF}moi/", fields).status_code == 422, fields
    person = create(house)
    bad = client.post(f"{STAFF}{person.id}/giao-vai-tro/", {"role": "vua"})
    assert bad.status_code == 422
    assert client.post(f"{STAFF}{person.id}/khong-co/").status_code == 404
    assert client.get(f"{STAFF}{house.agency.id}/").status_code == 404
    assert house.staff(person.username).roles == frozenset()


def test_the_neighbour_s_people_are_out_of_reach(house, ministry, tenant_client):
    other = House(ministry, tenant_client)
    person = create(house)
    assert other.client().get(f"{STAFF}{person.id}/").status_code == 404
    assert other.client().post(f"{STAFF}{person.id}/khoa/").status_code == 404
    link = link_of(house, person)
    assert other.stranger().get(link).status_code == 410
    assert house.staff(person.username).is_active


# -- the second factor ---------------------------------------------------------------------------


def set_up(house, client):
    page = client.get("/quan-tri/buoc-hai/lap/").content.decode()
    secret = page.split("<code>")[1].split("</code>")[0].replace(" ", "")
    return secret, client.post("/quan-tri/buoc-hai/lap/", {"code": code_now(secret)})


def code_now(secret, steps=0):
    return code_at(secret, int(timezone.now().timestamp()) // STEP_SECONDS + steps)


def test_technicians_get_nowhere_without_a_second_factor(house, settings):
    settings.MOTCUA_SECOND_FACTOR_ROLES = ["tech_admin"]
    client = house.client()
    for path in ("/quan-tri/", STAFF):
        assert client.get(path)["Location"] == "/quan-tri/buoc-hai/"
    assert client.get("/quan-tri/buoc-hai/")["Location"] == "/quan-tri/buoc-hai/lap/"
    graphql = client.post("/graphql", {"query": "{x}"}, content_type="application/json")
    assert graphql.status_code == 403
    _secret, answer = set_up(house, client)
    assert answer["Location"] == "/quan-tri/"
    assert client.get(STAFF).status_code == 200
    with house.inside():
        officer = make_staff("receptionist")
    assert house.client(officer.id).get("/quan-tri/mot-cua/").status_code == 200


def test_whoever_has_one_is_asked_in_every_session(house):
    first = house.client()
    secret, answer = set_up(house, first)
    assert answer.status_code == 302
    second = house.client()
    assert second.get(STAFF)["Location"] == "/quan-tri/buoc-hai/"
    assert second.get("/quan-tri/buoc-hai/lap/")["Location"] == "/quan-tri/buoc-hai/"
    # The code that was used already is worth nothing; nor are wrong ones.
    for code in (code_now(secret), "000000", "12345", ""):
        assert second.post("/quan-tri/buoc-hai/", {"code": code}).status_code == 422
    assert second.get(STAFF).status_code == 302
    assert second.post("/quan-tri/buoc-hai/", {"code": code_now(secret, 1)}).status_code == 302
    assert second.get(STAFF).status_code == 200


def test_guessing_is_slow(house):
    secret, _answer = set_up(house, house.client())
    client = house.client()
    for _ in range(6):
        client.post("/quan-tri/buoc-hai/", {"code": "000000"})
    refused = client.post("/quan-tri/buoc-hai/", {"code": code_now(secret, 1)})
    assert refused.status_code == 422
    assert client.get(STAFF).status_code == 302


def test_a_lost_telephone_is_taken_away_by_another_technician(house):
    with house.inside():
        officer = make_staff("leader")
    _secret, _answer = set_up(house, house.client(officer.id))
    assert house.client(officer.id).get("/quan-tri/mot-cua/").status_code == 302
    house.client().post(f"{STAFF}{officer.id}/xac-thuc/")
    assert house.client(officer.id).get("/quan-tri/mot-cua/").status_code == 200


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B (SHA-1), its last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for moment, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert code_at(secret, moment // STEP_SECONDS) == code


def test_the_secret_is_not_readable_in_a_dump(house):
    secret, _answer = set_up(house, house.client())
    from tests.security.test_data_at_rest import cells_of

    assert not any(secret.encode() in raw for _p, raw in cells_of(house.tenant.schema_name))
    assert timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) == timedelta(hours=24)


def test_the_first_technician_comes_from_the_console(province, tenant_client, capsys):
    from django.core.management import call_command

    with in_tenant(province.schema_name):
        call_command("create_technician", "dau-tien", "Người Đầu Tiên")
    link = capsys.readouterr().out.strip().removeprefix("http://lam-dong.motcua.localhost")
    answer = tenant_client("lam-dong").post(link, {"password": GOOD, "again": GOOD})
    assert answer.status_code == 302
    with in_tenant(province.schema_name):
        assert identity.find_staff(username="dau-tien").roles == {"tech_admin"}
