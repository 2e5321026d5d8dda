"""The browser, the screens and the film of ``tests.functional.pictures``."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page

from infra.dev.places import ROOT

CHROMIUM = os.environ.get("MOTCUA_CHROMIUM") or shutil.which("chromium")
FOLDER = ROOT / "platform/docs/how-to/pictures"
PASSWORD = "thu-nghiem-2026"
SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
TALLEST = 1500
HEAVIEST = 200_000


class Studio:
    """A browser, the demonstration's addresses and where pictures go."""

    def __init__(self, browser: Any, platform: str) -> None:
        self.browser, self.platform = browser, platform.rstrip("/")
        parts = urlsplit(self.platform)
        self.portal = f"{parts.scheme}://lam-dong.{parts.netloc}"
        self.reference = ""

    @contextmanager
    def page(self, size: str) -> Iterator[Page]:
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.set_default_timeout(40_000)
        try:
            yield context.new_page()
        finally:
            context.close()

    @contextmanager
    def officer(self, username: str) -> Iterator[Page]:
        with self.page("desktop") as page:
            page.goto(f"{self.portal}/quan-tri/login/")
            page.locator("[name=username]").fill(username)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url(re.compile(r"/quan-tri/$"))
            yield page

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        page.wait_for_load_state("load")
        page.wait_for_timeout(250)
        width, height = page.viewport_size["width"], page.viewport_size["height"]
        if whole:
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        keep(page.screenshot(full_page=whole, clip=clip if whole else None), name)


def keep(png: bytes, name: str) -> None:
    """With as few colours as it takes to stay small."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= HEAVIEST:
            break
    (FOLDER / f"{name}.png").write_bytes(small.getvalue())
    print(name)


def keep_paper(pdf: bytes, name: str) -> None:
    """The first page of a PDF; only where pypdfium2 is installed, which the product does not need."""
    try:
        from pypdfium2 import PdfDocument
    except ImportError:
        print(f"{name}: no pypdfium2, not taken", file=sys.stderr)
        return
    drawn = io.BytesIO()
    PdfDocument(pdf)[0].render(scale=1.3).to_pil().save(drawn, "PNG")
    keep(drawn.getvalue(), name)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("load")


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state("load")
