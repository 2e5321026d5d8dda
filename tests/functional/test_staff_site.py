"""Wagtail's editor under our policy, and the screens about staff, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from motcua.identity.models import Account
from motcua.identity.staff.totp import STEP_SECONDS, code_at
from motcua.portal.models import HomePage, NewsIndexPage
from tenants.api import in_tenant
from tests.factories.identity import make_agency, make_staff
from tests.functional.authors import enter as enter_as
from tests.functional.hand import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(province, site, new_page):
    """A page signed in as somebody with these roles; ``complaints``: what the policy stopped."""

    def make(*roles, everything=False):
        with in_tenant(province.schema_name):
            person = make_staff(*roles)
            Account.objects.filter(pk=person.id).update(is_superuser=everything)
        page = new_page()
        page.complaints = []
        page.on("console", lambda said: _note(page, said))
        enter_as(page, site("lam-dong"), person.username)
        return page

    return make


def _complains(said):
    return re.search("Content.Security.Policy", said.text) is not None


def _note(page, said):
    if _complains(said):
        page.complaints.append(said.text)


def test_date_fields_and_choosers_of_wagtail_start(province, site, enter, picture):
    page = enter("builder", "publisher", everything=True)
    page.goto(f"{site('lam-dong')}/quan-tri/redirects/add/")
    page.locator("[data-chooser-action-choose]:visible").first.click()
    expect(page.locator(".modal-dialog")).to_be_visible()
    picture(page, "wagtail-chooser")
    with in_tenant(province.schema_name):
        parent = NewsIndexPage.objects.get().pk
    page.goto(f"{site('lam-dong')}/quan-tri/pages/add/portal/newspage/{parent}/")
    expect(page.locator("[name=title]")).to_be_visible()
    starters = page.evaluate(
        "[...document.querySelectorAll('script:not([src])')]"
        ".filter(s => /init(Date|Time)|Chooser\\(|InlinePanel/.test(s.textContent))"
        ".map(s => s.nonce.length)"
    )
    assert starters
    assert all(starters), "a starter of Wagtail's has no nonce"
    page.locator("[name=published_on]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible").first).to_be_visible()
    picture(page, "wagtail-editor")
    assert page.complaints == []


def test_the_policy_still_stops_what_was_smuggled_in(province, site, enter):
    page = enter("builder", "publisher")
    with in_tenant(province.schema_name):
        home = HomePage.objects.get().pk
    page.goto(f"{site('lam-dong')}/quan-tri/pages/{home}/edit/")
    with page.expect_console_message(_complains):
        page.evaluate(
            "const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
            "document.body.append(s)"
        )
    assert page.evaluate("window.hit") is None


def test_a_technician_takes_somebody_on(province, site, enter, new_page, accessible, picture):
    with in_tenant(province.schema_name):
        make_agency(code="H36.55", name="Phường Xuân Trường")
    page = enter("tech_admin")
    page.goto(f"{site('lam-dong')}/quan-tri/")
    follow(page, "Cán bộ")
    follow(page, "Thêm cán bộ")
    accessible(page, within="#main")
    page.get_by_label("Tên đăng nhập").fill("lan-anh")
    page.get_by_label("Họ và tên").fill("Lê Lan Anh")
    page.get_by_label("Đơn vị công tác").select_option("H36.55")
    press(page, "Thêm cán bộ", within="#main")
    page.get_by_role("combobox", name="Vai trò").select_option("receptionist")
    press(page, "Giao vai trò")
    expect(page.get_by_text("Đã giao vai trò")).to_be_visible()
    press(page, "Tạo đường dẫn đặt mật khẩu")
    accessible(page, within="#main")
    picture(page, "staff-account")
    link = page.get_by_label("Đường dẫn đặt mật khẩu").input_value()
    port = page.url.split("/")[2].partition(":")[2]
    own = new_page("phone")
    own.goto(re.sub(r"//([^/:]+)(:\d+)?/", rf"//\1:{port}/", link))
    accessible(own, within="main")
    picture(own, "staff-password")
    own.get_by_label("Mật khẩu mới").fill("mot-cau-dai-de-nho-2026")
    own.get_by_label("Nhập lại mật khẩu").fill("mot-cau-dai-de-nho-2026")
    own.get_by_role("button", name="Đặt mật khẩu").click()
    own.wait_for_url(re.compile("/quan-tri/login/"))
    assert page.complaints == []


def test_setting_up_the_second_factor(province, site, enter, accessible, picture):
    page = enter("tech_admin")
    page.goto(f"{site('lam-dong')}/quan-tri/buoc-hai/lap/")
    accessible(page, within="main")
    picture(page, "staff-second-factor")
    secret = page.locator("code").inner_text().replace(" ", "")
    for _try in range(5):
        # A code lives a minute or so, which a slow machine can outlast.
        now = page.evaluate("Date.now() / 1000")
        page.get_by_label("Mã sáu chữ số").fill(code_at(secret, int(now) // STEP_SECONDS))
        press(page, "Tiếp tục")
        if page.url.endswith("/quan-tri/"):
            break
    assert page.url.endswith("/quan-tri/"), page.locator("main").inner_text()
    assert page.complaints == []
