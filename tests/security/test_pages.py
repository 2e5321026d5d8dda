"""Items 32, 33 and 47: hostile text in every place people can write to, and every page looked at.

One service whose every label, help, option, title, fee, step and legal basis is an attack, filed
by an applicant whose name is one, with a file named like one, and commented by an officer with one.

The pages are looked at as an applicant and an officer with every role in one browser see them, so
that every address shows what it can show; a visitor looks at the public ones. Of Wagtail's own
pages one of each kind is looked at.
"""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from lxml import html

from tenants.models import Tenant
from tenants.queries.directory import forget_directory
from tests.security.asking import (
    PLATFORM_URLS,
    is_own,
    make_menus_once,
    of_each_kind,
    search_of,
    tenant_routes,
)
from tests.security.planted import Planted, client_with, kept_for_several_tests, plant, undone
from tests.security.providers import PLATFORM_VALUES, values_of
from tests.security.routes import path_of, routes_of
from tests.security.test_default_deny import PUBLIC

pytestmark = pytest.mark.django_db
ATTACK = (
    "\"'`><script>mcxss(1)</script><img src=x onerror=mcxss(2)></title></textarea>"
    "<svg/onload=mcxss(3)>[a](javascript:mcxss(4)){{settings.SECRET_KEY}}{% load x %}"
)
# Blocks of data: no browser runs them.
DATA = ("application/json", "application/ld+json")
EVIL_THEME = {
    "base": 'x"><script>mcxss(6)</script>',
    "header_picture": "x);} *{",
    "brand": "#fff;}</style><script>mcxss(5)</script>",
    "accent": "red;} *{x:y",
}


def look_for_attacks(where: str, text: str) -> list[str]:
    """What a browser would run or load of the attack, in parsed HTML."""
    if "mcxss" not in text:
        return []
    tree = html.document_fromstring(text)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        runs = element.tag == "script" and element.get("type") not in DATA
        if runs and "mcxss" in (element.text or ""):
            found.append(f"{where}: a script runs it")
        for name, value in element.attrib.items():
            if "mcxss" in value and name.startswith("on"):
                found.append(f"{where}: {element.tag} {name}")
            if name in ("href", "src", "action", "formaction") and re.match(
                r"\s*(javascript|data:text/html|vbscript)", value, re.I
            ):
                found.append(f"{where}: {element.tag} {name}={value[:40]}")
        if element.tag == "img" and element.get("src") == "x":
            found.append(f"{where}: the picture is there")
        if element.tag == "svg" and "onload" in element.attrib:
            found.append(f"{where}: the drawing is there")
    return found


def look_at_headers(where: str, response: Any, text: str) -> list[str]:
    """What every page must carry, and what no page may have."""
    found = []
    policy = response.headers.get("Content-Security-Policy", "")
    wanted = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin"}
    found += [
        f"{where}: {name} is {response.headers.get(name)!r}"
        for name, value in wanted.items()
        if response.headers.get(name) != value
    ]
    if response.headers.get("Referrer-Policy") not in ("same-origin", "no-referrer"):
        found.append(f"{where}: no referrer policy")
    if not policy:
        found.append(f"{where}: no content security policy")
    if "unsafe-inline" in policy or "unsafe-eval" in policy or "script-src *" in policy:
        found.append(f"{where}: {policy}")
    if "default-src" not in policy:
        found.append(f"{where}: the policy has no default")
    if response.headers.get("X-Frame-Options") not in ("SAMEORIGIN", "DENY"):
        found.append(f"{where}: others may frame it (X-Frame-Options)")
    if response.headers.get("Content-Type", "").startswith("text/html") and text.strip():
        found += _inline(where, text, policy)
        if not re.search(r"frame-ancestors ('self'|'none')(;|$)", policy):
            found.append(f"{where}: others may frame it: {policy}")
    return found


def _inline(where: str, text: str, policy: str) -> list[str]:
    """Scripts without a source must carry the nonce, or be data."""
    found = []
    for script in html.document_fromstring(text).iter("script"):
        if script.get("src") or script.get("type") in (*DATA, "text/x-template"):
            continue
        nonce = script.get("nonce")
        if not nonce or f"'nonce-{nonce}'" not in policy:
            found.append(f"{where}: an inline script: {(script.text or '')[:60]!r}")
    return found


@pytest.fixture(scope="module")
def hostile(planted_province, django_db_blocker) -> Iterator[tuple[Planted, list[Any]]]:
    """The tenant after the attack, and the mails it sent meanwhile."""
    province = planted_province.tenant
    with kept_for_several_tests(django_db_blocker):
        with django_db_blocker.unblock():
            Tenant.objects.filter(slug=province.slug).update(theme=EVIL_THEME)
            forget_directory()
            already = len(mail.outbox)
            made = plant(province, word=ATTACK, seed=8, everywhere=True, apart="-2")
            mails = mail.outbox[already:]
        yield made, mails
    forget_directory()


@pytest.fixture
def attacked(hostile) -> Planted:
    return hostile[0]


def every_page(planted: Planted, *, public_only: bool) -> Iterator[str]:
    values = values_of(planted, planted.twin)
    for route in of_each_kind(tenant_routes()):
        if route.template in PUBLIC or not public_only:
            yield path_of(route, values)
            if is_own(route):
                yield from search_of(route, planted.word)


@pytest.mark.parametrize("who", ["anonymous", "everybody"])
def test_no_page_runs_what_people_wrote_and_every_page_is_guarded(attacked, who, monkeypatch):
    make_menus_once(monkeypatch)
    client, found, spoken = client_with(attacked.host(), attacked.key_of(who)), [], 0
    cookies = client.cookies.output(header="", sep=";")
    for path in every_page(attacked, public_only=who == "anonymous"):
        with undone():
            response = client.get(path)
        client.cookies = SimpleCookie(cookies)
        if response.streaming:
            continue
        text = response.content.decode("utf-8", "replace")
        spoken += "mcxss" in text
        found += look_at_headers(path, response, text)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found += look_for_attacks(path, text)
        if settings.SECRET_KEY in text:
            found.append(f"{path}: a template was run")
    assert not found, "\n".join(sorted(set(found)))
    assert spoken >= (3 if who == "anonymous" else 16), "the attack was not even shown"


def test_colours_are_colours(attacked):
    css = client_with(attacked.host()).get("/giao-dien.css").content.decode()
    assert "mcxss" not in css
    assert "<" not in css
    assert re.fullmatch(r":root\{(--[a-z-]+:#[0-9a-f]{6};)+\}", css)


def test_mails_hold_the_attack_as_words(hostile):
    _planted, mails = hostile
    assert any("mcxss" in message.body for message in mails)
    for message in mails:
        assert "\n" not in message.subject
        assert settings.SECRET_KEY not in message.body
        for body, kind in getattr(message, "alternatives", ()):
            if kind == "text/html":
                assert not look_for_attacks("mail", body)


def test_every_page_of_the_platform_is_guarded(db):
    client, found = client_with(settings.MOTCUA_PLATFORM_HOST), []
    for route in routes_of(PLATFORM_URLS):
        path = path_of(route, PLATFORM_VALUES)
        with undone():
            response = client.get(path)
        found += look_at_headers(path, response, response.content.decode("utf-8", "replace"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("status", [404, 403, 400])
def test_error_pages_reveal_nothing(province, status):
    client = client_with(province.primary_host, enforce_csrf_checks=True)
    answers = {
        404: lambda: client.get("/khong-co-trang-nay/?x=<script>mcxss()</script>"),
        403: lambda: client.post("/tra-cuu/", {}),
        400: lambda: client.get("/healthz%00"),
    }
    response = answers[status]()
    text = response.content.decode()
    assert response.status_code in (status, 404)
    for word in ("Traceback", "SECRET", "postgres", "/motcua/", "Django", "mcxss", "settings"):
        assert word not in text


def test_a_broken_page_reveals_nothing(province, monkeypatch):
    from motcua.portal.views import catalogue

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("password=hunter2 in /srv/secret.py")

    monkeypatch.setattr(catalogue, "find_services", broken)
    client = client_with(province.primary_host)
    response = client.get("/dich-vu/")
    assert response.status_code == 500
    assert "hunter2" not in response.content.decode()
    assert "Traceback" not in response.content.decode()
