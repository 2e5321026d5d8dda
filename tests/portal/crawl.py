"""Follows every link, level by level, as several visitors; a bounded number of pages a pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

import urllib3

from infra.dev.ports import LOOPBACK
from tests.portal.addresses import is_looked_at, is_ours, pattern_of, route_of
from tests.portal.findings import Finding
from tests.portal.reading import (
    Read,
    origin_of,
    read_page,
    read_style,
    without_fragment,
)

EACH_PATTERN: Final = 3
EACH_ROUTE: Final = 9
"""Pages of one route and one visitor: filters and their combinations are without end."""
MORE_OF: Final = {"dich-vu/<slug:slug>/": 12, "ho-so/<uuid:case_id>/": 14}
"""Pages that differ more than others: by service, by the dossier's state."""
_AT_ONCE: Final = 4
_SECONDS: Final = 60
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_NOT_FOUND: Final = (400, 404, 422)
_LANGUAGES: Final = {"english": "en"}


@dataclass(frozen=True, slots=True)
class Step:
    """An address to ask for, and where it was found."""

    who: str
    url: str
    page: str = ""
    element: str = ""
    is_resource: bool = False
    is_search: bool = False
    """Made up by us: to find nothing, or to be told that it was typed wrong, is an answer."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it was delivered."""

    who: str
    url: str
    status: int
    content: bytes
    headers: Mapping[str, str]
    read: Read
    method: str = "GET"

    @property
    def name(self) -> str:
        sent = "" if self.method == "GET" else f"{self.method} "
        return f"{sent}{self.url} [{self.who}]"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes
    headers: Mapping[str, str]
    size: int
    """Bytes as they came over the line."""

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip()


@dataclass
class Crawl:
    """``cookies``: by visitor and host. Results are in the fields that stand first."""

    port: int
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    foreign: list[Finding] = field(default_factory=list)
    routes: set[tuple[str, str]] = field(default_factory=set)
    """Host and route of every address that answered or that a form is sent to."""
    sizes: dict[str, int] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)
    beyond: set[tuple[str, str]] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._pool = urllib3.HTTPConnectionPool(
            LOOPBACK, self.port, maxsize=_AT_ONCE, block=True, retries=False, timeout=_SECONDS
        )
        self._seen: set[tuple[str, str]] = set()
        self._by_pattern: Counter[object] = Counter()
        self._by_route: Counter[object] = Counter()
        self._fragments: list[tuple[Step, str]] = []
        self._ids: dict[tuple[str, str], frozenset[str]] = {}

    def follow(self, steps: Iterable[Step]) -> None:
        """From ``steps`` on, until nothing new is found."""
        level = list(steps)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            while level:
                wanted = [step for step in level if self._is_wanted(step)]
                answers = list(threads.map(self._ask, wanted))
                level = []
                for step, answer in zip(wanted, answers, strict=True):
                    level += self._take(step, answer)

    def add(self, document: Document) -> list[Step]:
        """A page that was come to otherwise, e.g. by sending a form; what it leads to."""
        self.documents.append(document)
        self.routes.add((urlsplit(document.url).hostname or "", route_of(document.url)))
        self._ids.setdefault((document.who, without_fragment(document.url)), document.read.ids)
        return self._steps_from(document)

    def check_fragments(self) -> None:
        """Once everything is there: what links point at inside pages."""
        for step, fragment in self._fragments:
            ids = self._ids.get((step.who, without_fragment(step.url)))
            if ids is not None and fragment not in ids:
                self._break(step, f"nothing there has the id {fragment!r}")

    # -- asking ----------------------------------------------------------------------------------

    def _is_wanted(self, step: Step) -> bool:
        key = (step.who, step.url)
        if key in self._seen or not is_ours(step.url):
            return False
        self._seen.add(key)
        if step.is_resource:
            return True
        self.links.add(key)
        host, pattern = urlsplit(step.url).netloc, pattern_of(step.url)
        most = MORE_OF.get(pattern[0])
        if self._by_pattern[step.who, host, pattern] >= (most or EACH_PATTERN) or self._by_route[
            step.who, host, pattern[0]
        ] >= (most or EACH_ROUTE):
            self.beyond.add(key)
            return False
        self._by_pattern[step.who, host, pattern] += 1
        self._by_route[step.who, host, pattern[0]] += 1
        return True

    def _ask(self, step: Step) -> Answer:
        parts = urlsplit(step.url)
        headers = {
            "Host": parts.netloc,
            "Accept": "*/*" if step.is_resource else "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": "gzip",
            "Accept-Language": _LANGUAGES.get(step.who, "vi"),
        }
        if cookies := self.cookies.get((step.who, parts.netloc)):
            headers["Cookie"] = cookies
        target = parts.path or "/"
        response = self._pool.urlopen(
            "GET", f"{target}?{parts.query}" if parts.query else target,
            headers=headers, redirect=False, preload_content=False, decode_content=False,
        )  # fmt: skip
        raw = response.read(decode_content=False)
        response.release_conn()
        content = raw
        if response.headers.get("Content-Encoding") == "gzip":
            import gzip

            content = gzip.decompress(raw)
        return Answer(response.status, content, dict(response.headers.items()), len(raw))

    # -- taking answers --------------------------------------------------------------------------

    def _take(self, step: Step, answer: Answer) -> list[Step]:
        if answer.status in _REDIRECTS:
            self._reach(step)
            return self._redirected(step, answer)
        if answer.status >= 400 and not (step.is_search and answer.status in _NOT_FOUND):
            self._break(step, f"answers {answer.status}")
            return []
        self._reach(step)
        if step.is_resource:
            self.sizes[step.url] = answer.size
        if answer.kind == "text/css":
            text = answer.content.decode("utf-8", "replace")
            return self._loads(step, step.url, read_style(step.url, text))
        if step.is_resource or not is_looked_at(step.url):
            return []
        if answer.kind == "text/html":
            page = Document(
                step.who, step.url, answer.status, answer.content, answer.headers,
                read_page(step.url, answer.content),
            )  # fmt: skip
            return self.add(page)
        if answer.kind.endswith("xml") and b"<loc>" in answer.content:
            return self._map(step, answer)
        return []

    def _redirected(self, step: Step, answer: Answer) -> list[Step]:
        target = urljoin(step.url, answer.headers.get("Location", ""))
        onward = replace(step, url=without_fragment(target), page=step.page or step.url)
        return [onward] if step.is_resource or is_looked_at(target) else []

    def _map(self, step: Step, answer: Answer) -> list[Step]:
        """A sitemap: what it names must be there."""
        text = answer.content.decode("utf-8", "replace")
        named = [part.partition("</loc>")[0].strip() for part in text.split("<loc>")[1:]]
        return [Step(step.who, each, step.url, f"<loc>{each}</loc>") for each in named]

    def _steps_from(self, page: Document) -> list[Step]:
        steps = []
        for url, element in page.read.links:
            steps += self._linked(page, url, element)
        for url, element in page.read.searches:
            plain = without_fragment(url)
            steps.append(Step(page.who, plain, page.name, element, is_search=True))
        for url, element in page.read.posts:
            self._posts_to(Step(page.who, url, page.name, element))
        here = Step(page.who, page.url, page.name)
        return steps + self._loads(here, page.url, page.read.resources)

    def _linked(self, page: Document, url: str, element: str) -> list[Step]:
        parts = urlsplit(url)
        step = Step(page.who, without_fragment(url), page.name, element)
        if parts.scheme not in ("http", "https"):
            if parts.scheme not in ("mailto", "tel", "zalo", "webcal", "geo"):
                self._break(step, f"leads to {parts.scheme}:")
            return []
        if not is_ours(url):
            self.outside.add(url)
            return []
        if step.url == without_fragment(page.url):
            if parts.fragment and parts.fragment not in page.read.ids:
                self._break(step, f"nothing on the page has the id {parts.fragment!r}")
            return []
        if parts.fragment:
            self._fragments.append((step, parts.fragment))
        if is_looked_at(url):
            return [step]
        if not route_of(url):
            self._break(step, "does not exist")
        return []

    def _loads(self, step: Step, url: str, resources: list[tuple[str, str]]) -> list[Step]:
        steps = []
        for target, element in resources:
            if target.startswith(("data:", "blob:")):
                continue
            if origin_of(target) != origin_of(url):
                loaded = f"loads {target}"
                self.foreign.append(Finding(step.page or step.url, element, loaded, (target,)))
            shared = urlsplit(target).path.startswith("/static/")
            who = "" if shared else step.who
            steps.append(Step(who, without_fragment(target), step.page, element, is_resource=True))
        return steps

    def _posts_to(self, step: Step) -> None:
        """A form by POST is not sent here; there must be somebody to take it."""
        if not is_ours(step.url):
            self._break(step, "is sent to another site")
        elif not route_of(step.url):
            self._break(step, "is sent to an address that does not exist")
        else:
            self._reach(step)

    def _reach(self, step: Step) -> None:
        self.routes.add((urlsplit(step.url).hostname or "", route_of(step.url)))

    def _break(self, step: Step, why: str) -> None:
        key = (step.url, why)
        self.broken.append(Finding(step.page or "(begin)", step.element, f"{step.url} {why}", key))
