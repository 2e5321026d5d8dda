"""What somebody who builds services does in a browser, by keys alone."""

import re

OURS = ".mcd"
PASSWORD = "mat-khau-thu-1"


def sign_in(page, root, username):
    page.goto(f"{root}/quan-tri/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/quan-tri/$"))


def tab_to(page, selector, most=120, key="Tab"):
    """Press Tab until the thing is reached, as somebody without a mouse would."""
    for _press in range(most):
        if page.evaluate("each => document.activeElement?.matches(each) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def saved(page):
    page.wait_for_selector(".mcd-save[data-phase=saved]")


def lines(page):
    return [each.strip() for each in page.locator(".mcd-line-name").all_inner_texts()]


def press_enter_on(page, selector, key="Tab"):
    tab_to(page, selector, key=key)
    page.keyboard.press("Enter")


def make_service(page, root, name, start="usual"):
    """The usual start is chosen already; the empty one is the last of the three."""
    page.goto(f"{root}/quan-tri/dich-vu/moi/")
    tab_to(page, "#id_name")
    page.keyboard.type(name)
    tab_to(page, "[name=start]")
    if start == "empty":
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mcd-paper")
