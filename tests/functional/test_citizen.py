"""A citizen finds P4, signs in through the platform, files, pays and follows the dossier.

The product runs as it does for ``make demo``. Every page that is visited is looked at by axe.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.functional.hand import fill_page, ready
from tests.functional.screens import resize
from tests.functional.visits import CHOICES, Visit, fill, find_service, pay, sign_in
from tests.journey.filling import PDF

# Without a browser nothing is started.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]


@pytest.fixture
def no_pictures():
    return lambda _page, _name: None


@pytest.fixture
def visit(product, new_page, accessible, picture):
    """On a desktop; ``test_phone`` goes all the way on phones."""
    return Visit(new_page("desktop"), product, accessible, picture)


def track(visit, reference, secret):
    """Without an account, by what stands on the receipt."""
    visit.page.context.clear_cookies()
    visit.page.goto(visit.product.site("lam-dong") + "/tra-cuu/")
    visit.seen("tra-cuu")
    visit.page.get_by_label(re.compile("Mã hồ sơ")).fill(reference)
    visit.page.get_by_label("Mã bí mật").fill("SAI-MA-ROI")
    visit.press("Tra cứu")
    assert visit.page.locator(".govuk-error-summary").count()
    visit.seen("tra-cuu-sai")
    visit.page.get_by_label(re.compile("Mã hồ sơ")).fill(reference)
    visit.page.get_by_label("Mã bí mật").fill(secret)
    visit.press("Tra cứu")
    visit.page.get_by_text("Mới đăng ký").first.wait_for()
    visit.seen("tra-cuu-thay")


def file_dossier(visit):
    """Returns reference and secret as the receipt shows them."""
    find_service(visit)
    visit.follow("Nộp hồ sơ trực tuyến")
    sign_in(visit)
    visit.seen("bat-dau")
    visit.press("Bắt đầu")
    fill(visit)
    visit.seen("kiem-tra")
    visit.press("Nộp hồ sơ")
    visit.page.get_by_role("heading", name="Đã nhận hồ sơ").wait_for()
    visit.seen("bien-nhan")
    reference = visit.page.locator(".govuk-panel__body strong").inner_text()
    return reference, visit.page.locator(".mc-code").first.inner_text()


def test_from_the_search_to_the_paid_dossier(visit):
    reference, secret = file_dossier(visit)
    pay(visit)
    visit.follow("Xem hồ sơ")
    assert reference in visit.page.content()
    visit.seen("ho-so")
    for path, name in (("/ho-so/", "ho-so-cua-toi"), ("/hop-thu/", "hop-thu")):
        visit.page.goto(visit.product.site("lam-dong") + path)
        visit.seen(name)
    track(visit, reference, secret)
    visit.page.goto(visit.product.platform + "/simulator/mail/")
    visit.seen("hop-thu-mo-phong")


def test_the_same_without_scripts(product, new_page, accessible, no_pictures):
    """No script at all: the same pages, one more press for the list of communes."""
    page = new_page("phone", scripts=False)
    visit = Visit(page, product, accessible, no_pictures, scripts=False)
    reference, _ = file_dossier(visit)
    assert reference.startswith("NH-")


def begin(visit):
    """A new draft's first page, scripts at work."""
    visit.page.goto(visit.product.site("lam-dong") + "/dich-vu/?q=trich+luc")
    visit.follow(re.compile("Cấp bản sao trích lục"))
    visit.follow("Nộp hồ sơ trực tuyến")
    sign_in(visit)
    visit.press("Bắt đầu")
    ready(visit.page)


def to_page_with_files(visit):
    for _ in range(10):
        fill_page(visit.page, CHOICES, scripts=True)
        if visit.page.locator("#mc-form-fields input[type=file]:visible").count():
            return
        visit.go_on()
        if visit.page.get_by_text("Xin kiểm tra lại").count():
            visit.go_on()
    raise AssertionError("no question for files")


def test_a_lost_network_loses_neither_words_nor_files(product, new_page, accessible, no_pictures):
    """Typed without a network, found again in another tab; a file goes on where it stopped."""
    visit = Visit(new_page("phone"), product, accessible, no_pictures)
    begin(visit)
    context, address = visit.page.context, visit.page.url
    name = visit.page.locator("#mc-form-fields input[type=text]:visible:enabled").last
    field = name.get_attribute("name")
    context.set_offline(True)
    name.fill("Công an tỉnh Lâm Đồng")
    state = visit.page.locator("[data-mc-save-state]")
    state.get_by_text("Chưa có mạng, đã giữ trên máy này").wait_for()
    kept = visit.page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "mc-typed:" in kept
    assert "Công an" not in kept
    visit.page.close()
    context.set_offline(False)
    visit.page = context.new_page()
    resize(visit.page, "phone")
    visit.page.goto(address)
    visit.page.get_by_text("Đã khôi phục").wait_for()
    assert visit.page.locator(f"[name='{field}']").input_value() == "Công an tỉnh Lâm Đồng"
    visit.page.get_by_text("Đã lưu lúc").wait_for()
    assert visit.page.evaluate("Object.keys(localStorage).length") == 0
    to_page_with_files(visit)
    lost = []
    visit.page.route("**/tep/*/", lambda route: (lost.append(1), route.abort())[1])
    pdf = b"%PDF-1.4\n" + b"% " * 150_000 + PDF[9:]
    given = {"name": "lon.pdf", "mimeType": "application/pdf", "buffer": pdf}
    visit.page.locator("#mc-form-fields input[type=file]:visible").first.set_input_files(given)
    visit.page.get_by_text("sẽ tự gửi tiếp").wait_for()
    accessible(visit.page)
    visit.page.unroute("**/tep/*/")
    visit.page.get_by_text("Đã nhận tệp lon.pdf").wait_for()
    assert lost
    expect(visit.page.locator(".mc-file-list__name", has_text="lon.pdf")).to_have_count(1)


def test_dark_and_large_are_readable_everywhere(product, new_page, accessible, no_pictures):
    """Chosen by the page's own buttons, kept for the next page."""
    visit = Visit(new_page("phone", scripts=True), product, accessible, no_pictures)
    begin(visit)
    visit.press("Tối")
    visit.press("Rất lớn")
    ready(visit.page)
    visit.page.wait_for_selector("html[data-theme=dark][data-size=larger]")
    visit.seen("toi-va-lon")
    visit.go_on()
    visit.seen("toi-va-lon-co-loi")
    visit.page.goto(re.sub(r"pag_.*", "cac-phan/", visit.page.url))
    visit.seen("toi-va-lon-cac-phan")
    visit.page.goto(visit.page.url.replace("cac-phan", "kiem-tra"))
    visit.seen("toi-va-lon-kiem-tra")
