"""The portal's pages on a mid-range phone with a slow line: bytes, requests, and when they are seen.

Line and processor are those of ``phone``. Bytes are those on the line: our server leaves the
compression of pages to the proxy before it, so the page itself counts whole here, and ``page_gz``
says what a proxy makes of it.
"""

import gzip
import os
import shutil
from collections.abc import Iterator
from typing import Any, Final

from tenants.api import in_tenant
from tests.benchmarks.phone import LINE, ROUNDS, SLOWER
from tests.benchmarks.portal import pages_of
from tests.benchmarks.report import Figure, at_most, middle, recorded
from tests.benchmarks.web import web
from tests.benchmarks.world import World

NAME: Final = "portal_phone"
LCP_MS: Final = 1_500
_WATCH: Final = """
    window.seen = {lcp: 0, cls: 0};
    new PerformanceObserver((list) => list.getEntries().forEach(
        (entry) => { seen.lcp = entry.startTime; seen.what = entry.element?.className ?? ""; }
    )).observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver((list) => list.getEntries().forEach(
        (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; }
    )).observe({type: "layout-shift", buffered: true});
"""
_KINDS: Final = {"Document": "html", "Stylesheet": "css", "Script": "js", "Font": "font"}
Seen = dict[str, float]


def run(world: World, port: int, _seconds: float) -> list[Figure]:
    chromium = os.environ.get("MOTCUA_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return [recorded(NAME, "not measured: no chromium here", 0, "")]
    from playwright.sync_api import sync_playwright

    with in_tenant(world.schema):
        pages = pages_of(world)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    figures: list[Figure] = []
    host = world.host.rpartition(":")[0] or world.host
    with (
        web(port, settings="motcua.config.settings.production"),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in pages.items():
            cookies = world.citizens[0].cookies if name == "form" else ""
            address = f"http://{host}:{port}{path}"
            visits = [_visits(browser, address, cookies) for _ in range(ROUNDS)]
            figures += _figures(name, visits)
        browser.close()
    return figures


def _visits(browser: Any, address: str, cookies: str) -> tuple[Seen, Seen]:
    """With nothing cached, and once more."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True,
        has_touch=True, locale="vi-VN",
    )  # fmt: skip
    try:
        if cookies:
            pairs = (pair.split("=", 1) for pair in cookies.split("; "))
            context.add_cookies(
                [{"name": name, "value": value, "url": address} for name, value in pairs]
            )
        page = context.new_page()
        page.add_init_script(_WATCH)
        return _visit(context, page, address), _visit(context, page, address)
    finally:
        context.close()


def _visit(context: Any, page: Any, address: str) -> Seen:
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds: dict[str, str] = {}
    seen: Seen = {"requests": 0, "all": 0, "html": 0, "css": 0, "js": 0, "font": 0, "other": 0}

    def came(event: Any) -> None:
        if not event["response"].get("fromDiskCache"):
            kinds[event["requestId"]] = _KINDS.get(event["type"], "other")

    def ended(event: Any) -> None:
        kind = kinds.get(event["requestId"])
        if kind:
            seen["requests"] += 1
            seen["all"] += event["encodedDataLength"]
            seen[kind] += event["encodedDataLength"]

    tools.on("Network.responseReceived", came)
    tools.on("Network.loadingFinished", ended)
    answer = page.goto(address, wait_until="load")
    if answer is None or not answer.ok:
        raise RuntimeError(f"no page: {answer and answer.status} {page.url}")
    at_load = dict(seen)
    page.wait_for_timeout(1_200)
    told = page.evaluate("window.seen")
    at_load |= {"lcp": told["lcp"], "cls": told["cls"], "later": seen["all"] - at_load["all"]}
    at_load["page_gz"] = len(gzip.compress(answer.body(), 6))
    tools.detach()
    return at_load


def _figures(name: str, visits: list[tuple[Seen, Seen]]) -> Iterator[Figure]:
    def of(which: int, what: str) -> float:
        return middle([each[which][what] for each in visits])

    parts = {kind: round(of(0, kind) / 1000, 1) for kind in ("html", "css", "js", "font", "other")}
    yield at_most(NAME, f"{name}: LCP, nothing cached", of(0, "lcp"), "ms", LCP_MS)
    yield at_most(NAME, f"{name}: LCP, the next time", of(1, "lcp"), "ms", LCP_MS)
    yield at_most(NAME, f"{name}: CLS", max(max(a["cls"], b["cls"]) for a, b in visits), "", 0.05)
    yield recorded(
        NAME, f"{name}: on the line, nothing cached", of(0, "all") / 1000, "kB", **parts,
        page_gz=round(of(0, "page_gz") / 1000, 1), later=round(of(0, "later") / 1000, 1),
    )  # fmt: skip
    yield recorded(
        NAME, f"{name}: on the line, the next time", of(1, "all") / 1000, "kB",
        requests=of(1, "requests"),
    )  # fmt: skip
    yield recorded(NAME, f"{name}: requests, nothing cached", of(0, "requests"), "")
