"""Browsers without a screen, and providers' servers: plain HTTP to the running product."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from bs4 import BeautifulSoup

from infra.dev.ports import LOOPBACK

_TOKEN = "c" * 32
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    location: str = ""

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")

    def field(self, name: str) -> str:
        """The value of a hidden field."""
        found = self.page.find("input", attrs={"name": name})
        return str(found["value"]) if found else ""


def ask(
    method: str,
    url: str,
    *,
    cookies: Mapping[str, str] | None = None,
    json: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | bytes | None = None,
    files: Mapping[str, Any] | None = None,
) -> Answer:
    """One request to this machine, whatever tenant's name is in ``url``; no redirect is followed."""
    parts = urlsplit(url)
    place = f"http://{LOOPBACK}:{parts.port}{parts.path}" + (
        f"?{parts.query}" if parts.query else ""
    )
    headers = {"Host": parts.netloc}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    done = requests.request(
        method,
        place,
        headers=headers,
        json=json,
        data=data,
        files=files,
        allow_redirects=False,
        timeout=_PATIENCE,
    )
    return Answer(done.status_code, done.text, done.headers.get("Location", ""))


class Browser:
    """Somebody's, signed in on one site by ``session`` (none: a stranger's)."""

    def __init__(self, site: str, session: str = "") -> None:
        from django.conf import settings

        self.site = site
        self.cookies = {settings.CSRF_COOKIE_NAME: _TOKEN}
        if session:
            self.cookies[settings.SESSION_COOKIE_NAME] = session

    def get(self, place: str) -> Answer:
        return ask("GET", self._at(place), cookies=self.cookies)

    def post(self, place: str, files: Mapping[str, Any] | None = None, **fields: str) -> Answer:
        data = {"csrfmiddlewaretoken": _TOKEN, **fields}
        return ask("POST", self._at(place), cookies=self.cookies, data=data, files=files)

    def _at(self, place: str) -> str:
        return place if place.startswith("http://") else self.site + place


def link_out(page: Answer) -> str:
    """Where the page between the portal and the provider leads."""
    meta = page.page.find("meta", attrs={"http-equiv": "refresh"})
    found = re.match(r"0;url=(.+)", str(meta["content"])) if meta else None
    if found is None:
        raise AssertionError(f"no way to the provider: {page.status} {page.text[:300]}")
    return found[1]
