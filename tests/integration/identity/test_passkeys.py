"""A citizen signs in with a key on their device, and nobody else with what it said."""

import json

import pytest

from motcua.identity.models import SignedInSession
from tests.factories.identity import make_citizen
from tests.factories.passkeys import Passkey

pytestmark = pytest.mark.django_db
PLATFORM = "http://motcua.localhost"
KEYS = f"{PLATFORM}/accounts/2fa/webauthn/"
PASSWORD = "mot-cau-dai-de-nho"


def options_of(browser):
    client = browser.client("motcua.localhost")
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    return answer.json()["request_options"]


def sign_in(browser, credential):
    data = {"credential": json.dumps(credential), "next": "/tai-khoan/thiet-bi/"}
    browser.post(f"{KEYS}login/", data)
    return browser.visited[-1] == f"{PLATFORM}/tai-khoan/thiet-bi/"


def test_from_adding_a_key_to_signing_in_with_it(browser, other_browser, wire):
    make_citizen(email="an@example.vn", password=PASSWORD)
    page = browser.get(f"{PLATFORM}/dang-nhap/?next=/tai-khoan/")
    browser.sign_in_with_password(page, "an@example.vn", PASSWORD)
    # Whoever finds a browser open adds no key of theirs.
    assert "js_data" not in browser.get(f"{KEYS}add/").context
    data = {"password": PASSWORD, "next": "/accounts/2fa/webauthn/add/"}
    form = browser.post(f"{PLATFORM}/accounts/reauthenticate/", data)
    made = form.context["js_data"]["creation_options"]
    assert "webauthn.js" in form.content.decode()
    phone = Passkey(PLATFORM, "motcua.localhost")
    fields = {"name": "Điện thoại", "passwordless": "on"}
    answer = browser.post(f"{KEYS}add/", fields | {"credential": json.dumps(phone.create(made))})
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    assert "Điện thoại" in browser.get(KEYS).content.decode()

    # Asked for by another site's page, or by an agency's below ours.
    for origin in ("http://ke-gian.example", "http://lam-dong.motcua.localhost"):
        elsewhere = Passkey(origin, "motcua.localhost")
        elsewhere.key, elsewhere.id, elsewhere.owner = phone.key, phone.id, phone.owner
        assert not sign_in(other_browser, elsewhere.get(options_of(other_browser)))
    another_key = Passkey(PLATFORM, "motcua.localhost")
    another_key.id, another_key.owner = phone.id, phone.owner
    assert not sign_in(other_browser, another_key.get(options_of(other_browser)))
    old = phone.get(options_of(other_browser))
    options_of(other_browser)
    assert not sign_in(other_browser, old)

    said = phone.get(options_of(other_browser))
    assert sign_in(other_browser, said)
    assert SignedInSession.objects.count() == 2
    # What it said once opens nothing a second time.
    third = type(browser)()
    assert not sign_in(third, said)
    devices = other_browser.get(f"{PLATFORM}/tai-khoan/thiet-bi/").context["devices"]
    assert [each.session.is_here for each in devices] == [True, False]
    first = devices[1].session.id
    other_browser.post(f"{PLATFORM}/tai-khoan/thiet-bi/", {"session": str(first)})
    assert "/accounts/login/" in (browser.get(f"{PLATFORM}/tai-khoan/"), browser.visited[-1])[1]
    other_browser.post(f"{PLATFORM}/tai-khoan/thiet-bi/", {"act": "everywhere"})
    other_browser.get(f"{PLATFORM}/tai-khoan/")
    assert "/accounts/login/" in other_browser.visited[-1]
    assert not SignedInSession.objects.exists()
