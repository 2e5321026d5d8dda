"""A portal gets pages, a face and a name of its own: by editor, chief editor and technician, against
the running product; citizens see it on phones."""

import secrets

import pytest

from tests.functional import portal_scenes as scenes
from tests.functional.desk import Desk
from tests.functional.hand import leaving
from tests.functional.nameserver import name_server
from tests.functional.saas_scenes import wait_reloading

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]
SERVICE = "1.004873"
NAME = "Cấp giấy xác nhận tình trạng hôn nhân"


@pytest.fixture
def root(product):
    return product.site("lam-dong")


@pytest.fixture
def seat(root, new_page):
    """``seat("bientap")``: a browser with that officer before it."""
    desk = Desk(root)

    def make(username):
        page = new_page("desktop")
        desk.seat(page, username)
        return page

    return make


@pytest.fixture
def seen(accessible, picture):
    """Our own part of each screen once with axe, and whole pages of the portal."""

    def look(page, name):
        ours = page.locator(".mo-office").count()
        if ours or page.locator(".mc-header").count():
            accessible(page, ".mo-office" if ours else None)
        picture(page, name)

    return look


def test_pages_are_built_approved_and_found_on_phones(root, seat, new_page, seen):
    mark = secrets.token_hex(3)
    event, landing = f"Chuyển nhà {mark}", f"Tháng hộ tịch {mark}"
    page, phone = seat("bientap"), new_page("phone")
    home = scenes.home_of(page, root)
    scenes.write_life_event(page, home, event, SERVICE, seen)
    scenes.write_landing(page, home, landing, SERVICE, seen)
    phone.goto(f"{root}/")
    link = phone.get_by_role("link", name=event)
    assert link.count() == 0
    chief = seat("duyetbai")
    scenes.approve(chief, root, event, seen)
    scenes.approve(chief, root, landing, seen)
    phone.reload()
    with leaving(phone, scripts=False):
        link.click()
    phone.get_by_role("link", name=NAME).first.wait_for()
    seen(phone, "life-event-phone")
    scenes.find_page(phone, root, landing)
    phone.get_by_role("heading", name=scenes.HEADING).wait_for()
    phone.get_by_role("link", name=NAME).wait_for()
    seen(phone, "landing-phone")


def test_a_province_changes_its_face_and_gets_a_name_of_its_own(
    product, root, seat, new_page, seen
):
    page, phone = seat("quantri"), new_page("phone")
    phone.goto(f"{root}/")
    before = scenes.brand_of(phone)
    scenes.draft_looks(page, root, seen)
    page.goto(f"{root}/")
    assert scenes.brand_of(page) == before
    page.goto(f"{root}{scenes.OFFICE}/cong/giao-dien/")
    scenes.try_looks(page, root, seen)
    phone.reload()
    assert scenes.brand_of(phone) == before
    scenes.put_looks_live(page)
    wait_reloading(phone, phone.locator("html[data-looks=bold]"))
    # The colours may come from the other web process, which hears of it within seconds.
    wait_reloading(phone, lambda: scenes.brand_of(phone) == scenes.BRAND)
    seen(phone, "looks-live-phone")
    take_a_name(product, root, page, phone, seen)


def take_a_name(product, root, page, phone, seen):
    """Proven by a record that the product asks for; served from then on."""
    host = f"dichvucong-{secrets.token_hex(3)}.localhost"
    own = f"http://{host}:{product.port}"
    with name_server(product.port) as records:
        assert phone.goto(own).status == 404
        record, text = scenes.claim_name(page, root, host, seen)
        scenes.ask_in_vain(page, host)
        records[record] = text
        scenes.prove_name(page, host, seen)
    phone.goto(own)
    wait_reloading(phone, phone.locator(".mc-header"))
    assert scenes.brand_of(phone) == scenes.BRAND
