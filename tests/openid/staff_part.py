"""Staff of an agency sign in by npm ``oidc-provider``; everything forged is refused."""

import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils import timezone

from tests.openid.parties import Browser
from tests.openid.world import World

CLIENT, SECRET = "motcua-can-bo", "khoa-bi-mat-cua-ung-dung-0123456789abcdef"
GROUP, ROLE = "to-mot-cua", "receptionist"


def run_staff(world: World) -> None:
    provider = _set_up(world)
    _test_button(world, provider)
    _good_sign_in(world, provider)
    _forged_tokens(world, provider)
    _state_and_code(world, provider)
    _new_keys(world, provider)
    _second_factor(world, provider)
    _who_is_let_in(world, provider)
    _sign_out(world, provider)


def save(world: World, provider_id: Any = None, **changes: Any) -> Any:
    from motcua.identity import api as identity
    from motcua.kernel.actors import SYSTEM

    options = {"issuer": world.parties.issuer, "client_id": CLIENT, "client_secret": SECRET}
    general = {
        "title": "Tài khoản tỉnh",
        "admits": "everybody",
        "trusts_second_factor": True,
        "claims": {},
        "role_rules": [identity.RoleRule(GROUP, ROLE)],
    }
    with world.inside():
        return identity.save_provider(
            provider_id=provider_id,
            kind="staff_provider.oidc",
            values={**options, **{k: v for k, v in changes.items() if k not in general}},
            **{name: changes.get(name, value) for name, value in general.items()},
            by=SYSTEM,
            now=timezone.now(),
        )


def enter(world: World, provider: Any, query: str = "") -> str:
    return f"{world.site}/quan-tri/vao/{provider.id}/{query}"


def callback(world: World, provider: Any) -> str:
    return f"{world.site}/quan-tri/vao/{provider.id}/xong/"


def _set_up(world: World) -> Any:
    from motcua.identity import api as identity
    from motcua.kernel.actors import SYSTEM

    provider = save(world)
    with world.inside():
        identity.switch_provider(
            provider_id=provider.id, is_enabled=True, by=SYSTEM, now=timezone.now()
        )
    world.parties(
        "provider",
        issuer=world.parties.issuer,
        clients=[
            {
                "client_id": CLIENT,
                "client_secret": SECRET,
                "redirect_uris": [callback(world, provider)],
                "backchannel_logout_uri": f"{world.site}/quan-tri/vao/{provider.id}/ket-thuc/",
                "backchannel_logout_session_required": True,
            },
            {
                "client_id": "motcua",
                "client_secret": SECRET,
                "redirect_uris": [f"{world.platform}/accounts/oidc/vneid/login/callback/"],
            },
        ],
    )
    for name, full_name in (("an", "Nguyễn Văn An"), ("binh", "Trần Thị Bình")):
        claims = {"preferred_username": name, "name": full_name, "groups": [GROUP]}
        world.parties("person", id=name, claims={**claims, "email": f"{name}@co-quan.example"})
    return provider


def _try(world: World, provider: Any) -> dict[str, bool]:
    from motcua.identity import api as identity
    from motcua.kernel.actors import SYSTEM

    with world.inside():
        view = identity.try_provider(
            provider_id=provider.id,
            callback=callback(world, provider),
            by=SYSTEM,
            now=timezone.now(),
        )
    return {each.key: each.is_good for each in view.test_steps}


def _test_button(world: World, provider: Any) -> None:
    good = dict.fromkeys(
        ("oidc.reach", "oidc.metadata", "oidc.keys", "oidc.client", "oidc.pkce"), True
    )
    found = _try(world, provider)
    world.check("test button: all is well", found == good, found)
    for name, changes, step in (
        ("wrong secret", {"client_secret": "sai" * 20}, "oidc.client"),
        ("another issuer", {"issuer": f"{world.parties.issuer}/"}, "oidc.metadata"),
        ("private address", {"issuer": "https://169.254.169.254"}, "oidc.reach"),
    ):
        save(world, provider.id, **changes)
        found = _try(world, provider)
        world.check(f"test button: {name}", found.get(step) is False, found)
    save(world, provider.id)


def _good_sign_in(world: World, provider: Any) -> None:
    from motcua.identity import api as identity

    world.parties("next", account="an")
    page = Browser().get(enter(world, provider))
    world.check(
        "staff sign in", page.url == f"{world.site}/quan-tri/", (page.url, page.text[-900:])
    )
    with world.inside():
        person = identity.find_staff(username="an")
    world.check("an account is made", person and person.full_name == "Nguyễn Văn An")
    world.check("the group gives the role", person and person.roles == {ROLE})
    for there in ("https://ke-gian.example/", "//ke-gian.example", "/\\ke-gian.example"):
        page = Browser().get(enter(world, provider, f"?{urlencode({'next': there})}"))
        world.check(f"no open redirect: {there}", page.url == f"{world.site}/quan-tri/", page.url)


def _forged_tokens(world: World, provider: Any) -> None:
    past, base = int(time.time()) - 900, world.parties.issuer
    forged: dict[str, dict[str, Any]] = {
        "issuer": {"claims": {"iss": f"{base}.ke-gian.example"}},
        "audience": {"claims": {"aud": "ung-dung-khac"}},
        "audience shared, made for another": {"claims": {"aud": [CLIENT, "x"], "azp": "x"}},
        "audience shared, for nobody": {"claims": {"aud": [CLIENT, "x"]}},
        "nonce": {"claims": {"nonce": "khac"}},
        "no nonce": {"without": ["nonce"]},
        "expired": {"claims": {"exp": past, "iat": past - 60}},
        "no expiry": {"without": ["exp"]},
        "not yet": {"claims": {"iat": int(time.time()) + 900, "nbf": int(time.time()) + 900}},
        "no subject": {"without": ["sub"]},
        "another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
        "another's subject than userinfo": {"claims": {"sub": "binh"}},
        "unsigned": {"alg": "none"},
        "public key as shared secret": {"alg": "HS256"},
        "another key": {"key": "stranger"},
        "unknown key": {"key": "rotated"},
    }
    for name, how in forged.items():
        world.parties("tamper", **how)
        browser = Browser()
        page = browser.get(enter(world, provider))
        refused = page.status == 403 and page.url.startswith(callback(world, provider))
        world.check(f"refused: {name}", refused and not world.is_staff(browser), page.status)
    world.parties("tamper")


def _state_and_code(world: World, provider: Any) -> None:
    back, first, second = callback(world, provider), Browser(), Browser()
    come_back = first.get(enter(world, provider), stop_at=back).location
    world.check("state of another browser", second.get(come_back).status == 400)
    world.check("state forged", first.get(f"{back}?state=gia&code=gia").status == 400)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(come_back).query).items()}
    mixed = {**asked, "iss": "https://ke-gian.example"}
    third = Browser()
    third.cookies = {host: dict(jar) for host, jar in first.cookies.items()}
    world.check("answer of another issuer", third.get(f"{back}?{urlencode(mixed)}").status == 403)
    again = first.get(enter(world, provider), stop_at=back).location
    world.check("the genuine answer", first.get(again).url == f"{world.site}/quan-tri/")
    world.check("the same answer again", Browser().get(again).status == 400)
    used = parse_qs(urlsplit(again).query)["code"][0]
    waiting = second.get(enter(world, provider), stop_at=back).location
    query = {k: v[0] for k, v in parse_qs(urlsplit(waiting).query).items()}
    stolen = second.get(f"{back}?{urlencode({**query, 'code': used})}")
    world.check("a code used before", stolen.status == 403 and not world.is_staff(second))
    denied = Browser()
    waiting = denied.get(enter(world, provider), stop_at=back).location
    state = parse_qs(urlsplit(waiting).query)["state"][0]
    query = {"state": state, "error": "access_denied", "iss": world.parties.issuer}
    world.check("the person's no", denied.get(f"{back}?{urlencode(query)}").status == 403)


def _new_keys(world: World, provider: Any) -> None:
    """The provider changes its key; half a minute after we last looked, its new one is found."""
    from motcua.identity.openid import metadata

    world.parties("rotate", on=True)
    world.parties("tamper", key="rotated")
    address = f"{world.parties.issuer}/jwks"
    kept_at, document = metadata._documents[address]
    metadata._documents[address] = (kept_at - metadata._REFETCH_SECONDS - 1, document)
    page = Browser().get(enter(world, provider))
    world.check("a new key is found", page.url == f"{world.site}/quan-tri/", page.text[-500:])
    world.parties("rotate", on=False)
    world.parties("tamper")
    metadata.forget()


def _second_factor(world: World, provider: Any) -> None:
    from motcua.identity import api as identity
    from motcua.identity.staff.models import SecondFactor

    with world.inside():
        person = identity.find_staff(username="an")
        SecondFactor.objects.create(
            account_id=person.id, secret="A" * 32, confirmed_at=timezone.now()
        )
    world.parties("tamper", claims={"amr": ["pwd"]})
    page = Browser().get(enter(world, provider))
    world.check("second factor is asked here", "/quan-tri/buoc-hai/" in page.url, page.url)
    world.parties("tamper", claims={"amr": ["pwd", "otp"]})
    page = Browser().get(enter(world, provider))
    world.check("the provider's is enough", page.url == f"{world.site}/quan-tri/", page.url)
    save(world, provider.id, trusts_second_factor=False)
    page = Browser().get(enter(world, provider))
    world.check("unless it is not trusted", "/quan-tri/buoc-hai/" in page.url, page.url)
    save(world, provider.id)
    world.parties("tamper")
    with world.inside():
        SecondFactor.objects.all().delete()


def _who_is_let_in(world: World, provider: Any) -> None:
    from motcua.identity import api as identity
    from motcua.kernel.actors import SYSTEM

    world.parties("person", id="an", claims={"preferred_username": "an", "groups": []})
    world.parties("next", account="an")
    Browser().get(enter(world, provider))
    with world.inside():
        person = identity.find_staff(username="an")
        world.check("out of the group, out of the role", not person.roles, person.roles)
    save(world, provider.id, admits="existing")
    world.parties("next", account="binh")
    page = Browser().get(enter(world, provider))
    with world.inside():
        unknown = identity.find_staff(username="binh") is None
        world.check("only known people", page.status == 403 and unknown)
        keeper = identity.create_staff(username="binh", full_name="Quản trị", password="x" * 12)
        identity.keep_password(staff_id=keeper.id, keeps=True, by=SYSTEM, now=timezone.now())
    page = Browser().get(enter(world, provider))
    world.check("nobody becomes the way back in", page.status == 403, page.status)
    with world.inside():
        identity.disable_staff(staff_id=person.id, by=SYSTEM, now=timezone.now())
    world.parties("next", account="an")
    world.check("locked here", Browser().get(enter(world, provider)).status == 403)
    with world.inside():
        identity.enable_staff(staff_id=person.id, by=SYSTEM, now=timezone.now())
    save(world, provider.id)
    world.parties("person", id="an", claims={"preferred_username": "an", "groups": [GROUP]})


def _sign_out(world: World, provider: Any) -> None:
    from motcua.identity.models import SignedInSession

    browser, ended = Browser(), f"{world.site}/quan-tri/vao/{provider.id}/ket-thuc/"
    browser.get(enter(world, provider))
    with world.inside():
        row = SignedInSession.objects.filter(provider_id=provider.id).latest("began_at")
    event = "http://schemas.openid.net/event/backchannel-logout"
    now = int(time.time())
    good = {
        "iss": world.parties.issuer,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 120,
        "jti": "lan-thu",
        "sid": row.upstream_sid,
        "sub": "an",
        "events": {event: {}},
    }
    forged: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "another key": (good, {"key": "stranger"}),
        "unsigned": (good, {"alg": "none"}),
        "another audience": ({**good, "aud": "khac"}, {}),
        "another issuer": ({**good, "iss": "https://ke-gian.example"}, {}),
        "an identity token": ({**good, "nonce": "x"}, {}),
        "no event": ({**good, "events": {}}, {}),
        "old": ({**good, "iat": now - 4_000}, {}),
        "of another kind": (good, {"header": {"typ": "at+jwt"}}),
    }
    for name, (claims, how) in forged.items():
        token = world.parties("logoutToken", claims=claims, how=how)["token"]
        answer = Browser().post(ended, {"logout_token": token})
        world.check(f"sign-out refused: {name}", answer.status == 400, answer.status)
    world.check("still signed in", world.is_staff(browser))
    page = browser.get(f"{world.parties.issuer}/session/end")
    hidden = page.text.split('name="xsrf" value="', 1)[1].split('"', 1)[0]
    browser.post(f"{world.parties.issuer}/session/end/confirm", {"xsrf": hidden, "logout": "yes"})
    world.check("signed out by the provider", not world.is_staff(browser))
