"""What a page refers to: links, forms, resources, ids. Pure: bytes in, addresses out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import html

_SAMPLE_WORDS = ("dang ky khai sinh", "khong-co-gi-nhu-vay")
"""For the search fields: one that finds something without tone marks, one that finds nothing."""
_TYPED = {"text", "search", ""}
_LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
_URL_IN_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)""")
_IMPORT_IN_CSS = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""")
_LOADERS = {
    "script": ("src",), "img": ("src",), "source": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "input": ("src",), "use": ("href", "xlink:href"), "image": ("href",),
}  # fmt: skip


@dataclass(slots=True)
class Read:
    """A page's references, absolute. ``links`` come with the element that holds each."""

    links: list[tuple[str, str]] = field(default_factory=list)
    searches: list[tuple[str, str]] = field(default_factory=list)
    """What its forms by GET lead to, as they stand and filled in."""
    posts: list[tuple[str, str]] = field(default_factory=list)
    """Where its forms by POST go."""
    resources: list[tuple[str, str]] = field(default_factory=list)
    ids: frozenset[str] = frozenset()


def read_page(url: str, content: bytes) -> Read:
    """``content`` as a browser would take it. Raises ``ValueError`` for an empty page."""
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    found = Read()
    base = tree.find(".//base")
    here = urljoin(url, base.get("href", "")) if base is not None else url
    ids = set()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if name := element.get("id"):
            ids.add(name)
        if element.tag == "a" and element.get("name"):
            ids.add(element.get("name", ""))
        _take(element, here, found)
    found.ids = frozenset(ids)
    return found


def _take(element: html.HtmlElement, here: str, found: Read) -> None:
    if element.tag in ("a", "area") and element.get("href") is not None:
        found.links.append((urljoin(here, _plain(element.get("href"))), shown(element)))
    elif element.tag == "form":
        _take_form(element, here, found)
    elif element.tag == "link":
        rel = set((element.get("rel") or "").lower().split())
        target = urljoin(here, _plain(element.get("href")))
        if rel & _LOADED_LINKS:
            found.resources.append((target, shown(element)))
        elif rel & {"canonical", "alternate", "next", "prev", "search"}:
            found.links.append((target, shown(element)))
    for name in _LOADERS.get(element.tag, ()):
        if value := element.get(name):
            found.resources.append((urljoin(here, _plain(value)), shown(element)))
    for name in ("srcset", "imagesrcset"):
        for part in (element.get(name) or "").split(","):
            if part.split():
                found.resources.append((urljoin(here, part.split()[0]), shown(element)))


def _plain(value: str | None) -> str:
    return (value or "").strip()


def _take_form(form: html.HtmlElement, here: str, found: Read) -> None:
    target = urljoin(here, _plain(form.get("action"))) if form.get("action") else here
    if (form.get("method") or "get").lower() == "post":
        found.posts.append((target, shown(form)))
        return
    plain = urlsplit(target)._replace(query="", fragment="").geturl()
    for fill in _fillings(form):
        found.searches.append((f"{plain}?{urlencode(fill)}" if fill else plain, shown(form)))


def _fillings(form: html.HtmlElement) -> Iterator[list[tuple[str, str]]]:
    """As it stands; with words and each list's last choice; with words that find nothing."""
    yield list(_fields(form, None, other=False))
    for turn, words in enumerate(_SAMPLE_WORDS):
        yield list(_fields(form, words, other=turn == 0))


def _fields(form: html.HtmlElement, words: str | None, *, other: bool) -> Iterator[tuple[str, str]]:
    for control in form.iter("input", "select", "textarea"):
        name, kind = control.get("name"), (control.get("type") or "").lower()
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "select":
            options = list(control.iter("option"))
            chosen = [each for each in options if each.get("selected") is not None] or options[:1]
            for each in options[-1:] if other else chosen:
                yield name, each.get("value") or ""
        elif kind in ("radio", "checkbox"):
            if control.get("checked") is not None or other:
                yield name, control.get("value") or "on"
        elif kind in _TYPED and control.tag == "input":
            yield name, words if words is not None else control.get("value") or ""
        elif kind not in ("submit", "button", "image", "reset", "file"):
            yield name, control.get("value") or ""


def read_style(url: str, text: str) -> list[tuple[str, str]]:
    """What a style sheet loads; ``data:`` left out."""
    found = []
    for pattern in (_URL_IN_CSS, _IMPORT_IN_CSS):
        for match in pattern.finditer(text):
            value = next((each for each in match.groups() if each), "")
            if value and not value.startswith(("data:", "#")):
                found.append((urljoin(url, value), match[0][:120]))
    return found


def query_names(url: str) -> tuple[str, ...]:
    """Names of the parameters that have a value."""
    return tuple(sorted({name for name, value in parse_qsl(urlsplit(url).query) if value}))


def without_fragment(url: str) -> str:
    return urlsplit(url)._replace(fragment="").geturl()


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def shown(element: html.HtmlElement) -> str:
    """The element's opening tag, for a person to find it by."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"[:160]
