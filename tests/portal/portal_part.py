"""Two agencies' portals and the platform's site: filled, crawled, checked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from tests.journey.sites import PLATFORM, Site
from tests.portal import budget, markup
from tests.portal.addresses import host_of, is_looked_at, table, urlconf_of
from tests.portal.browser import Looking, chosen
from tests.portal.content import arrivals, fill, give_dossiers
from tests.portal.crawl import Crawl, Step
from tests.portal.findings import Finding, tell_all
from tests.portal.people import (
    CITIZEN,
    ENGLISH,
    PERSON,
    VISITOR,
    Noting,
    begin_each,
    begin_to_pay,
    file_one,
)
from tests.portal.sending import send_forms
from tests.saas import server

MACHINES = ("/sitemap.xml", "/robots.txt")
"""What search engines ask an agency's site for."""


def run(tell: Callable[[str], None]) -> dict[str, Any]:
    """The figures; every finding is told on the way."""
    began = time.monotonic()
    tenants, services = fill(tell)
    sites = [PLATFORM, *(Site(each.slug) for each in tenants)]
    slugs = {slug: [each.slug for each in versions] for slug, versions in services.items()}
    with server.web() as web:
        citizen = _arrive(sites, slugs, lambda: give_dossiers(tenants, services))
        tell("everybody has arrived")
        loaded = time.monotonic()
        crawl = _crawl(sites, citizen)
        tell(f"crawled {len(crawl.documents)} pages in {time.monotonic() - loaded:.1f} s")
        refused = _send(crawl, citizen, tell)
        crawl.check_fragments()
        tell(f"with what forms lead to: {len(crawl.documents)} pages")
        line = _judge(crawl, refused, web.told, tell)
        line["load_seconds"] = round(loaded - began, 1)
    return line


def _arrive(sites: list[Site], slugs: dict[str, list[str]], give: Callable[[], None]) -> Noting:
    """The citizen signs in everywhere, gets her dossiers, files one more and begins others."""
    portals = [site for site in sites if site.slug]
    citizen = Noting(CITIZEN, PERSON, portals[0])
    for citizen.site in portals:
        citizen.sign_in("/ho-so/")
    give()
    for citizen.site in portals:
        begin_each(citizen, slugs[citizen.site.slug])
    citizen.site = portals[0]
    file_one(citizen)
    begin_to_pay(citizen)
    return citizen


def _crawl(sites: list[Site], citizen: Noting) -> Crawl:
    crawl = Crawl(server.port(), citizen.cookies())
    steps = []
    for site in sites:
        crawl.cookies[ENGLISH, urlsplit(site.root).netloc] = "motcua_lang=en"
        steps += [Step(who, site.at("/")) for who in (VISITOR, CITIZEN, ENGLISH)]
        if site.slug:
            begin = (*MACHINES, *arrivals(site.slug))
            steps += [Step(VISITOR, site.at(path)) for path in begin]
    for page in citizen.take():
        found = crawl.add(page)
        # What signing in passes through is good for once: its links are nobody's afterwards.
        steps += [] if "code_challenge" in page.url else found
    crawl.follow(steps)
    return crawl


def _send(crawl: Crawl, citizen: Noting, tell: Callable[[str], None]) -> list[Finding]:
    """The visitor first: the citizen ends with signing out."""
    visitor = Noting(VISITOR, "nobody", PLATFORM)
    return [*send_forms(crawl, visitor, tell), *send_forms(crawl, citizen, tell)]


def _judge(
    crawl: Crawl, refused: list[Finding], log: Callable[[], str], tell: Callable[[str], None]
) -> dict[str, Any]:
    pages = [each for each in crawl.documents if is_looked_at(each.url)]
    foreign, heavy = list(crawl.foreign), budget.over_budget(crawl)
    line: dict[str, Any] = {
        "pages": len(pages),
        "pages_by_site": _by_site(pages),
        "links": len(crawl.links),
        "links_beyond_bounds": len(crawl.beyond),
        **_coverage(crawl, tell),
        "broken_links": tell_all("BROKEN", crawl.broken, tell),
    }
    left_out = []
    # Node on one processor, the browser on another.
    with ThreadPoolExecutor(1) as beside:
        markup_of = beside.submit(markup.check_markup, pages) if markup.is_here() else None
        if chromium := os.environ.get("MOTCUA_CHROMIUM"):
            began = time.monotonic()
            looking, views = Looking(chromium, tell), chosen(pages)
            looking.look(views)
            line |= {"axe_pages": len(views), "axe_views": looking.looked}
            line["axe_violations"] = tell_all("AXE", looking.axe, tell)
            foreign += looking.foreign
            heavy += looking.heavy
            refused += looking.errors
            tell(f"axe: {time.monotonic() - began:.1f} s")
        else:
            why = "no Chromium was found, or none was wanted (MOTCUA_CHROMIUM)"
            left_out.append(f"axe_violations: {why}")
        if markup_of is None:
            left_out.append("html_errors: html-validate is not installed")
        else:
            line["html_errors"] = tell_all("HTML", markup_of.result(), tell)
    line["foreign_scripts"] = tell_all("FOREIGN", foreign, tell)
    line["over_budget"] = tell_all("HEAVY", heavy, tell)
    line["refused"] = tell_all("REFUSED", refused, tell)
    if refused:
        tell(log())
    line["left_out"] = left_out
    return line


def _by_site(pages: list[Any]) -> dict[str, int]:
    hosts = [host_of(each.url) for each in pages]
    return {host: hosts.count(host) for host in sorted(set(hosts))}


def _coverage(crawl: Crawl, tell: Callable[[str], None]) -> dict[str, Any]:
    """Routes people come to that were reached, and those nothing led to."""
    reached, unreached = 0, []
    platform = PLATFORM.root
    tenant = next(url for _who, url in crawl.links if host_of(url) != host_of(platform))
    for kind, url in (("platform", platform), ("agency", tenant)):
        known = table(urlconf_of(url))
        seen = {
            route for host, route in crawl.routes
            if (host == host_of(platform)) == (kind == "platform")
        }  # fmt: skip
        reached += len(known & seen)
        unreached += [f"{kind}: /{route}" for route in sorted(known - seen)]
    for each in unreached:
        tell(f"never reached: {each}")
    return {"routes": reached, "routes_unreached": len(unreached)}
