"""How much of a slow line a page may take, by what people do there.

A first visit with nothing in the browser's cache: the page as the front proxy sends it (gzip), its
style sheets, scripts, pictures and fonts as delivered. On the "slow 4G" of the usual tools
(1.6 Mbit/s) 100 kB take half a second; P13 of the figures allows form pages 100 kB of script.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from tests.portal.addresses import route_of
from tests.portal.crawl import Crawl, Document
from tests.portal.findings import Finding


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes. ``scripts`` and ``page`` are part of ``all``."""

    page: int
    scripts: int
    all: int


READING: Final = Budget(page=25_000, scripts=40_000, all=150_000)
"""Pages one reads: home, catalogue, service, news, figures, dossiers, account."""
FORM: Final = Budget(page=40_000, scripts=100_000, all=250_000)
"""Pages one fills a service's form in on."""
PICTURES: Final = Budget(page=25_000, scripts=40_000, all=400_000)
"""Pages on which editors put pictures of their own."""
VIEWER: Final = Budget(page=25_000, scripts=160_000, all=270_000)
"""A paper in the browser: what draws a PDF without the browser's own program is that large."""
_FORMS: Final = ("to-khai/", "xem-truoc/")


def budget_of(page: Document) -> tuple[str, Budget]:
    route = route_of(page.url)
    if route.startswith(_FORMS):
        return "form", FORM
    if "/giay-to/" in route or "/tep/" in route:
        return "viewer", VIEWER
    if any(urlsplit(url).path.startswith("/media/") for url, _element in page.read.resources):
        return "pictures", PICTURES
    return "reading", READING


def over_budget(crawl: Crawl) -> list[Finding]:
    """Every page, by what its HTML refers to; what style sheets load on top (fonts) is measured in
    the browser (``browser.py``)."""
    found = []
    for page in crawl.documents:
        kind, budget = budget_of(page)
        found += compare(page, kind, budget, *measure(crawl, page))
    return found


def measure(crawl: Crawl, page: Document) -> tuple[int, int, int]:
    """The page itself, its scripts, everything."""
    own = len(gzip.compress(page.content, 6))
    loaded = {url for url, _element in page.read.resources}
    sizes = {url: crawl.sizes.get(url, 0) for url in loaded}
    scripts = sum(size for url, size in sizes.items() if urlsplit(url).path.endswith(".js"))
    return own, scripts, own + sum(sizes.values())


def compare(
    page: Document, kind: str, budget: Budget, own: int, scripts: int, everything: int
) -> list[Finding]:
    route = route_of(page.url)
    told = (
        ("the page itself", own, budget.page),
        ("its scripts", scripts, budget.scripts),
        ("everything", everything, budget.all),
    )
    return [
        Finding(page.name, f"{what}: {size:,} bytes", f"budget ({kind}): {most:,}", (route, what))
        for what, size, most in told
        if size > most
    ]
