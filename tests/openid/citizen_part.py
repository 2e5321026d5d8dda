"""Citizens: a state's provider above the platform (npm ``oidc-provider``), and a client of the
platform below it (npm ``openid-client``), told of sign-outs as the tenants are."""

import time
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from django.conf import settings
from django.utils import timezone

from tests.openid.parties import Browser, PartyRefused
from tests.openid.staff_part import SECRET
from tests.openid.world import PASSWORD, World

APP, APP_SECRET = "ung-dung-khac", "khoa-cua-ung-dung-khac-0123456789abcdef"
CLAIMS = {
    "HoVaTen": "Trần Thị Hoa",
    "SoDinhDanh": "001190000123",
    "NgaySinh": "17/05/1990",
    "GioiTinh": "Nữ",
    "LoaiTaiKhoan": "1",
}


def run_citizens(world: World) -> None:
    """After ``run_staff``: the provider is there."""
    email = f"khach-{time.monotonic_ns()}@example.vn"
    with _state_provider(world):
        _upstream(world)
    _downstream(world, email)


@contextmanager
def _state_provider(world: World) -> Any:
    """The platform's upstream provider is the independent one."""
    there = settings.SOCIALACCOUNT_PROVIDERS
    app = {
        "provider_id": "vneid",
        "name": "VNeID",
        "client_id": "motcua",
        "secret": SECRET,
        "settings": {
            "server_url": world.parties.issuer,
            "scope": ["openid"],
            "token_auth_method": "client_secret_basic",
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    try:
        yield
    finally:
        settings.SOCIALACCOUNT_PROVIDERS = there


def _prove(world: World, browser: Browser, stop_at: str = "\0") -> Any:
    page = browser.get(f"{world.site}/dang-nhap/?next=/tra-cuu/&level=2")
    back = parse_qs(urlsplit(page.url).query)["next"][0]
    address = f"{world.platform}/accounts/oidc/vneid/login/?process=login&next={quote(back)}"
    return browser.submit(page, address, {}, stop_at=stop_at)


def _is_citizen(world: World, browser: Browser) -> bool:
    """Whether the portal knows who it is: else it sends them to the platform to sign in."""
    return browser.ask("GET", f"{world.site}/dang-nhap/?next=/tra-cuu/").location == (
        f"{world.site}/tra-cuu/"
    )


def _upstream(world: World) -> None:
    world.parties("person", id="hoa", claims=CLAIMS)
    world.parties("next", account="hoa", acr="LoA2")
    world.parties("tamper", claims={"acr": "LoA2"})
    browser = Browser()
    page = _prove(world, browser)
    world.check("state provider: sign in", page.url == f"{world.site}/tra-cuu/", page.text[-800:])
    world.check("state provider: known on the portal", _is_citizen(world, browser))
    base, past = world.parties.issuer, int(time.time()) - 900
    for name, how in {
        "issuer": {"claims": {"iss": f"{base}.ke-gian.example"}},
        "audience": {"claims": {"aud": "ung-dung-khac"}},
        "expired": {"claims": {"exp": past, "iat": past - 60}},
        "nonce": {"claims": {"nonce": "khac"}},
        "unsigned": {"alg": "none"},
        "another key": {"key": "stranger"},
    }.items():
        world.parties("tamper", **how)
        browser = Browser()
        _prove(world, browser)
        world.check(f"state provider refused: {name}", not _is_citizen(world, browser))
    world.parties("tamper")
    back = f"{world.platform}/accounts/oidc/vneid/login/callback/"
    waiting = _prove(world, Browser(), stop_at=back).location
    other = Browser()
    other.get(waiting)
    world.check("state provider: state of another browser", not _is_citizen(world, other))


def _downstream(world: World, email: str) -> None:
    from motcua.identity import api as identity

    redirect = f"http://khach.localhost:{world.parties.port}/xong"
    _register(redirect, f"http://khach.localhost:{world.parties.port}/_told")
    found = world.parties("discover", issuer=world.platform, id=APP, secret=APP_SECRET)
    wanted = ("jwks_uri", "token_endpoint", "backchannel_logout_supported")
    world.check("discovery", all(found.get(name) for name in wanted), found)
    identity.create_citizen(email=email, password=PASSWORD, full_name="Trần Văn An")
    browser = Browser()
    page = browser.get(f"{world.site}/dang-nhap/?next=/tra-cuu/")
    fields = {"login": email, "password": PASSWORD, "next": _next_of(page.url)}
    page = browser.submit(page, f"{world.platform}/accounts/login/", fields)
    world.check("citizen on the portal", page.url == f"{world.site}/tra-cuu/", page.url)
    claims = _good_client(world, browser, redirect)
    _bad_requests(world, browser, redirect)
    _bad_answers(world, browser, redirect)
    _told_of_sign_out(world, browser, email, claims)
    for there in ("https://ke-gian.example/", "//ke-gian.example", "/\\ke-gian.example"):
        query = urlencode({"next": there})
        for start in (f"{world.platform}/dang-nhap/", f"{world.platform}/accounts/login/"):
            fresh = Browser()
            page = fresh.get(f"{start}?{query}")
            fields = {"login": email, "password": PASSWORD, "next": there}
            page = fresh.submit(page, f"{world.platform}/accounts/login/", fields)
            stays = urlsplit(page.url).netloc == urlsplit(world.platform).netloc
            world.check(f"no open redirect: {start} {there}", stays, page.url)


def _register(redirect: str, told: str) -> None:
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password

    from motcua.identity.citizens.models import LogoutAddress
    from motcua.identity.citizens.provider import SCOPES

    client = Client(id=APP, name="Ứng dụng khác", secret=make_password(APP_SECRET))
    client.type, client.skip_consent = Client.Type.CONFIDENTIAL, True
    client.set_scopes(list(SCOPES))
    client.set_redirect_uris([redirect])
    client.save()
    LogoutAddress.objects.update_or_create(pk=APP, defaults={"uri": told})


def _next_of(url: str) -> str:
    return parse_qs(urlsplit(url).query)["next"][0]


def _go(world: World, browser: Browser, redirect: str, **changes: Any) -> tuple[str, str, Any]:
    """To the platform and back as far as the client's own address."""
    asked = world.parties("begin", redirect=redirect, scope="openid profile", changes=changes)
    page = browser.get(asked["url"], stop_at=redirect)
    return page.location, asked["state"], page


def _good_client(world: World, browser: Browser, redirect: str) -> dict[str, Any]:
    url, state, _page = _go(world, browser, redirect)
    done = world.parties("finish", url=url, state=state)
    claims: dict[str, Any] = done["claims"]
    world.check("client: signed in", claims["iss"] == world.platform and claims["aud"] == APP)
    world.check("client: its session is named", claims.get("sid"), claims)
    world.check("client: the name by userinfo", done["about"]["name"] == "Trần Văn An")
    world.check("client: no number unproven", "personal_number" not in claims)
    _refused(world, "a code twice", "finish", url=url, state=state)
    return claims


def _refused(world: World, name: str, command: str, **asked: Any) -> None:
    try:
        world.parties(command, **asked)
    except PartyRefused as error:
        world.check(f"client: {name}", True, error)
        return
    raise AssertionError(f"client: {name}: went through")


def _bad_requests(world: World, browser: Browser, redirect: str) -> None:
    for name, changes in {
        "no PKCE": {"code_challenge": None, "code_challenge_method": None},
        "plain PKCE": {"code_challenge_method": "plain"},
        "unknown address": {"redirect_uri": "https://ke-gian.example/xong"},
        "longer address": {"redirect_uri": f"{redirect}/them"},
        "address with a name before": {"redirect_uri": redirect.replace("://", "://a@")},
        "no address": {"redirect_uri": "javascript:alert(1)"},
        "unknown client": {"client_id": "khong-co"},
    }.items():
        _url, _state, page = _go(world, browser, redirect, **changes)
        # Told on the platform's own page, and led nowhere.
        there = urlsplit(page.url).netloc == urlsplit(world.platform).netloc
        stays = there and page.status in (200, 400) and not page.headers.get("Location")
        world.check(f"client: {name}", stays, (page.status, page.url))
    for name, changes in {
        "unknown scope": {"scope": "openid admin"},
        "token without code": {"response_type": "token"},
    }.items():
        url, _state, page = _go(world, browser, redirect, **changes)
        told = "error=" in url and "access_token" not in url
        world.check(f"client: {name}", told or page.status == 400, (page.status, url))


def _bad_answers(world: World, browser: Browser, redirect: str) -> None:
    url, state, _page = _go(world, browser, redirect)
    _refused(world, "wrong verifier", "finish", url=url, state=state, verifier="x" * 64)
    url, state, _page = _go(world, browser, redirect)
    _refused(world, "wrong nonce", "finish", url=url, state=state, nonce="khac")
    url, _state, _page = _go(world, browser, redirect)
    _refused(world, "wrong state", "finish", url=url, state="khac")


def _told(*, account_id: str) -> int:
    """How many of the account's sessions elsewhere are known to be over. A worker of the product,
    where there is one, may be telling them already: then it is waited for."""
    from motcua.identity.citizens.models import RelyingSession
    from motcua.identity.citizens.operations.sign_outs import send_logouts

    rows = RelyingSession.objects.filter(account=account_id)
    send_logouts(now=timezone.now())
    for _turn in range(200):
        if not rows.filter(ended_at__isnull=False, told_at=None).exists():
            break
        time.sleep(0.1)
    return rows.filter(told_at__isnull=False).count()


def _told_of_sign_out(world: World, browser: Browser, email: str, claims: dict[str, Any]) -> None:
    """Out of the platform in one browser: out of the portal there, and there alone."""
    other = Browser()
    page = other.get(f"{world.site}/dang-nhap/?next=/tra-cuu/")
    fields = {"login": email, "password": PASSWORD, "next": _next_of(page.url)}
    other.submit(page, f"{world.platform}/accounts/login/", fields)
    world.check("signed in twice", _is_citizen(world, browser) and _is_citizen(world, other))
    page = browser.get(f"{world.platform}/accounts/logout/")
    browser.submit(page, f"{world.platform}/accounts/logout/", {})
    world.check("the portal and the client are told", _told(account_id=claims["sub"]) == 2)
    world.check("signed out on the portal", not _is_citizen(world, browser))
    world.check("signed in elsewhere still", _is_citizen(world, other))
    tokens = world.parties("told")
    world.check("the other client is told", len(tokens) == 1, tokens)
    read = world.parties("readLogout", token=tokens[0], audience=APP)["payload"]
    same = (read["sub"], read["sid"]) == (claims["sub"], claims["sid"])
    world.check("by a token it accepts", same, read)
    _refused(world, "a sign-out for another", "readLogout", token=tokens[0], audience="tenant-x")
    here = f"{world.site}/dang-xuat/tu-nen-tang/"
    answer = Browser().post(here, {"logout_token": tokens[0]})
    world.check("another's token is nothing here", answer.status == 400, answer.status)
    page = other.get(f"{world.platform}/tai-khoan/thiet-bi/")
    other.submit(page, f"{world.platform}/tai-khoan/thiet-bi/", {"act": "everywhere"})
    world.check("the portal is told again", _told(account_id=claims["sub"]) == 3)
    world.check("signed out everywhere", not _is_citizen(world, other))
