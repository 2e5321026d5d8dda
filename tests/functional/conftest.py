"""A real browser against a live server, each tenant on its own host.

Nothing here may depend on speed: tests wait for what a page shows, up to ``PATIENCE_MS``.
``MOTCUA_TEST_SLOWDOWN=4`` makes every page four times slower, to prove it.
"""

import contextlib
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from infra.dev.browser import find_chromium
from tests.factories.identity import make_staff
from tests.functional.screens import resize

CHROMIUM = find_chromium()
PATIENCE_MS = int(os.environ.get("MOTCUA_TEST_PATIENCE_MS") or 60_000)
SLOWDOWN = float(os.environ.get("MOTCUA_TEST_SLOWDOWN") or 1)
LIGHT = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""As root there is no sandbox, in a container hardly any shared memory, and nobody watches."""


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("no chromium here: the browser journeys are not run")
    from playwright.sync_api import expect, sync_playwright

    # Playwright's loop runs in this thread until the end, and Django takes that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=LIGHT, timeout=2 * PATIENCE_MS
        )
        yield browser
        browser.close()


@pytest.fixture
def site(live_server):
    """``site("lam-dong")`` is that tenant's address."""
    from django.conf import settings

    port = live_server.url.rsplit(":", 1)[1]

    def address(slug):
        return f"http://{slug}.{settings.MOTCUA_PLATFORM_HOST}:{port}"

    return address


class Profile:
    """Somebody's browser. Its cache outlives a test, which spares most of what a first page costs;
    cookies and what pages keep do not."""

    def __init__(self, browser, *, scripts):
        self.scripts, self.origins = scripts, set()
        self.context = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        # Stays open and empty: another one after each test would be another process.
        self.blank = self.context.new_page()
        self.storage = self.context.new_cdp_session(self.blank)
        self.context.on("page", self._watch)

    def _watch(self, page):
        page.on("framenavigated", self._note)
        if SLOWDOWN > 1:
            session = self.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def _note(self, frame):
        parts = urlsplit(frame.url)
        if parts.scheme == "http":
            self.origins.add(f"{parts.scheme}://{parts.netloc}")

    def forget(self):
        for page in self.context.pages:
            if page is not self.blank:
                page.close()
        self.context.set_offline(False)
        self.context.clear_cookies()
        for origin in self.origins:
            given = {"origin": origin, "storageTypes": _KEPT}
            self.storage.send("Storage.clearDataForOrigin", given)
        self.origins.clear()


_KEPT = "local_storage,indexeddb,cache_storage,service_workers"


@pytest.fixture(scope="session")
def idle_profiles(chromium):
    """Profiles nobody uses at the moment."""
    return []


@pytest.fixture
def new_page(chromium, idle_profiles):
    """``new_page("tablet")``: a profile of its own with that screen; ``scripts=False`` without."""
    used = []

    def make(size="desktop", *, scripts=True):
        found = next((each for each in idle_profiles if each.scripts is scripts), None)
        if found:
            idle_profiles.remove(found)
        used.append(found or Profile(chromium, scripts=scripts))
        page = used[-1].context.new_page()
        resize(page, size)
        return page

    yield make
    from playwright.sync_api import Error

    for profile in used:
        # One that a failed test leaves in disorder is not given to another.
        with contextlib.suppress(Error):
            profile.forget()
            idle_profiles.append(profile)


@pytest.fixture
def picture():
    """``picture(page, "name")`` keeps a screenshot where ``MOTCUA_PICTURES`` says, if it does."""
    folder = os.environ.get("MOTCUA_PICTURES")

    def take(page, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take


@pytest.fixture(scope="session")
def accessible():
    """``accessible(page, within="main")`` fails on any violation of WCAG 2.2 AA axe can see."""
    from axe_playwright_python.base import AXE_SCRIPT

    # To name the nodes that pass costs as much as to look at them.
    options = {
        "runOnly": {
            "type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        },
        "resultTypes": ["violations"],
    }

    def check(page, within=None):
        page.wait_for_load_state("load")
        page.wait_for_selector(within or "body")
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(
            "([within, options]) =>"
            " axe.run(within ?? document, options).then(found => found.violations)",
            [within, options],
        )
        problems = [
            f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for each in found
            for node in each["nodes"]
        ]
        assert problems == []

    return check


@pytest.fixture
def people(transactional_db):
    from tenants.api import find_tenant, in_tenant

    with in_tenant(find_tenant(slug="lam-dong").schema_name):
        make_staff("builder", username="soan", full_name="Lê Thị Soạn")
        make_staff("builder", username="soan2", full_name="Trần Văn Soát")
        make_staff("publisher", username="duyet", full_name="Phạm Văn Duyệt")
        yield
