"""Every form by POST is sent once as it stands, and what comes back is looked at like any page.

Last of all, for who signs out or gives an account up sees nothing more afterwards. Nothing is typed
in: most answers are pages with a summary of what is missing, which no link leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from tests.journey.visitor import Unexpected
from tests.portal.addresses import is_looked_at, route_of
from tests.portal.crawl import Crawl, Document, Step
from tests.portal.findings import Finding
from tests.portal.people import Noting, send_form
from tests.portal.reading import read_page

_LAST: Final = ("dang-xuat", "logout", "thiet-bi", "xoa", "huy", "rut", "bo/", "roi")
"""Signs in an address that something ends there."""


def send_forms(crawl: Crawl, visitor: Noting, tell: Callable[[str], None]) -> list[Finding]:
    """As ``visitor``; whatever the server cannot answer is returned. New pages are followed."""
    faults, steps = [], []
    for page, number, target in _wanted(crawl, visitor.who):
        visitor.came_to.clear()
        try:
            shown = visitor.get(page.url, expect=None)
            if shown.status != page.status:
                # A form sent before has used it up.
                continue
            visitor.came_to.clear()
            answer = send_form(visitor, shown, number, {})
        except Unexpected as problem:
            tell(f"not sent: {target} on {page.name}: {problem}")
            continue
        if answer.status >= 500:
            what = f"<form method=post action={target}>"
            faults.append(Finding(page.name, what, f"sent as it stands: {answer.status}"))
        for each in visitor.take():
            if is_looked_at(each.url):
                steps += crawl.add(each)
    crawl.follow(_of_visitor(steps, visitor.who))
    return faults


def _of_visitor(steps: list[Step], who: str) -> list[Step]:
    return [step for step in steps if step.who in (who, "")]


def _wanted(crawl: Crawl, who: str) -> list[tuple[Document, int, str]]:
    """The first page of each form, told apart by the host and the route it is sent to, and by
    where it stands."""
    found: dict[tuple[str, str, str], tuple[Document, int, str]] = {}
    for page in crawl.documents:
        if page.who != who or page.method != "GET" or page.status != 200:
            continue
        for number, (target, _element) in enumerate(read_page(page.url, page.content).posts):
            host = urlsplit(page.url).netloc
            if urlsplit(target).netloc == host and is_looked_at(target):
                key = (host, route_of(target), route_of(page.url))
                everywhere = (host, route_of(target), "")
                if _is_everywhere(target):
                    key = everywhere
                found.setdefault(key, (page, number, target))
    return sorted(found.values(), key=lambda each: any(word in each[2] for word in _LAST))


def _is_everywhere(target: str) -> bool:
    """Forms of the header and the footer."""
    return urlsplit(target).path in ("/ngon-ngu/", "/cach-hien-thi/", "/dang-xuat/")
