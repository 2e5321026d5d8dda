"""Checklist item 46: no POST changes anything without the token of our own page."""

import pytest
from django.conf import settings

from motcua.identity.models import Account
from tests.factories.identity import make_citizen
from tests.security.asking import PLATFORM_URLS, TENANT_URLS, draw_nothing
from tests.security.planted import client_with
from tests.security.providers import EXPRESSIONS, NUMBERED
from tests.security.routes import routes_of

pytestmark = pytest.mark.django_db
WAGTAIL_API = "quan-tri/api/main/"
# No cookie gives them power, so there is nothing to forge; each says what gives it instead.
EXEMPT = {
    "thanh-toan/<vendor>/ipn": "the provider's signature",
    "quan-tri/vao/<provider_id>/ket-thuc/": "the provider's signed notice of a sign-out",
    "dang-xuat/tu-nen-tang/": "the platform's signed notice of a sign-out",
    "kenh-gui/<channel>/bao-cao/<key>/": "providers' servers: the key in the address, a signature",
    "billing/stripe/webhook/": "Stripe's server: each notice is signed",
    "identity/o/api/token": "the client's secret",
    "identity/o/api/revoke": "the client's secret",
    "identity/o/api/userinfo": "the bearer token",
    "identity/o/authorize": "checked by the view itself, see the test below",
    "identity/o/logout": "leads to a page that asks; see the test below",
    "simulator/vneid/token": "a simulator: the client's secret",
    "simulator/vnpay/merchant_webapi/api/transaction": "a simulator: a signed question",
    "simulator/momo/v2/gateway/api/create": "a simulator: a signed request",
    "simulator/momo/v2/gateway/api/query": "a simulator: a signed question",
    "simulator/momo/v2/gateway/api/refund": "a simulator: a signed request",
    "simulator/national/payment/init": "a simulator: a signed request",
    "simulator/national/payment/query": "a simulator: a signed question",
    "simulator/stripe/v1/<path>": "a simulator: the secret key",
    "simulator/sms/": "a simulator: the access key",
    "simulator/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/": "a simulator: its keys",
    "simulator/zalo/v4/oa/access_token": "a simulator: the app's secret",
    "simulator/zalo/message/template": "a simulator: the access token",
    "simulator/zalo/template/info/v2": "a simulator: the access token",
    "simulator/push/<device>/": "a simulator: the signed VAPID token",
    "simulator/webhook/<name>/": "a simulator: it takes what an agency's system would",
    "simulator/ky-so/sign": "a simulator: the bearer token",
    "simulator/ky-so/status": "a simulator: the number of a request, and it tells a signature only",
    "simulator/ky-so/dau-thoi-gian/<plan>": "a simulator: it stamps for anybody, as such services do",
}


def address(route):
    path = "/" + route.template
    for name in route.parameters:
        is_uuid = name.endswith("_id") and name not in NUMBERED
        filled = "00000000-0000-7000-8000-000000000000" if is_uuid else "1"
        shown = name if name.startswith("{") else f"<{name}>"
        path = path.replace(shown, EXPRESSIONS.get(name, filled))
    return path


@pytest.mark.parametrize("urlconf", [TENANT_URLS, PLATFORM_URLS])
def test_every_address_refuses_a_post_without_the_token(province, urlconf, monkeypatch):
    # The page that says so is the same everywhere.
    draw_nothing(monkeypatch)
    host = settings.MOTCUA_PLATFORM_HOST
    if urlconf == TENANT_URLS:
        host = province.primary_host
    client = client_with(host, enforce_csrf_checks=True)
    found = [
        str(route)
        for route in routes_of(urlconf)
        if route.template not in EXEMPT
        and not route.template.startswith(WAGTAIL_API)
        # Not there at all for that address (a UUID where a number belongs) is fine, too.
        and client.post(address(route)).status_code not in (403, 404)
    ]
    assert not found, "these take a POST without a token: " + ", ".join(found)


def test_the_views_themselves_are_not_exempt():
    """404 above may hide an exempt view behind an address that does not fit."""
    found = []
    for urlconf in (TENANT_URLS, PLATFORM_URLS):
        # What comes first at an address is what answers there.
        first = {route.template: route for route in reversed(routes_of(urlconf))}
        found += [
            str(route)
            for route in first.values()
            if getattr(route.view, "csrf_exempt", False)
            and route.template not in EXEMPT
            and not route.template.startswith(WAGTAIL_API)
        ]
    assert not found, "exempt from CSRF: " + ", ".join(found)


def test_the_exempt_list_names_only_what_there_is():
    there = {r.template for conf in (TENANT_URLS, PLATFORM_URLS) for r in routes_of(conf)}
    assert not EXEMPT.keys() - there


def test_wagtail_s_interface_asks_for_the_token_itself(planted_province):
    """Its framework exempts it from the middleware and checks once somebody is signed in."""
    planted = planted_province
    client = client_with(planted.host(), planted.staff_key(), enforce_csrf_checks=True)
    page = planted.home_page_id()
    for path in ("pages/", f"pages/{page}/", f"pages/{page}/action/unpublish/", "images/"):
        assert client.post(f"/{WAGTAIL_API}{path}", {}).status_code == 403, path


def test_authorising_a_tenant_by_post_needs_the_token(db):
    citizen = make_citizen()
    client = client_with(settings.MOTCUA_PLATFORM_HOST, enforce_csrf_checks=True)
    client.force_login(
        Account.objects.get(pk=citizen.account_id), backend=settings.AUTHENTICATION_BACKENDS[1]
    )
    answer = client.post("/identity/o/authorize", {"action": "grant", "scopes": "openid"})
    # Asked again with a page of our own; nothing was granted.
    assert answer.status_code in (302, 400, 403)
    assert "code=" not in answer.headers.get("Location", "")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/identity/o/logout", {})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == before
    assert client.get("/tai-khoan/").status_code == 200


def test_a_token_of_one_tenant_is_nothing_on_another(province, ministry):
    """Cookies belong to one host; a page of the neighbour's cannot lend its token."""
    one = client_with(province.primary_host, enforce_csrf_checks=True)
    page = one.get("/tra-cuu/")
    token = page.context["csrf_token"]
    other = client_with(ministry.primary_host, enforce_csrf_checks=True)
    form = {"code": "NH-AAAAAAAA", "secret": "x", "csrfmiddlewaretoken": str(token)}
    assert other.post("/tra-cuu/", form).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://bqp.motcua.localhost"])
def test_a_foreign_origin_is_refused_even_with_the_token(province, ministry, origin):
    client = client_with(province.primary_host, enforce_csrf_checks=True)
    token = str(client.get("/tra-cuu/").context["csrf_token"])
    form = {"code": "NH-AAAAAAAA", "secret": "x", "csrfmiddlewaretoken": token}
    assert client.post("/tra-cuu/", form, headers={"Origin": origin}).status_code == 403
    own = f"http://{province.primary_host}"
    assert client.post("/tra-cuu/", form, headers={"Origin": own}).status_code != 403
