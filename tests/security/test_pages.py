"""Items 32, 33 and 47: hostile text in every place people can write to, and every page looked at.

One service whose every label, help, option, title, fee, step and legal basis is an attack, filed
by an applicant whose name is one, with a file named like one, and commented by an officer with one.
"""

import re
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from lxml import html

from tenants.models import Tenant
from tests.security.planted import Planted, client_with, plant, undone
from tests.security.routes import path_of, routes_of
from tests.security.test_matrix import PLATFORM_URLS, PLATFORM_VALUES, paths_of

pytestmark = pytest.mark.django_db
ATTACK = (
    "\"'`><script>mcxss(1)</script><img src=x onerror=mcxss(2)></title></textarea>"
    "<svg/onload=mcxss(3)>[a](javascript:mcxss(4)){{settings.SECRET_KEY}}{% load x %}"
)
EVIL_THEME = {"brand": "#fff;}</style><script>mcxss(5)</script>", "accent": "red;} *{x:y"}


def look_for_attacks(where: str, text: str) -> list[str]:
    """What a browser would run or load of the attack, in parsed HTML."""
    if "mcxss" not in text:
        return []
    tree = html.document_fromstring(text)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        runs = element.tag == "script" and element.get("type") not in ("application/json",)
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
    if response.headers.get("Content-Type", "").startswith("text/html") and text.strip():
        found += _inline(where, text, policy)
    return found


def _inline(where: str, text: str, policy: str) -> list[str]:
    """Scripts without a source must carry the nonce, or be data."""
    found = []
    for script in html.document_fromstring(text).iter("script"):
        if script.get("src") or script.get("type") in ("application/json", "text/x-template"):
            continue
        nonce = script.get("nonce")
        if not nonce or f"'nonce-{nonce}'" not in policy:
            found.append(f"{where}: an inline script: {(script.text or '')[:60]!r}")
    return found


@pytest.fixture
def hostile(province) -> Planted:
    Tenant.objects.filter(slug=province.slug).update(theme=EVIL_THEME)
    return plant(province, word=ATTACK, everywhere=True)


@pytest.mark.parametrize("who", ["anonymous", "applicant", "officer"])
def test_no_page_runs_what_people_wrote_and_every_page_is_guarded(hostile, who):
    client, found, spoken = client_with(hostile.host(), hostile.key_of(who)), [], 0
    cookies = client.cookies.output(header="", sep=";")
    for path in paths_of(hostile):
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
    assert spoken >= (3 if who == "anonymous" else 8), "the attack was not even shown"


def test_colours_are_colours(hostile):
    css = client_with(hostile.host()).get("/giao-dien.css").content.decode()
    assert "mcxss" not in css
    assert "<" not in css
    assert re.fullmatch(r":root\{(--[a-z-]+:#[0-9a-f]{6};)+\}", css)


def test_mails_hold_the_attack_as_words(hostile):
    for message in mail.outbox:
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

    monkeypatch.setattr(catalogue, "list_published", broken)
    client = client_with(province.primary_host)
    response = client.get("/dich-vu/")
    assert response.status_code == 500
    assert "hunter2" not in response.content.decode()
    assert "Traceback" not in response.content.decode()
