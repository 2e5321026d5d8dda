"""A visitor with cookies for each host, who reads pages and sends the forms that are on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

LOOPBACK = "127.0.0.1"
_MOST_REDIRECTS = 20
_TIMEOUT = 60
Fields = dict[str, list[str]]
Files = Sequence[tuple[str, tuple[str, bytes, str]]]


class Unexpected(Exception):
    """Something is not as the journey expects it; the message is one plain sentence."""


@dataclass
class Page:
    """What came back at last, after all redirects."""

    url: str
    status: int
    content: bytes
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.content, "lxml")

    @property
    def words(self) -> str:
        """What a reader sees, with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    def form(self, *, action: str = "", button: str = "") -> Tag:
        """The one form whose action ends in ``action``, or that has the named button."""
        for form in self.soup.find_all("form"):
            target = urlsplit(str(form.get("action") or self.path)).path
            named = {str(each.get("name")) for each in form.find_all(["button", "input"])}
            if str(form.get("method")).lower() != "post":
                continue
            if (not action or target.endswith(action)) and (not button or button in named):
                return form
        raise Unexpected(f"{self.url} shows no form {action or button}: {self.words[:300]}")

    def has_form(self, action: str) -> bool:
        return any(
            urlsplit(str(form.get("action") or "")).path.endswith(action)
            for form in self.soup.find_all("form")
        )

    def link(self, wanted: str) -> str:
        """Address of the first link whose address or words match ``wanted`` (a pattern)."""
        for link in self.soup.find_all("a"):
            href = str(link.get("href") or "")
            if re.search(wanted, href) or re.search(wanted, link.get_text(" ", strip=True)):
                return urljoin(self.url, href)
        raise Unexpected(f"{self.url} shows no link {wanted}: {self.words[:300]}")


def fields_of(form: Tag) -> Fields:
    """What a browser would send without anybody touching the form (buttons left out)."""
    found: Fields = {}
    for each in form.find_all(["input", "select", "textarea"]):
        name, kind = str(each.get("name") or ""), str(each.get("type") or "text")
        if not name or each.has_attr("disabled") or kind in {"submit", "button", "file", "image"}:
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True) or each.find("option")
            found.setdefault(name, []).append(str(chosen.get("value") or "") if chosen else "")
        elif each.name == "textarea":
            found.setdefault(name, []).append(each.get_text().removeprefix("\n"))
        elif kind not in {"radio", "checkbox"} or each.has_attr("checked"):
            found.setdefault(name, []).append(str(each.get("value", "")))
    return found


class Visitor:
    """One person with one browser. Every host has cookies of its own, like in a browser."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._jars: dict[str, requests.Session] = {}

    def get(self, url: str, *, expect: int | None = 200) -> Page:
        return self._follow("GET", url, expect=expect)

    def post(
        self,
        url: str,
        data: Mapping[str, Any] | None = None,
        *,
        files: Files = (),
        referer: str = "",
        expect: int | None = 200,
    ) -> Page:
        return self._follow(
            "POST", url, data=data, files=files, referer=referer or url, expect=expect
        )

    def post_json(self, url: str, data: Mapping[str, Any], *, csrf: str) -> dict[str, Any]:
        """As the designer's script does. Raises ``Unexpected`` with what the server said."""
        parts = urlsplit(url)
        answer = self._session(parts.netloc).post(
            self._loopback(url),
            json=data,
            headers={"Host": parts.netloc, "X-CSRFToken": csrf, "Referer": url},
            timeout=_TIMEOUT,
            allow_redirects=False,
        )
        if answer.status_code != requests.codes.ok:
            raise Unexpected(f"{url} answered {answer.status_code}: {answer.text[:600]}")
        found: dict[str, Any] = answer.json()
        return found

    def cookies(self, url: str) -> dict[str, str]:
        """What the host of ``url`` has left here; a browser can be given it."""
        return self._session(urlsplit(url).netloc).cookies.get_dict()

    def send(
        self,
        page: Page,
        form: Tag,
        *,
        values: Mapping[str, str | list[str]] | None = None,
        button: tuple[str, str] | None = None,
        files: Files = (),
        expect: int | None = 200,
    ) -> Page:
        """Press a button of ``form`` with ``values`` filled in over what stands there."""
        data: Fields = fields_of(form)
        for name, value in (values or {}).items():
            data[name] = value if isinstance(value, list) else [value]
        if button is not None:
            data[button[0]] = [button[1]]
        target = urljoin(page.url, str(form.get("action") or page.url))
        return self.post(target, data, files=files, referer=page.url, expect=expect)

    def _follow(
        self,
        method: str,
        url: str,
        *,
        data: Mapping[str, Any] | None = None,
        files: Files = (),
        referer: str = "",
        expect: int | None,
    ) -> Page:
        for _ in range(_MOST_REDIRECTS):
            answer = self._once(method, url, data, files, referer)
            if not answer.is_redirect:
                break
            referer, url = url, urljoin(url, answer.headers["Location"])
            if answer.status_code not in {307, 308}:
                method, data, files = "GET", None, ()
        else:
            raise Unexpected(f"{url} redirects for ever.")
        page = Page(url, answer.status_code, answer.content, answer.headers)
        if expect is not None and page.status != expect:
            raise Unexpected(
                f"{self.name}: {method} {url} answered {page.status} instead of {expect}: "
                f"{problems_of(page)}"
            )
        return page

    def _once(
        self,
        method: str,
        url: str,
        data: Mapping[str, Any] | None,
        files: Files,
        referer: str,
    ) -> requests.Response:
        parts = urlsplit(url)
        headers = {"Host": parts.netloc, "Accept-Language": "vi"}
        if referer:
            here = urlsplit(referer)
            # What browsers send by default across hosts is the origin alone.
            same = here.netloc == parts.netloc
            headers["Referer"] = referer if same else f"{here.scheme}://{here.netloc}/"
        return self._session(parts.netloc).request(
            method,
            self._loopback(url),
            data=data,
            files=list(files) or None,
            headers=headers,
            timeout=_TIMEOUT,
            allow_redirects=False,
        )

    def _session(self, host: str) -> requests.Session:
        if host not in self._jars:
            self._jars[host] = requests.Session()
            self._jars[host].trust_env = False
        return self._jars[host]

    def _loopback(self, url: str) -> str:
        """RFC 6761: names under .localhost are this machine; not every resolver knows."""
        parts = urlsplit(url)
        if not (parts.hostname or "").endswith("localhost"):
            return url
        port = f":{parts.port}" if parts.port else ""
        return parts._replace(netloc=f"{LOOPBACK}{port}").geturl()


def problems_of(page: Page) -> str:
    """The messages of a form page with errors, or the beginning of what it says."""
    soup = page.soup
    told = soup.select(
        ".govuk-error-summary__list a, .error-message, .help-critical, .errorlist li"
    )
    if told:
        return "; ".join(
            f"{each.get('href', '')} {each.get_text(' ', strip=True)}".strip() for each in told
        )
    return page.words[:400]
