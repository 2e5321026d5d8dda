"""Answers the platform never gave are refused, and nobody is signed in by them."""

import time
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from motcua.identity.applicants.models import Applicant
from tenants.api import in_tenant
from tests.factories.identity import make_citizen
from tests.integration.identity.conftest import new_pem

pytestmark = [pytest.mark.django_db]

PROVINCE = "http://lam-dong.motcua.localhost"
PLATFORM = "http://motcua.localhost"
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture
def begun(browser, wire):
    """What the province asked the platform for, in this browser."""
    browser.get(f"{PROVINCE}/dang-nhap/?next=/tra-cuu/")
    return {k: v[0] for k, v in parse_qs(urlsplit(browser.visited[1]).query).items()}


def come_back(browser, **answer):
    return browser.get(f"{PROVINCE}/dang-nhap/xong/?{urlencode(answer)}")


def assert_nobody(browser, province, response, status):
    assert response.status_code == status
    assert response.templates[0].name == "identity/sign_in_failed.html"
    assert "/tra-cuu/" in response.content.decode() or status == 400
    with in_tenant(province.schema_name):
        assert not Applicant.objects.exists()
        assert "motcua_applicant" not in browser.client("lam-dong.motcua.localhost").session


class ForgedTokens:
    """A platform of the attacker's making: answers the token call, leaves the keys real."""

    def __init__(self, wire, pem, kid, claims, header=None):
        self.wire, self.claims = wire, claims
        key = RSAKey.import_key(pem)
        self.token = jwt.encode({"alg": "RS256", "kid": kid, **(header or {})}, claims, key)

    def install(self):
        genuine = self.wire.send
        answer = {"access_token": "x", "token_type": "Bearer", "id_token": self.token}

        def send(request, **kwargs):
            response = genuine(request, **kwargs)
            if request.url.endswith("/identity/o/api/token"):
                import json

                response.status_code = 200
                response._content = json.dumps(answer).encode()
            return response

        self.wire.send = send


def kid_of(pem):
    from allauth.core.internal import jwkkit

    return jwkkit.load_jwk_from_pem(pem)[0]["kid"]


def good_claims(begun):
    now = int(time.time())
    return {
        "iss": PLATFORM,
        "aud": "tenant-lam-dong",
        "sub": "01900000-0000-7000-8000-000000000001",
        "nonce": begun["nonce"],
        "iat": now,
        "exp": now + 300,
        "acr": "LoA2",
        "name": "Kẻ Giả Mạo",
    }


def test_the_forger_s_tools_work(browser, begun, wire, platform_pem, province):
    """Without this, the refusals below could be refusing a broken token."""
    ForgedTokens(wire, platform_pem, kid_of(platform_pem), good_claims(begun)).install()
    come_back(browser, state=begun["state"], code="x")
    assert browser.visited[-1] == f"{PROVINCE}/tra-cuu/"
    with in_tenant(province.schema_name):
        assert Applicant.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.example"},
        {"iss": PLATFORM + "/"},
        {"aud": "tenant-bqp"},
        {"aud": ["tenant-lam-dong", "tenant-bqp"]},
        {"azp": "tenant-bqp"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"sub": None},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(
    browser, begun, wire, platform_pem, province, change
):
    claims = {k: v for k, v in (good_claims(begun) | change).items() if v is not None}
    ForgedTokens(wire, platform_pem, kid_of(platform_pem), claims).install()
    response = come_back(browser, state=begun["state"], code="x")
    assert_nobody(browser, province, response, 403)


def test_a_token_signed_by_another_key_is_refused(browser, begun, wire, platform_pem, province):
    ForgedTokens(wire, new_pem(), kid_of(platform_pem), good_claims(begun)).install()
    assert_nobody(browser, province, come_back(browser, state=begun["state"], code="x"), 403)


def test_a_token_of_an_unknown_key_is_refused(browser, begun, wire, province):
    ForgedTokens(wire, new_pem(), "unknown", good_claims(begun)).install()
    assert_nobody(browser, province, come_back(browser, state=begun["state"], code="x"), 403)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_of_another_algorithm_is_refused(browser, begun, wire, province, algorithm):
    import base64
    import json

    def part(data):
        return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()

    forged = ForgedTokens(wire, new_pem(), "x", good_claims(begun))
    forged.token = f"{part({'alg': algorithm})}.{part(good_claims(begun))}.eA"
    forged.install()
    assert_nobody(browser, province, come_back(browser, state=begun["state"], code="x"), 403)


@pytest.mark.parametrize("state", ["", "forged"])
def test_a_forged_state_is_refused(browser, begun, province, state):
    response = come_back(browser, state=state, code="x")
    assert_nobody(browser, province, response, 400)


def test_a_state_of_another_browser_is_refused(other_browser, begun, province):
    """Log-in CSRF: the attacker's own answer in the victim's browser."""
    assert_nobody(
        other_browser, province, come_back(other_browser, state=begun["state"], code="x"), 400
    )


def test_an_answer_works_once(browser, begun, wire, province):
    make_citizen(email="an@example.vn", password=PASSWORD)
    page = browser.get(f"{PLATFORM}/identity/o/authorize?{urlencode(begun)}")
    browser.sign_in_with_password(page, "an@example.vn", PASSWORD)
    answer = next(url for url in browser.visited if "/dang-nhap/xong/" in url)
    assert browser.visited[-1] == f"{PROVINCE}/tra-cuu/"
    assert browser.get(answer).status_code == 400


def test_an_unknown_code_is_refused(browser, begun, province):
    assert_nobody(browser, province, come_back(browser, state=begun["state"], code="x"), 403)


def test_a_denial_is_told_plainly_and_keeps_the_way_back(browser, begun, province):
    response = come_back(browser, state=begun["state"], error="access_denied")
    assert_nobody(browser, province, response, 403)
    assert "next=%2Ftra-cuu%2F" in response.content.decode()


def test_the_platform_being_away_is_told_plainly(browser, begun, wire, province):
    wire.down = True
    assert_nobody(browser, province, come_back(browser, state=begun["state"], code="x"), 503)


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "https://evil.example/dang-nhap/xong/"},
        {"redirect_uri": f"{PROVINCE}/dang-nhap/xong/x"},
        {"redirect_uri": "http://bqp.motcua.localhost/dang-nhap/xong/"},
        {"client_id": "tenant-khong-co"},
    ],
)
def test_the_platform_sends_nobody_to_an_unknown_address(browser, begun, change):
    make_citizen(email="an@example.vn", password=PASSWORD)
    url = f"{PLATFORM}/identity/o/authorize?{urlencode(begun | change)}"
    page = browser.sign_in_with_password(browser.get(url), "an@example.vn", PASSWORD)
    ours = "redirect_uri" in change
    assert page.status_code == (400 if ours else 200)
    refused = "identity/client_refused.html" if ours else "idp/oidc/error.html"
    assert page.templates[0].name == refused
    assert all(url.startswith(PLATFORM) for url in browser.visited)


def test_a_tenant_cannot_use_another_s_code(browser, begun, wire, province, ministry):
    """The ministry takes a code made for the province to the token endpoint."""
    import requests

    from motcua.identity.applicants.relying_party.registration import ensure_registration
    from motcua.kernel import http

    make_citizen(email="an@example.vn", password=PASSWORD)
    page = browser.get(f"{PLATFORM}/identity/o/authorize?{urlencode(begun)}")
    client = browser.client("motcua.localhost")
    data = {
        "login": "an@example.vn",
        "password": PASSWORD,
        "next": page.context["redirect_field_value"],
    }
    client.post("/accounts/login/", data)
    response = client.get(f"/identity/o/authorize?{urlencode(begun)}")
    code = parse_qs(urlsplit(response["Location"]).query)["code"][0]
    with in_tenant(ministry.schema_name):
        ours = ensure_registration()
        answer: requests.Response = http.session().post(
            f"{PLATFORM}/identity/o/api/token",
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": begun["redirect_uri"],
                "code_verifier": "x" * 43,
            },
            auth=(ours.client_id, ours.secret),
        )
    assert answer.status_code in (400, 401)
    assert "id_token" not in answer.text


def test_the_issuer_is_not_the_host_header(wire, tenant_client, db):
    answer = tenant_client("").get(
        "/.well-known/openid-configuration", HTTP_HOST="motcua.localhost:6666"
    )
    assert answer.json()["issuer"] == PLATFORM
    assert "private" not in str(tenant_client("").get("/.well-known/jwks.json").json())
    assert "d" not in tenant_client("").get("/.well-known/jwks.json").json()["keys"][0]
