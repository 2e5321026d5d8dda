"""Who looks at the portals: a visitor, a citizen with dossiers, somebody who reads English.

What they come to by sending forms is written down, to be looked at like everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.journey.citizens import Citizen
from tests.journey.filling import fill_form, runner_form
from tests.journey.sites import Site
from tests.journey.visitor import Page, Unexpected
from tests.portal.crawl import Document
from tests.portal.reading import read_page

CITIZEN, VISITOR, ENGLISH = "citizen", "visitor", "english"
PERSON = "hoa"
"""Of the simulated identities one that is proven, so that every service is open to her."""
NUMBER = "001190000123"
LONG = "cap-ban-sao-trich-luc-ho-tich"
"""A service with several pages."""


class Noting(Citizen):
    """Keeps every page she comes to."""

    def __init__(self, who: str, person: str, site: Site) -> None:
        super().__init__(person, site)
        self.who = who
        self.came_to: list[Document] = []

    def _follow(self, method: str, url: str, **more: Any) -> Page:
        page = super()._follow(method, url, **more)
        if page.headers.get("Content-Type", "").startswith("text/html") and page.content.strip():
            # After a redirect the page is one that anybody can ask for.
            asked = method if page.url == url else "GET"
            self.came_to.append(
                Document(
                    self.who, page.url, page.status, page.content, dict(page.headers),
                    read_page(page.url, page.content), asked,
                )
            )  # fmt: skip
        return page

    def cookies(self) -> dict[tuple[str, str], str]:
        return {
            (self.who, host): "; ".join(f"{each.name}={each.value}" for each in session.cookies)
            for host, session in self._jars.items()
        }

    def take(self) -> list[Document]:
        """What was noted since the last time; pages that signing in passes through are not ours."""
        found, self.came_to = self.came_to, []
        return [each for each in found if not urlsplit(each.url).path.startswith("/simulator/")]


def file_one(citizen: Noting) -> None:
    """One dossier from the first page to the receipt, with a mistake on the first page."""
    first = citizen.begin(LONG)
    citizen.send(first, runner_form(first), expect=None)
    citizen.submit(fill_form(citizen, first))


def begin_to_pay(citizen: Noting) -> None:
    """What one of her dossiers still costs: the order, and back from a bank that refused."""
    listed = citizen.get(citizen.site.at("/ho-so/")).soup.select("a[href^='/ho-so/']")
    for path in dict.fromkeys(urlsplit(str(each["href"])).path for each in listed):
        page = citizen.get(citizen.site.at(path), expect=None)
        if page.has_form("/nop-phi/"):
            order = citizen.send(page, page.form(action="/nop-phi/"))
            form = order.form(button="gateway")
            leave = citizen.send(order, form, button=("gateway", "gateway.vnpay"))
            bank = citizen.get(leave.link("/simulator/vnpay/"))
            citizen.send(bank, bank.form(button="action"), button=("action", "fail"))
            return
    raise Unexpected(f"No dossier at {citizen.site.root} waits for money.")


def begin_each(citizen: Noting, slugs: Sequence[str]) -> None:
    """The first pages of every form. Who may not apply is told so: that page is looked at, too."""
    for slug in slugs:
        page = citizen.get(citizen.site.at(f"/nop-ho-so/{slug}/"), expect=None)
        begins = [
            form for form in page.soup.find_all("form", method="post") if not form.get("action")
        ]
        if begins:
            citizen.send(page, begins[0], expect=None)


def send_form(visitor: Noting, page: Page, number: int, values: Mapping[str, str]) -> Page:
    """The ``number``-th form by POST of ``page``, as it stands."""
    forms = [
        each for each in page.soup.find_all("form") if str(each.get("method")).lower() == "post"
    ]
    if number >= len(forms):
        raise Unexpected(f"{page.url} has lost its form {number}.")
    return visitor.send(page, forms[number], values=values, expect=None)
