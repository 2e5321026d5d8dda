"""Pages in Chromium: axe on a phone and on a desktop, what is loaded, and from where.

Each template once an agency (``chosen``), for axe takes half a second a view: on a phone, and, but
for answers to forms and error pages, on a desktop. The browser is given the pages as the crawl saw
them, so that pages nobody can ask for again (a form with errors) are looked at, too; style sheets,
scripts, fonts and pictures come from the running product.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from tests.portal.addresses import host_of, is_looked_at, route_of
from tests.portal.budget import budget_of, compare
from tests.portal.crawl import Document
from tests.portal.findings import Finding
from tests.portal.reading import origin_of

PHONE: Final = {"width": 360, "height": 740}
DESKTOP: Final = {"width": 1280, "height": 900}
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EACH: Final = {"to-khai/<uuid:draft_id>/<page:page_id>/": 6, "ho-so/<uuid:case_id>/": 10}
"""Of the other routes one page for each status and way it was asked for."""
_LIGHT: Final = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_AXE: Final = """
    (tags) => axe.run(document, {
        resultTypes: ["violations"],
        runOnly: {type: "tag", values: tags},
    }).then((found) => found.violations.flatMap((each) => each.nodes.map((node) => ({
        rule: each.id, target: node.target.join(" "), html: node.html.slice(0, 160),
        why: (node.failureSummary || "").slice(0, 240),
    }))))
"""
_LOADED: Final = """
    () => performance.getEntriesByType("resource").map((each) => [each.name, each.encodedBodySize])
"""
_PATIENCE_MS: Final = 60_000


def chosen(documents: list[Document]) -> list[Document]:
    """Who is signed in sees more: of each template the citizen's page goes before the visitor's."""
    found, count = [], Counter[object]()
    for page in sorted(documents, key=lambda each: each.who != "citizen"):
        key = (host_of(page.url), route_of(page.url), page.status, page.method)
        if is_looked_at(page.url) and count[key] < EACH.get(route_of(page.url), 1):
            count[key] += 1
            found.append(page)
    return found


class Looking:
    """``axe``, ``foreign`` and ``heavy`` are what was found; ``looked`` counts the views."""

    def __init__(self, chromium: str, tell: Callable[[str], None]) -> None:
        self.chromium, self.tell = chromium, tell
        self.axe: list[Finding] = []
        self.foreign: list[Finding] = []
        self.heavy: list[Finding] = []
        self.errors: list[Finding] = []
        self.looked = 0

    def look(self, documents: list[Document]) -> None:
        from axe_playwright_python.base import AXE_SCRIPT
        from playwright.sync_api import Error, sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=self.chromium, args=_LIGHT, timeout=2 * _PATIENCE_MS
            )
            context = browser.new_context(
                locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce",
                service_workers="block", viewport=PHONE,
            )  # fmt: skip
            context.set_default_timeout(_PATIENCE_MS)
            page = context.new_page()
            for number, document in enumerate(documents):
                if number % 25 == 24:
                    self.tell(f"axe: {number + 1}/{len(documents)}")
                try:
                    self._look(page, document, AXE_SCRIPT)
                except Error as problem:
                    told = str(problem).splitlines()[0]
                    self.errors.append(Finding(document.name, "(browser)", told))
                    page = context.new_page()
            browser.close()

    def _look(self, page: Any, document: Document, script: str) -> None:
        asked: list[str] = []
        thrown: list[str] = []
        with _listening(page, asked, thrown), _given(page, document):
            page.set_viewport_size(PHONE)
            page.goto(document.url, wait_until="load")
            page.evaluate("document.fonts.ready.then(() => true)")
            self._weigh(page, document)
            page.evaluate(script)
            self._run(page, document, "360 px")
            if document.method == "GET" and document.status == 200:
                page.set_viewport_size(DESKTOP)
                self._run(page, document, "1280 px")
        self._note_requests(document, asked)
        self.errors += [
            Finding(document.name, each[:300], "a script fails", (each,)) for each in thrown
        ]

    def _run(self, page: Any, document: Document, width: str) -> None:
        self.looked += 1
        for each in page.evaluate(_AXE, TAGS):
            key = (each["rule"], each["target"], route_of(document.url))
            told = f"{each['rule']} at {width}: {each['why']}"
            self.axe.append(Finding(document.name, f"{each['target']} {each['html']}", told, key))

    def _weigh(self, page: Any, document: Document) -> None:
        """With fonts and pictures of the style sheets, which the HTML does not name."""
        sizes = dict(page.evaluate(_LOADED))
        own = len(gzip.compress(document.content, 6))
        scripts = sum(size for url, size in sizes.items() if urlsplit(url).path.endswith(".js"))
        kind, budget = budget_of(document)
        self.heavy += compare(document, kind, budget, own, scripts, own + sum(sizes.values()))

    def _note_requests(self, document: Document, asked: list[str]) -> None:
        home = origin_of(document.url)
        for url in asked:
            # A paper that is asked for by somebody who is not signed in: sent to the sign-in.
            is_sign_in = urlsplit(url).path == "/identity/o/authorize"
            if origin_of(url) != home and not is_sign_in and not url.startswith(("data:", "blob:")):
                self.foreign.append(Finding(document.name, "(request)", f"loads {url}", (url,)))


@contextmanager
def _listening(page: Any, asked: list[str], thrown: list[str]) -> Iterator[None]:
    def note(request: Any) -> None:
        # Where a page leads is no part of it; nor where a request of its own was sent on to, for
        # the browser is not signed in.
        if not request.is_navigation_request() and request.redirected_from is None:
            asked.append(request.url)

    def throw(error: Any) -> None:
        thrown.append(str(error))

    page.on("request", note)
    page.on("pageerror", throw)
    try:
        yield
    finally:
        page.remove_listener("request", note)
        page.remove_listener("pageerror", throw)


@contextmanager
def _given(page: Any, document: Document) -> Iterator[None]:
    """The browser gets the page from here, once; where it goes on by itself, e.g. to the bank, it
    is kept from leaving."""
    kept = {"content-type", "content-security-policy", "referrer-policy"}
    headers = {name: value for name, value in document.headers.items() if name.lower() in kept}
    given: list[str] = []

    def give(route: Any) -> None:
        if not route.request.is_navigation_request():
            route.fallback()
        elif given:
            route.fulfill(status=204)
        else:
            given.append(route.request.url)
            route.fulfill(status=document.status, body=document.content, headers=headers)

    page.route("**/*", give)
    try:
        yield
    finally:
        page.unroute("**/*", give)
