"""What somebody who builds services does in a browser, by keys alone."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from motcua.identity.models import Account
from tenants.api import find_tenant, in_tenant

OURS = ".mcd"
PASSWORD = "mat-khau-thu-1"


def sign_in(page, root, username):
    """Through the page of sign-in."""
    page.goto(f"{root}/quan-tri/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/quan-tri/$"))


def enter(page, root, username):
    """Signed in already: how to sign in is looked at elsewhere, and costs two heavy pages."""
    host = urlsplit(root).hostname
    client = Client(SERVER_NAME=host)
    with in_tenant(find_tenant(slug=host.partition(".")[0]).schema_name):
        account = Account.objects.get(username=username)
        client.force_login(account, "motcua.identity.backends.StaffBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": root}])


def tab_to(page, selector, most=120, key="Tab"):
    """Press Tab until the thing is reached, as somebody without a mouse would."""
    for _press in range(most):
        if page.evaluate("each => document.activeElement?.matches(each) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def saved(page):
    """What was typed shows as not saved at once, so this waits for what was done before it."""
    page.wait_for_selector(".mcd-save[data-phase=saved]")


def replay(page, keys):
    """Undo or redo once: the answer is another revision of the draft."""
    saved(page)
    before = page.locator(".mcd-save").get_attribute("data-revision")
    page.keyboard.press(keys)
    page.wait_for_selector(f".mcd-save[data-phase=saved]:not([data-revision='{before}'])")


def shows(page, names):
    """The lines of the form, all of them and in this order."""
    expect(page.locator(".mcd-line-name")).to_have_text(names)


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
