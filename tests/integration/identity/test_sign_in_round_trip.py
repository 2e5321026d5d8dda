"""A citizen signs in to a tenant through the platform, with the real provider."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory

from motcua.identity import api
from motcua.identity.applicants.models import Applicant, RelyingParty
from motcua.identity.citizens.models import Person
from motcua.identity.contrib.vneid_simulator.people import PEOPLE
from motcua.identity.models import Account
from tenants.api import in_public, in_tenant
from tests.factories.identity import make_citizen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wire")]

PROVINCE = "http://lam-dong.motcua.localhost"
MINISTRY = "http://bqp.motcua.localhost"
PASSWORD = "mot-cau-dai-de-nho"
SESSION = "motcua_applicant"


@pytest.fixture
def citizen(db):
    return make_citizen(email="an@example.vn", password=PASSWORD, full_name="Trần Văn An")


@pytest.fixture
def proven(db):
    return make_citizen(
        email="hoa@example.vn",
        password=PASSWORD,
        full_name="Trần Thị Hoa",
        personal_number="001190000123",
        birth_date="1990-05-17",
        sex="female",
        phone="+84912000001",
        address="Số 12, đường Thử Nghiệm",
    )


def arrive(browser, host=PROVINCE, query="?next=/tra-cuu/"):
    """Go as far as the platform's sign-in page."""
    return browser.get(f"{host}/dang-nhap/{query}")


def sign_in(browser, email, host=PROVINCE, query="?next=/tra-cuu/"):
    return browser.sign_in_with_password(arrive(browser, host, query), email, PASSWORD)


def session_of(browser, host="lam-dong.motcua.localhost", schema=None):
    with in_tenant(schema):
        return dict(browser.client(host).session.items())


def test_the_whole_way_and_back(browser, proven, province):
    sign_in(browser, "hoa@example.vn")

    assert browser.visited[-1] == f"{PROVINCE}/tra-cuu/"
    session = session_of(browser, schema=province.schema_name)
    with in_tenant(province.schema_name):
        applicant = api.get_applicant(session[SESSION])
    assert applicant.subject == proven.account_id
    assert applicant.full_name == "Trần Thị Hoa"
    assert applicant.personal_number == "001190000123"
    assert applicant.birth_date == "1990-05-17"
    assert applicant.sex == "female"
    assert applicant.phone == "+84912000001"
    assert applicant.address == "Số 12, đường Thử Nghiệm"
    assert applicant.assurance == api.PROVEN
    assert "_auth_user_id" not in session


def test_who_is_signed_in_on_the_platform_signs_in_elsewhere_without_a_page(
    browser, citizen, province, ministry
):
    sign_in(browser, "an@example.vn")
    arrive(browser, MINISTRY, "?next=/")
    assert browser.visited[-1] == f"{MINISTRY}/"
    for tenant in (province, ministry):
        with in_tenant(tenant.schema_name):
            found = Applicant.objects.get(subject=citizen.account_id)
            assert found.full_name == "Trần Văn An"
    with in_tenant(province.schema_name):
        here = Applicant.objects.get(subject=citizen.account_id).id
    with in_tenant(ministry.schema_name):
        assert not Applicant.objects.filter(pk=here).exists()


def test_signing_in_again_refreshes_the_same_applicant(browser, other_browser, citizen, province):
    sign_in(browser, "an@example.vn")
    with in_public():
        Account.objects.filter(pk=citizen.account_id).update(full_name="Trần An")
        person = Person.objects.get(account=citizen.account_id)
        person.attributes = person.attributes | {"full_name": "Trần An"}
        person.save()
    sign_in(other_browser, "an@example.vn")
    with in_tenant(province.schema_name):
        assert Applicant.objects.get(subject=citizen.account_id).full_name == "Trần An"


def test_an_unproven_number_is_not_claimed(browser, citizen, province):
    with in_public():
        person = Person.objects.get(account=citizen.account_id)
        person.attributes = person.attributes | {"personal_number": "079203001234"}
        person.save()
    sign_in(browser, "an@example.vn")
    with in_tenant(province.schema_name):
        row = Applicant.objects.get(subject=citizen.account_id)
        assert row.attributes["personal_number"] == ""
        assert row.assurance == api.SELF_REGISTERED


def test_the_session_key_changes_at_sign_in(browser, citizen):
    client = browser.client("lam-dong.motcua.localhost")
    page = arrive(browser)
    before = client.cookies["motcua-session"].value
    browser.sign_in_with_password(page, "an@example.vn", PASSWORD)
    after = client.cookies["motcua-session"].value
    assert before != after
    client.cookies["motcua-session"] = before
    assert client.get("/dang-nhap/?next=/tra-cuu/").status_code == 302
    assert "motcua.localhost/identity/o/authorize" in client.get("/dang-nhap/")["Location"]


@pytest.mark.parametrize(
    "evil",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "x"],
)
def test_the_way_back_stays_on_this_host(browser, citizen, evil):
    sign_in(browser, "an@example.vn", query=f"?next={evil}")
    assert browser.visited[-1] == f"{PROVINCE}/"


def test_a_citizen_s_session_is_nothing_on_another_tenant(browser, citizen, province, ministry):
    sign_in(browser, "an@example.vn")
    cookie = browser.client("lam-dong.motcua.localhost").cookies["motcua-session"].value
    stranger = browser.client("bqp.motcua.localhost")
    stranger.cookies["motcua-session"] = cookie
    assert "/identity/o/authorize" in stranger.get("/dang-nhap/?next=/")["Location"]
    with in_tenant(ministry.schema_name):
        request = RequestFactory().get("/")
        request.session = stranger.session
        assert api.applicant_from_request(request) is None


def test_a_citizen_is_no_staff(browser, citizen, province):
    sign_in(browser, "an@example.vn")
    client = browser.client("lam-dong.motcua.localhost")
    assert client.get("/dang-xuat/").context["request"].user.is_anonymous
    with in_tenant(province.schema_name):
        assert not Account.objects.filter(pk=citizen.account_id).exists()
        assert not client.login(username="an@example.vn", password=PASSWORD)
        assert not client.login(email="an@example.vn", password=PASSWORD)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/tai-khoan/"])
def test_accounts_exist_on_the_platform_only(tenant_client, province, path):
    assert tenant_client("lam-dong").get(path).status_code == 404


def test_signing_out_here_and_there(browser, citizen):
    sign_in(browser, "an@example.vn")
    page = browser.post(f"{PROVINCE}/dang-xuat/", {})
    assert browser.visited[1].startswith("http://motcua.localhost/identity/o/logout?")
    assert (
        "/identity/o/authorize"
        in browser.client("lam-dong.motcua.localhost").get("/dang-nhap/")["Location"]
    )
    form = {field.name: field.value() or "" for field in page.context["form"]}
    form |= {"action": "logout", "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    browser.post("http://motcua.localhost/identity/o/logout", form)
    assert browser.visited[-1] == f"{PROVINCE}/"
    arrive(browser)
    assert browser.visited[-1].startswith("http://motcua.localhost/accounts/login/")


def test_signing_out_needs_a_post(browser, citizen, province):
    sign_in(browser, "an@example.vn")
    assert browser.get(f"{PROVINCE}/dang-xuat/").status_code == 200
    assert SESSION in session_of(browser, schema=province.schema_name)


def test_a_service_can_ask_for_proof_and_gets_it(browser, citizen, province):
    page = sign_in(browser, "an@example.vn", query="?next=/tra-cuu/&level=2")
    assert page.templates[0].name == "identity/step_up.html"
    browser.prove(page, "minh", process="connect", back=page.context["back"])
    assert browser.visited[-1] == f"{PROVINCE}/tra-cuu/"
    with in_tenant(province.schema_name):
        row = Applicant.objects.get(subject=citizen.account_id)
        assert row.assurance == api.PROVEN
        assert row.attributes["personal_number"] == PEOPLE["minh"].personal_number
        assert row.attributes["birth_date"] == "2003-09-02"


def test_proof_can_be_left_for_later(browser, citizen, province):
    page = sign_in(browser, "an@example.vn", query="?next=/tra-cuu/&level=2")
    page = browser.get(f"http://motcua.localhost{page.context['keep']}")
    assert page.templates[0].name == "identity/level_too_low.html"
    assert "/tra-cuu/" in page.content.decode()
    assert SESSION in session_of(browser, schema=province.schema_name)


def test_the_request_is_complete_and_the_secret_stays_home(browser, province):
    arrive(browser)
    asked = parse_qs(urlsplit(browser.visited[1]).query)
    assert asked["client_id"] == ["tenant-lam-dong"]
    assert asked["redirect_uri"] == [f"{PROVINCE}/dang-nhap/xong/"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    with in_tenant(province.schema_name):
        secret = RelyingParty.objects.get().secret["secret"]
    with in_public():
        from allauth.idp.oidc.models import Client

        stored = Client.objects.get(pk="tenant-lam-dong")
    assert secret not in stored.secret
    assert stored.check_secret(secret)


def test_a_tenant_that_moved_registers_again(browser, province, settings):
    settings.MOTCUA_PUBLIC_PORT = 8123
    arrive(browser)
    asked = parse_qs(urlsplit(browser.visited[1]).query)
    assert asked["redirect_uri"] == ["http://lam-dong.motcua.localhost:8123/dang-nhap/xong/"]


def test_checking_a_tenant_s_secret_is_cheap(browser, province, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.MOTCUA_PUBLIC_PORT = 8124
    arrive(browser)
    with in_tenant(province.schema_name):
        secret = RelyingParty.objects.get().secret["secret"]
    with in_public():
        from allauth.idp.oidc.models import Client

        stored = Client.objects.get(pk="tenant-lam-dong")
    assert stored.secret.startswith("pbkdf2_sha256$1$")
    assert stored.check_secret(secret)
