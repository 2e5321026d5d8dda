"""Pictures of the process designer: drawn, played by hand, simulated, as BPMN.

``python -m tests.functional.pictures http://motcua.localhost:8000 process``
"""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.functional.studio import Studio

SERVICE = re.compile("giấy phép xây dựng", re.IGNORECASE)


def process(studio: Studio) -> None:
    """Nothing is changed: the service with the longest process is looked at from all sides."""
    with studio.officer("thietke") as page:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{studio.portal}/quan-tri/dich-vu/?q=giay phep xay dung")
        page.get_by_role("link", name=SERVICE).first.click()
        page.wait_for_selector(".mcd-paper")
        page.get_by_role("tab", name="Quy trình").click()
        page.locator(".mcd-step-table").first.wait_for()
        studio.take(page, "process-table")
        page.locator("[data-row]").nth(1).click()
        page.locator(".mcd-step-panel").wait_for()
        studio.take(page, "process-step")
        _play(studio, page)
        _simulate(studio, page)
        _bpmn(studio, page)


def _view(page: Page, key: str) -> None:
    page.locator(f"[data-process-view={key}]").click()


def _play(studio: Studio, page: Page) -> None:
    _view(page, "play")
    page.locator("[data-outcome]").first.click()
    page.locator(".mcd-play tbody tr").first.wait_for()
    studio.take(page, "process-play")


def _simulate(studio: Studio, page: Page) -> None:
    _view(page, "simulate")
    page.locator("[data-simulate]").click()
    page.locator(".mcd-results").wait_for()
    page.locator(".mcd-results").scroll_into_view_if_needed()
    studio.take(page, "process-simulation")


def _bpmn(studio: Studio, page: Page) -> None:
    _view(page, "bpmn")
    page.locator("[data-expert]").click()
    page.locator(".mcd-expert-canvas .djs-shape[data-element-id^=step_]").first.click()
    page.locator(".djs-context-pad.open [data-action=replace]").first.click()
    page.locator(".djs-popup").first.wait_for()
    studio.take(page, "process-bpmn")
