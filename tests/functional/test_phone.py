"""On phones, 360 px wide: from a phrase typed with a slip of the finger to the marks for the officer.

Everything the citizen does is done in a browser; the office works over HTTP behind it.
"""

import hashlib
import re
from pathlib import Path

import pytest

from tests.functional.desk import Desk
from tests.functional.hand import ready
from tests.functional.saas_scenes import wait_reloading
from tests.functional.visits import Visit, answer_page, fill_the_rest, pay, sign_in
from tests.journey.story import _text_of as words_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chromium")]
SLIP = "xac nhan doc than hon nhna"
SERVICE = re.compile("Cấp giấy xác nhận tình trạng hôn nhân")
ANSWERS = {
    "f-fld_nyc_quan_he": "ban_than",
    "f-fld_muc_dich": "khac",
    "f-fld_muc_dich_khac": "Làm giấy tờ",
    # Who belongs to none of these groups pays.
    "f-fld_doi_tuong": "",
    "f-fld_so_ban": "2",
}
ASKED, ANSWERED = "fld_muc_dich_khac", "Bảo lãnh vợ chồng ở nước ngoài"
WHY = "Đề nghị ghi rõ dùng giấy vào việc gì."


@pytest.fixture
def phone(product, new_page, accessible, picture):
    """``phone()``: another phone of the same person; no kind of page is looked at twice."""
    known = set()

    def make():
        made = Visit(new_page("phone"), product, accessible, picture, known=known)
        made.choices = ANSWERS
        return made

    return make


def test_from_a_slip_of_the_finger_to_the_marks_for_the_officer(product, phone):
    first, second = phone(), phone()
    desk = Desk(product.site("lam-dong"))
    begin_and_leave(first)
    go_on_elsewhere(second)
    case = file_and_pay(second)
    ask(desk, case)
    supply(second, case)
    desk["chuyenvien"].decide(case, "out_dat")
    confirm(second, case)
    desk["lanhdao"].decide(case, "out_ky")
    paper = download(second, case)
    verify(phone(), paper)
    rate(second, "Lê Văn Thụ")


def begin_and_leave(visit):
    """A page and a half, then something comes up."""
    visit.page.goto(visit.product.site("lam-dong") + "/")
    visit.seen("trang-chu")
    visit.page.get_by_label("Ông/bà cần làm thủ tục gì?").fill(SLIP)
    visit.press("Tìm")
    visit.seen("tim-dich-vu")
    visit.follow(SERVICE)
    visit.seen("trang-dich-vu")
    visit.follow("Nộp hồ sơ trực tuyến")
    sign_in(visit)
    visit.seen("bat-dau")
    visit.press("Bắt đầu")
    ready(visit.page)
    answer_page(visit)
    visit.press("Lưu và làm sau")
    visit.page.close()


def go_on_elsewhere(visit):
    visit.page.goto(visit.product.site("lam-dong") + "/ho-so/")
    sign_in(visit)
    visit.seen("ho-so-cua-toi")
    visit.follow(re.compile("Làm tiếp.*hôn nhân"))
    # The parts of a long form: what was done on the other phone is done.
    visit.page.get_by_text("Đã xong 1/").wait_for()
    visit.seen("cac-phan")
    visit.follow("Làm tiếp")
    ready(visit.page)
    assert "Bước 2/" in visit.page.locator(".govuk-caption-l").inner_text()


def file_and_pay(visit):
    """Returns the dossier's id."""
    fill_the_rest(visit)
    # From the page that was filled in on the other phone.
    visit.page.get_by_text("Hoàng Quốc Bình").first.wait_for()
    visit.seen("kiem-tra")
    visit.press("Nộp hồ sơ")
    visit.page.get_by_role("heading", name="Đã nhận hồ sơ").wait_for()
    visit.seen("bien-nhan")
    pay(visit)
    visit.follow("Xem hồ sơ")
    visit.seen("ho-so")
    return re.search(r"/ho-so/([0-9a-f-]{36})/", visit.page.url)[1]


def ask(desk, case):
    desk["tiepnhan"].act(case, "tiep-nhan")
    desk["chuyenvien"].ask_supplement(case, ASKED, WHY)


def look_at(visit, case):
    visit.page.goto(f"{visit.product.site('lam-dong')}/ho-so/{case}/")


def supply(visit, case):
    look_at(visit, case)
    wait_reloading(visit.page, visit.page.get_by_text(WHY))
    visit.seen("can-bo-sung")
    visit.follow("Bổ sung ngay")
    ready(visit.page)
    for _ in range(20):
        if visit.page.url.endswith("/kiem-tra/"):
            break
        field = visit.page.locator(f"[name=f-{ASKED}]:enabled")
        if field.count():
            field.fill(ANSWERED)
            visit.seen("sua-muc-duoc-yeu-cau")
        visit.go_on()
    visit.press("Gửi phần bổ sung")
    visit.page.get_by_role("heading", name="Đã nhận phần bổ sung").wait_for()
    visit.page.get_by_text(ANSWERED).first.wait_for()


def confirm(visit, case):
    """The draft of the paper, before it is signed."""
    look_at(visit, case)
    wait_reloading(visit.page, visit.page.get_by_role("button", name="Đồng ý"))
    visit.seen("xac-nhan-du-thao")
    visit.press("Đồng ý")


def download(visit, case):
    look_at(visit, case)
    link = visit.page.get_by_role("link", name="Tải kết quả (PDF)")
    wait_reloading(visit.page, link)
    visit.seen("co-ket-qua")
    with visit.page.expect_download() as paper:
        link.click()
    return Path(paper.value.path()).read_bytes()


def verify(visit, paper):
    """Somebody else, by the address printed on the paper, below its code to scan."""
    printed = re.search(r"http://[^/]+/xac-minh/[0-9a-f]{32}/", "".join(words_of(paper).split()))
    visit.page.goto(printed[0])
    visit.page.get_by_role("heading", name="Giấy tờ có thật và còn hiệu lực").wait_for()
    assert hashlib.sha256(paper).hexdigest() in visit.page.content()
    visit.seen("xac-minh")


def rate(visit, officer):
    visit.follow("Đánh giá")
    visit.press("Gửi đánh giá")
    visit.page.locator(".govuk-error-summary").wait_for()
    visit.seen("danh-gia-thieu")
    visit.page.get_by_label("5 – Rất hài lòng").check(force=True)
    for name in ("speed", "clarity", "attitude"):
        visit.page.locator(f"[name={name}][value='4']").check(force=True)
    visit.page.get_by_label("Ý kiến này nói về cán bộ nào?").select_option(label=officer)
    visit.page.get_by_label("Góp ý thêm").fill("Hướng dẫn rõ, trả trước hẹn.")
    visit.press("Gửi đánh giá")
    visit.page.get_by_role("heading", name="Cảm ơn ông/bà").wait_for()
    visit.seen("da-danh-gia")
