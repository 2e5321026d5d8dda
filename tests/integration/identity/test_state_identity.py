"""Sign-in by a state identity provider above the platform."""

import pytest
from django.db import connection

from motcua.identity import api
from motcua.identity.citizens.models import Person
from motcua.identity.contrib.vneid_simulator.people import PEOPLE
from motcua.identity.models import Account
from tests.factories.identity import make_citizen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wire")]

PLATFORM = "http://motcua.localhost"
PASSWORD = "mot-cau-dai-de-nho"


def prove(browser, person, *, process="login"):
    return browser.prove(None, person, process=process, back="/tai-khoan/")


def sign_in(browser, email):
    page = browser.get(f"{PLATFORM}/accounts/login/?next=/tai-khoan/")
    return browser.sign_in_with_password(page, email, PASSWORD)


def person_of(page) -> Person:
    return Person.objects.get(account=page.context["request"].user.pk)


def test_a_new_person_gets_a_proven_account(browser):
    page = prove(browser, "hoa")
    assert browser.visited[-1] == f"{PLATFORM}/tai-khoan/"
    person = person_of(page)
    assert person.assurance == api.PROVEN
    assert person.attributes == {
        "full_name": "Trần Thị Hoa",
        "personal_number": "001190000123",
        "birth_date": "1990-05-17",
        "sex": "female",
        "address": PEOPLE["hoa"].address,
        "phone": "+84912000001",
        "email": "hoa@example.vn",
    }
    assert person.account.full_name == "Trần Thị Hoa"
    assert not person.account.has_usable_password()


@pytest.mark.parametrize(("person", "date"), [("cu-duc", "1942"), ("hoa", "1990-05-17")])
def test_birth_dates_may_be_partial(browser, person, date):
    assert person_of(prove(browser, person)).attributes["birth_date"] == date


def test_the_same_person_comes_back_to_the_same_account(browser, other_browser):
    first = person_of(prove(browser, "hoa"))
    second = person_of(prove(other_browser, "hoa"))
    assert first.account_id == second.account_id
    assert Person.objects.count() == 1


def test_level_1_proves_nothing_and_merges_with_nobody(browser):
    binh = PEOPLE["binh"]
    owner = make_citizen(email="binh@example.vn", personal_number=binh.personal_number)
    person = person_of(prove(browser, "binh"))
    assert person.account_id != owner.account_id
    assert person.assurance == api.SELF_REGISTERED
    assert person.personal_number_index is None
    assert not person.attributes.get("personal_number")


def test_accounts_do_not_merge_on_name_phone_or_e_mail(browser):
    hoa = PEOPLE["hoa"]
    other = make_citizen(email=hoa.email, full_name=hoa.full_name, phone="+84912000001")
    assert person_of(prove(browser, "hoa")).account_id != other.account_id


def test_accounts_merge_on_the_proven_number(browser):
    hoa = PEOPLE["hoa"]
    mine = make_citizen(email="khac@example.vn", personal_number=hoa.personal_number)
    assert person_of(prove(browser, "hoa")).account_id == mine.account_id
    assert Person.objects.count() == 1


def test_nothing_merges_where_the_proofs_contradict(browser, other_browser):
    hoa = PEOPLE["hoa"]
    proven = {"personal_number": hoa.personal_number, "full_name": hoa.full_name}
    mine = make_citizen(email="khac@example.vn", birth_date="1985-01-02", **proven)
    page = prove(browser, "hoa")
    assert page.status_code == 409
    assert "Ngày sinh" in page.content.decode()
    assert page.context["request"].user.is_anonymous
    assert Account.objects.count() == 1
    sign_in(other_browser, "khac@example.vn")
    assert prove(other_browser, "hoa", process="connect").status_code == 409
    assert Person.objects.get(account=mine.account_id).attributes["birth_date"] == "1985-01-02"
    # A number that was merely typed belongs to nobody, and merges with nobody.
    Person.objects.update(personal_number_index=None, assurance=1, verified_at=None)
    other = person_of(prove(browser, "hoa"))
    assert other.account_id != mine.account_id
    assert Person.objects.get(account=mine.account_id).assurance == api.SELF_REGISTERED


def test_two_who_prove_a_number_at_once_are_not_two(browser, monkeypatch):
    """The second is refused by the database, and nothing of it is left."""
    owner = make_citizen(
        email="hoa2@example.vn", personal_number=PEOPLE["hoa"].personal_number, birth_date="1990"
    )
    monkeypatch.setattr("motcua.identity.citizens.social_adapter.account_to_merge", lambda _: None)
    assert prove(browser, "hoa").status_code == 409
    assert [each.pk for each in Account.objects.all()] == [owner.account_id]


def test_an_account_with_a_password_is_raised_to_level_2(browser):
    citizen = make_citizen(email="an@example.vn", password=PASSWORD)
    sign_in(browser, "an@example.vn")
    page = prove(browser, "minh", process="connect")
    person = person_of(page)
    assert person.account_id == citizen.account_id
    assert person.assurance == api.PROVEN


def test_a_number_belongs_to_one_account(browser):
    minh = PEOPLE["minh"]
    make_citizen(email="minh2@example.vn", personal_number=minh.personal_number)
    mine = make_citizen(email="an@example.vn", password=PASSWORD)
    sign_in(browser, "an@example.vn")
    page = prove(browser, "minh", process="connect")
    assert page.status_code == 409
    assert "một tài khoản khác" in page.content.decode()
    assert Person.objects.get(account=mine.account_id).assurance == api.SELF_REGISTERED


def test_an_account_stays_with_its_person(browser):
    mine = make_citizen(email="an@example.vn", password=PASSWORD, personal_number="079203001234")
    sign_in(browser, "an@example.vn")
    page = prove(browser, "lan", process="connect")
    assert page.status_code == 409
    assert Person.objects.get(account=mine.account_id).attributes["personal_number"] == (
        "079203001234"
    )


def test_another_s_identity_cannot_be_connected(browser, other_browser):
    prove(other_browser, "binh")
    mine = make_citizen(email="an@example.vn", password=PASSWORD)
    sign_in(browser, "an@example.vn")
    prove(browser, "binh", process="connect")
    assert Person.objects.get(account=mine.account_id).attributes["full_name"] == "Trần Văn An"


def test_declining_and_failing_are_told_plainly(browser, settings):
    page = browser.prove(None, "", process="login", back="/tai-khoan/")
    assert page.templates[0].name == "socialaccount/login_cancelled.html"
    settings.MOTCUA_VNEID_SIMULATOR_MODE = "down"
    page = browser.post(f"{PLATFORM}/accounts/oidc/vneid/login/?process=login", {})
    assert page.templates[0].name == "socialaccount/authentication_error.html"
    assert not Account.objects.exists()


def test_a_raw_dump_shows_no_identity_number(browser):
    prove(browser, "hoa")
    number = PEOPLE["hoa"].personal_number
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{number}%"]
            )
            assert cursor.fetchone()[0] == 0, table


def test_the_simulator_speaks_openid_connect(tenant_client):
    client = tenant_client("")
    found = client.get("/simulator/vneid/.well-known/openid-configuration").json()
    assert found["issuer"] == f"{PLATFORM}/simulator/vneid"
    key = client.get("/simulator/vneid/jwks").json()["keys"][0]
    assert key["kty"] == "RSA"
    assert "d" not in key
    assert client.get("/simulator/vneid/userinfo").status_code == 401
    assert client.post("/simulator/vneid/token", {"code": "x"}).status_code == 401
    assert client.get("/simulator/vneid/authorize?client_id=x").status_code == 400


def test_the_simulator_is_not_on_tenants(tenant_client, province):
    assert tenant_client("lam-dong").get("/simulator/vneid/jwks", follow=True).status_code == 404
