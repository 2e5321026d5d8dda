"""What a citizen does in a browser, from the portal to the provider of sign-in and to the bank.

Nobody's own: the journeys of ``test_citizen`` and ``test_phone`` are put together from it.
"""

import re
from typing import ClassVar

from tests.functional.hand import add_rows, attach, fill_page, follow, go_on, press, ready

CHOICES = {"f-fld_so_ban_sao": "2", "f-fld_nyc_quan_he": "ban_than"}


class Visit:
    """One browser with one person. Looks at each kind of page it comes to once with axe; a picture
    of each goes to ``picture``. ``known``: kinds another visit has seen. ``everybody_passes`` are
    looked at once a run in each size."""

    everybody_passes = frozenset({"dang-nhap", "vneid-mo-phong", "cho-phep"})
    passed: ClassVar[set[tuple[str, int]]] = set()
    """On the way from any journey to its own page; who they ask for a name makes no difference."""

    def __init__(self, page, product, accessible, picture, *, scripts=True, known=None):
        self.page, self.product, self.scripts = page, product, scripts
        self.choices = CHOICES
        self.known = set() if known is None else known
        self._accessible, self._picture = accessible, picture

    def seen(self, name):
        assert "500" not in self.page.title()
        if self.scripts:
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
        if name in self.known:
            return
        self.known.add(name)
        if self.scripts:
            self._look_at(name)
        self._picture(self.page, f"cong-dan-{len(self.known):02d}-{name}")

    def _look_at(self, name):
        place = (name, self.page.viewport_size["width"])
        if place not in self.passed:
            self._accessible(self.page)
            if name in self.everybody_passes:
                self.passed.add(place)

    def press(self, name):
        press(self.page, name)

    def follow(self, name):
        follow(self.page, name)

    def go_on(self):
        go_on(self.page, scripts=self.scripts)


def find_service(visit):
    visit.page.goto(visit.product.site("lam-dong") + "/")
    visit.seen("trang-chu")
    visit.page.goto(visit.product.site("lam-dong") + "/dich-vu/")
    visit.page.get_by_label(re.compile("không cần gõ dấu")).fill("trich luc ho tich")
    visit.press("Tìm")
    visit.seen("tim-dich-vu")
    visit.follow(re.compile("Cấp bản sao trích lục"))
    visit.seen("trang-dich-vu")


def sign_in(visit, person="Hoàng Quốc Bình"):
    """From the tenant's page over the platform to the simulated VNeID and back."""
    assert "/accounts/login/" in visit.page.url
    visit.seen("dang-nhap")
    visit.press(re.compile("Tiếp tục với"))
    assert "/simulator/vneid/" in visit.page.url
    visit.seen("vneid-mo-phong")
    visit.press(re.compile(person))
    if "/identity/o/authorize" in visit.page.url:
        visit.seen("cho-phep")
        visit.press("Cho phép")


def fill(visit):
    """All pages of the form, the first of them wrongly at first."""
    ready(visit.page, scripts=visit.scripts)
    visit.go_on()
    assert visit.page.title().startswith("Lỗi:")
    assert visit.page.locator(".govuk-error-summary__list a").count()
    visit.seen("trang-co-loi")
    fill_the_rest(visit)


def fill_the_rest(visit):
    for _ in range(20):
        if visit.page.url.endswith("/kiem-tra/"):
            return
        answer_page(visit)
    raise AssertionError("the form never ends")


def answer_page(visit):
    before = visit.page.url
    fill_page(visit.page, visit.choices, scripts=visit.scripts)
    if visit.page.locator("fieldset.mc-group:visible").count():
        add_rows(visit.page, scripts=visit.scripts)
        fill_page(visit.page, visit.choices, scripts=visit.scripts)
    attach(visit.page, scripts=visit.scripts)
    visit.seen("to-khai")
    visit.go_on()
    if visit.page.locator(".govuk-error-summary").count():
        told = visit.page.locator(".govuk-error-summary").inner_text()
        raise AssertionError(f"{before}: {told}")


def pay(visit):
    visit.press("Nộp phí")
    visit.seen("nop-phi")
    # Pages that lead on by themselves lie between: only where they end counts.
    visit.page.get_by_role("button", name="Thanh toán qua VNPay").click()
    visit.page.wait_for_url("**/simulator/vnpay/**")
    visit.seen("ngan-hang-mo-phong")
    visit.page.get_by_role("button", name="Thanh toán bằng thẻ thử").click()
    visit.page.wait_for_url("**/thanh-toan/**")
    visit.page.get_by_role("heading", name="Đã nộp phí").wait_for()
    visit.seen("da-nop-phi")
