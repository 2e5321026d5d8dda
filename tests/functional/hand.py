"""The hand on the mouse: fills in form pages in a browser as a person would see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import expect

from tests.journey.filling import PDF, answers_for

_MOST_LOOKS = 6
_UNREADY = "form[data-mc-runner]:not([data-ready])"


@contextmanager
def leaving(page: Any, *, scripts: bool = True) -> Iterator[None]:
    """What is done inside leads to another page, or to this one anew: it is there afterwards.

    A click alone comes back before a slow browser has so much as asked for the next page.
    """
    with page.expect_navigation():
        yield
    ready(page, scripts=scripts)


def ready(page: Any, *, scripts: bool = True) -> None:
    """The page is whole, and where it is a form, its script has taken hold of it."""
    page.wait_for_load_state("load")
    if scripts:
        page.wait_for_selector(_UNREADY, state="detached")


def press(page: Any, name: str | re.Pattern[str], *, within: str = "body") -> None:
    """A button that sends a form."""
    with leaving(page, scripts=False):
        page.locator(within).get_by_role("button", name=name).first.click()


def follow(page: Any, name: str | re.Pattern[str]) -> None:
    with leaving(page, scripts=False):
        page.get_by_role("link", name=name).first.click()


def fill_page(page: Any, choices: dict[str, str], *, scripts: bool) -> None:
    """Answer every shown question; answers can make further questions appear. One for which
    ``choices`` holds an empty word is left alone."""
    done: set[str] = set()
    for _ in range(_MOST_LOOKS):
        form = _form(page)
        todo = {
            name: value for name, value in answers_for(form, choices).items() if name not in done
        }
        if not todo:
            return
        for name, values in todo.items():
            if not page.locator(f'[name="{name}"]').count():
                # A button on the way asked for the page again: look anew.
                break
            done.add(name)
            if not values[0]:
                continue
            _answer(page, form, name, values[0], scripts=scripts)


def add_rows(page: Any, *, scripts: bool) -> None:
    """One row in every shown group that has none."""
    for _ in range(_MOST_LOOKS):
        for group in page.locator("fieldset.mc-group:visible").all():
            add = group.locator("> button[name$='-add']")
            if add.count() and not group.locator("button[name$='-remove']").count():
                with leaving(page, scripts=scripts):
                    add.click()
                break
        else:
            return


def attach(page: Any, *, scripts: bool) -> None:
    """A small PDF to every question that takes files; with scripts they go up by themselves, and
    leaving before they have arrived is refused."""
    for each in page.locator("#mc-form-fields input[type=file]:visible").all():
        each.set_input_files({"name": "giay-to.pdf", "mimeType": "application/pdf", "buffer": PDF})
    if scripts:
        expect(page.locator(".mc-upload progress")).to_have_count(0)


def go_on(page: Any, *, scripts: bool = True) -> None:
    """Press the button that leads on, not the hidden one that catches the Enter key."""
    with leaving(page, scripts=scripts):
        page.locator(".govuk-button-group button", has_text="Tiếp tục").click()


def _form(page: Any) -> Tag:
    form = BeautifulSoup(page.content(), "lxml").find("form", id="mc-form-fields")
    assert isinstance(form, Tag), page.url
    return form


def _answer(page: Any, form: Tag, name: str, value: str, *, scripts: bool) -> None:
    control = form.find(attrs={"name": name})
    assert isinstance(control, Tag)
    kind = control.get("type")
    if kind in {"radio", "checkbox"}:
        page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)
    elif control.name == "select":
        if name.endswith("-commune") and not scripts:
            with leaving(page, scripts=False):
                page.get_by_role("button", name="Hiện danh sách xã, phường").first.click()
        page.locator(f'select[name="{name}"]').select_option(value)
    else:
        page.locator(f'[name="{name}"]').fill(value)
