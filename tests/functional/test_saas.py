"""An agency opens its own portal, publishes, pays, and leaves; a finance officer reconciles; an
operator suspends and restores: by browser, against the running product."""

import secrets

import pytest

from tests.functional import saas_scenes as scenes
from tests.functional.screens import resize

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]


@pytest.fixture(scope="module")
def agencies(product):
    """The running product with what opens and closes agencies."""
    product.start_program("owner")
    yield product
    product.kill_program("owner")


@pytest.fixture(scope="module")
def facts(agencies):
    return agencies.ask("tests.functional.money", mark=secrets.token_hex(4))


@pytest.fixture
def seen(accessible, picture):
    """Every screen once with axe."""
    known = set()

    def look(page, name):
        if name not in known:
            known.add(name)
            ours = page.locator(".mo-office").count() and ".mo-office"
            accessible(page, ours or "main")
            picture(page, name)

    return look


def test_an_agency_opens_publishes_pays_and_leaves_in_one_sitting(agencies, new_page, seen):
    mark = secrets.token_hex(3)
    page, colleague, citizen = new_page("desktop"), new_page("desktop"), new_page("phone")
    root = scenes.open_portal(page, agencies.platform, mark, seen)
    scenes.follow_the_list(page, root, seen)
    link = scenes.take_on(page, root, username="cong-bo", name="Trần Thị Duyệt", role="publisher")
    scenes.adopt_service(page, root, seen)
    scenes.publish(colleague, link, "cong-bo", seen)
    citizen.goto(f"{root}/dich-vu/")
    citizen.get_by_role("link", name=scenes.SERVICE).wait_for()
    seen(citizen, "first-service-phone")
    scenes.fill_the_house(page, root, f"H99.{mark}", seen)
    scenes.pay_for_plan(page, root, seen)
    archive = scenes.export_everything(page, root, seen)
    assert len(archive) > 10_000
    # Nobody reads it without the password the agency chose.
    assert scenes.SERVICE.encode() not in archive


def test_an_operator_suspends_and_restores(agencies, facts, new_page, seen):
    page, citizen = new_page("desktop"), new_page("phone")
    services = f"{agencies.site('bqp')}/dich-vu/"
    scenes.enter_console(page, agencies.platform, facts["mail"])
    scenes.open_agency(page, agencies.platform, "Bộ Quốc phòng", seen)
    scenes.suspend(page)
    seen(page, "operator-suspended")
    citizen.goto(services)
    # Each web process hears of it within the seconds it keeps its directory.
    scenes.wait_reloading(citizen, citizen.get_by_text("tạm ngừng").first)
    seen(citizen, "suspended-phone")
    scenes.reopen(page)
    citizen.goto(services)
    scenes.wait_reloading(citizen, citizen.locator("body:not(:has-text('tạm ngừng'))"))


def test_a_finance_officer_reconciles_a_day_with_one_mismatch(agencies, facts, new_page, seen):
    page, root = new_page("desktop"), agencies.site("lam-dong")
    page.goto(f"{root}/quan-tri/login/")
    scenes.sign_in(page, "thuphi", "thu-nghiem-2026")
    scenes.reconcile(page, root, facts["statement"].encode(), facts["lost"], seen)
    resize(page, "phone")
    seen(page, "finance-report-phone")
