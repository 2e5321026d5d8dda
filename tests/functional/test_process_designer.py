"""A clerk draws a process with work side by side by keyboard alone, and plays it."""

import pytest
from playwright.sync_api import expect

from tests.functional.authors import OURS, enter, make_service, press_enter_on, saved, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose_role(page):
    """The first role of the list; which one does not matter here."""
    tab_to(page, "select[name=step-role]")
    page.keyboard.press("ArrowDown")


def open_row(page, number):
    """The row of a step in the table, then its panel with the cursor in the name."""
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-row]:focus")
    page.keyboard.press("Home")
    for _press in range(number - 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mcd-step-panel input:focus")


def name_step(page, name):
    page.wait_for_selector(".mcd-step-panel input:focus")
    page.keyboard.press("Control+a")
    page.keyboard.type(name)


def test_a_process_by_keyboard_alone(people, site, new_page, accessible, picture):
    """Parallel work and an opinion with silence as consent; undone, done again, played."""
    root, page = site("lam-dong"), new_page("desktop")
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    enter(page, root, "soan")
    make_service(page, root, "Cấp phép có hỏi ý kiến", start="empty")
    page.keyboard.press("Alt+3")
    page.wait_for_selector("[data-starter]")
    accessible(page, OURS)
    press_enter_on(page, "[data-starter=simple]")
    page.wait_for_selector(".mcd-pic-step")
    expect(page.locator(".mcd-pic-step")).to_have_count(5)

    open_row(page, 2)
    press_enter_on(page, "[data-add-other]", key="Shift+Tab")
    press_enter_on(page, "[data-add-kind=parallel]")
    name_step(page, "Làm cùng lúc")
    open_row(page, 4)
    name_step(page, "Thẩm định")
    choose_role(page)
    open_row(page, 5)
    name_step(page, "Hỏi ý kiến")
    press_enter_on(page, "[data-rekind]")
    press_enter_on(page, "[data-kind=consult]")
    choose_role(page)
    tab_to(page, ".mcd-step-panel input[type=checkbox]", key="Shift+Tab")
    page.keyboard.press("Space")
    saved(page)
    expect(page.locator(".mcd-pic-step")).to_have_count(8)
    accessible(page, OURS)
    picture(page, "thiet-ke-6-quy-trinh-song-song")
    page.keyboard.press("Control+z")
    page.wait_for_selector(".mcd-step-panel input[type=checkbox]:not(:checked)")
    page.keyboard.press("Control+Shift+z")
    page.wait_for_selector(".mcd-step-panel input[type=checkbox]:checked")
    saved(page)

    press_enter_on(page, "[data-process-view=play]", key="Shift+Tab")
    for number in (1, 2):
        page.wait_for_selector("[data-open-step]")
        press_enter_on(page, "[data-outcome]")
        page.wait_for_selector(f".mcd-play tbody tr:nth-child({number})")
    expect(page.locator("[data-open-step]")).to_have_count(2)
    accessible(page, OURS)
    picture(page, "thiet-ke-7-di-thu")
    press_enter_on(page, "[data-play-back]")
    page.locator("[data-open-step]").nth(1).wait_for(state="detached")
    assert wrong == []
