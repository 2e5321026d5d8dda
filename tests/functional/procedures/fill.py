"""Fill a published service in a real browser from its first page to the receipt."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.functional.hand import add_rows, attach, fill_page, go_on, press, ready

_MOST_PAGES = 30
_MOST_DOORS = 8
_ROUNDS = 2
"""Without scripts, a list of communes asked for lets go of a row that is still empty."""
CHOICES = {
    "1.000894": {"f-fld_ngay_hen-year": "2028", "f-fld_da_o_nuoc_ngoai": "no"},
    "1.013591": {"f-fld_ngay_het_han-year": "2031", "f-fld_ngay_qua-year": "2028"},
    "1.001612": {"f-fld_von": "50000000"},
    "1.013133": {"f-fld_chieu_cao": "168", "f-fld_can_nang": "60"},
}
"""Answers no plausible guess would make, by procedure and name of the input."""


class Filing:
    """One person, one form, one kind of browser."""

    def __init__(self, page: Any, *, code: str, scripts: bool, look: Any) -> None:
        self.page, self.code, self.scripts, self.look = page, code, scripts, look
        self.pages = 0

    def run(self, address: str) -> str:
        """File at the start page ``address``; returns the reference on the receipt."""
        self.page.goto(address)
        self._through_the_doors()
        ready(self.page, scripts=self.scripts)
        for _ in range(_MOST_PAGES):
            if urlsplit(self.page.url).path.endswith("/kiem-tra/"):
                break
            self._one_page()
        self._look()
        self._press("Nộp hồ sơ")
        self.page.locator(".govuk-panel__body strong").wait_for()
        self._look()
        return str(self.page.locator(".govuk-panel__body strong").inner_text())

    def _through_the_doors(self) -> None:
        """Questions of fitness, then the start page."""
        for _ in range(_MOST_DOORS):
            if "/to-khai/" in self.page.url:
                return
            self._look()
            radios = self.page.locator("main input[type=radio]")
            if "/nop-ho-so/" in self.page.url and radios.count():
                radios.first.check(force=True)
            self._press(re.compile("Tiếp tục|Bắt đầu"))
        raise AssertionError(f"{self.page.url} leads to no form")

    def _one_page(self) -> None:
        before = self.page.url
        choices = CHOICES.get(self.code, {})
        fill_page(self.page, choices, scripts=self.scripts)
        for _ in range(_ROUNDS):
            if not self.page.locator("fieldset.mc-group:visible").count():
                break
            add_rows(self.page, scripts=self.scripts)
            fill_page(self.page, choices, scripts=self.scripts)
        attach(self.page, scripts=self.scripts)
        self._look()
        go_on(self.page, scripts=self.scripts)
        told = self.page.locator(".govuk-error-summary")
        assert not told.count(), f"{self.code} {before}: {told.first.inner_text()}"
        self.pages += 1

    def _press(self, name: str | re.Pattern[str]) -> None:
        press(self.page, name, within="main")

    def _look(self) -> None:
        self.look(self.page)
