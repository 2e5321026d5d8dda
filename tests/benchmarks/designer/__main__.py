"""``python -m tests.benchmarks.designer SITE USER PASSWORD``: against a running installation.

``SITE`` is a tenant's address (``http://lam-dong.motcua.localhost:8000``), ``USER`` may design
services there. Three drafts are made, measured in Chromium, and left behind: use a scratch one.
"""

import gzip
import json
import re
import sys
import time
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks import report
from tests.benchmarks.designer.forms import pages
from tests.functional.studio import CHROMIUM

SIZES = ((20, 20), (300, 50), (1_000, 100))
"""Questions, and questions on one page."""
TYPED = "Ngày cấp giấy tờ của người nộp hồ sơ"
# From the key to the frame that shows it, as the page itself sees it.
WATCH = """() => {
  window.taken = [];
  addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - began)));
  }, true);
}"""
# The browser resolves ``*.localhost`` by itself, Python does not everywhere.
POST = """([url, token, body]) => fetch(url, {
  method: "POST", body, headers: {"X-CSRFToken": token, "Content-Type": "application/json"},
}).then(answer => answer.status)"""


def main(site: str, user: str, password: str) -> int:
    figures: list[report.Figure] = []
    began = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1366, "height": 850}).new_page()
        page.set_default_timeout(60_000)
        _sign_in(page, site, user, password)
        for count, on_each in SIZES:
            figures += _measure(page, _make(page, site, count, on_each), count)
        figures.append(_weight(page))
        browser.close()
    report.line("designer", figures, time.monotonic() - began)
    report.table(figures)
    return 0


def _sign_in(page: Page, site: str, user: str, password: str) -> None:
    page.goto(f"{site}/quan-tri/login/")
    page.locator("[name=username]").fill(user)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/quan-tri/$"))


def _make(page: Page, site: str, count: int, on_each: int) -> str:
    page.goto(f"{site}/quan-tri/dich-vu/moi/")
    page.locator("#id_name").fill(f"Đo trang thiết kế {count} câu {int(time.time())}")
    page.locator("#id_name").press("Enter")
    page.wait_for_selector(".mcd-paper")
    facts = json.loads(page.locator("#mcd-facts").text_content() or "{}")
    body = json.dumps({"operations": pages(count, on_each=on_each), "base_revision": 1})
    status = page.evaluate(POST, [facts["urls"]["operations"], facts["csrf"], body])
    if status != 200:
        raise RuntimeError(f"the form of {count} questions was refused: {status}")
    return page.url


def _measure(page: Page, address: str, count: int) -> list[report.Figure]:
    opened, saved = [], []
    for _round in range(3):
        page.goto(address)
        page.wait_for_selector(".mcd-line")
        opened.append(page.evaluate("performance.now()"))
    # The fullest page, a question in the middle of it.
    page.locator(".mcd-line--page").nth(1).click()
    page.locator(".mcd-line--field").nth(12).click()
    box = page.locator("#mcd-settings [name=label]")
    box.click()
    page.evaluate(WATCH)

    def note(request: Any) -> None:
        if "/thao-tac/" in request.url:
            saved.append(request.timing["responseEnd"])

    page.on("requestfinished", note)
    page.keyboard.type(TYPED, delay=70)
    page.wait_for_selector(".mcd-save[data-phase=saved]")
    page.wait_for_timeout(1_500)
    page.wait_for_selector(".mcd-save[data-phase=saved]")
    page.remove_listener("requestfinished", note)
    taken = page.evaluate("taken")
    late = quantiles(taken, n=20)[18]
    name = f"{count} questions"
    return [
        report.at_most("designer", f"{name}: open", median(opened), "ms", 1_000),
        report.at_most("designer", f"{name}: a keystroke", median(taken), "ms", 50, p95=late),
        report.at_most("designer", f"{name}: save", median(saved), "ms", 1_000),
    ]


def _weight(page: Page) -> report.Figure:
    """Compressed script of the designer's page as it opens, Wagtail's own left out."""
    page.reload()
    page.wait_for_selector(".mcd-line")
    names = page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name)"
        ".filter(n => n.includes('/static/app/') && n.endsWith('.js'))"
    )
    read = "name => fetch(name).then(answer => answer.text())"
    size = sum(len(gzip.compress(page.evaluate(read, name).encode(), 9)) for name in set(names))
    return report.recorded("designer", "compressed script", size / 1_000, "kB", files=len(names))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3]))
