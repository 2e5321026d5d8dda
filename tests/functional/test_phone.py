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
from tests.functional.visits import CHOICES, Visit, answer_page, fill_the_rest, pay, sign_in
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
HELPER = "Trần Thị Hoa"
WHY = "Đề nghị ghi rõ dùng giấy vào việc gì."


@pytest.fixture
def phone(product, new_page, accessible, picture):
    """``phone()``: another phone; no kind of page is looked at twice."""
    known = set()

    def make(choices=ANSWERS):
        made = Visit(new_page("phone"), product, accessible, picture, known=known)
        made.choices = choices
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


def test_a_helper_files_for_a_citizen_by_their_code(product, phone):
    """The code lets the helper write; only the citizen's own yes lets the dossier go."""
    citizen, helper = phone(), phone(CHOICES)
    begin_helping(helper, code_of(citizen))
    fill_for_them(helper)
    helper.page.locator("[name=code]").fill(yes_of(citizen))
    helper.press("Nộp hồ sơ")
    helper.page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()
    helper.seen("da-nop-ho")
    helper.follow(re.compile("kết thúc lượt giúp"))
    helper.press("Kết thúc lượt giúp")
    helper.page.get_by_text("Đã kết thúc lượt giúp").wait_for()
    citizen.page.goto(f"{product.platform}/tai-khoan/nguoi-giup/")
    told = citizen.page.locator("main").inner_text()
    assert HELPER in told
    assert "đã nộp hồ sơ" in told


def code_of(citizen):
    citizen.page.goto(f"{citizen.product.platform}/tai-khoan/nguoi-giup/")
    sign_in(citizen)
    citizen.seen("nguoi-giup")
    citizen.press("Tạo mã")
    citizen.seen("ma-cho-nguoi-giup")
    return citizen.page.locator(".govuk-panel__title").inner_text()


def begin_helping(helper, code):
    root = helper.product.site("lam-dong")
    helper.page.goto(f"{root}/giup-nop/")
    sign_in(helper, HELPER)
    helper.seen("nhap-ma-giup")
    helper.page.locator("[name=code]").fill(code)
    helper.press("Bắt đầu giúp")
    helper.seen("dang-giup")
    helper.page.goto(f"{root}/nop-ho-so/cap-ban-sao-trich-luc-ho-tich/")
    helper.seen("bat-dau-giup")
    helper.press("Bắt đầu")


def fill_for_them(helper):
    ready(helper.page)
    # What is known of the citizen is there, not what is known of the helper.
    assert helper.page.locator("[name=f-fld_nyc_ho_ten]").input_value() == "Hoàng Quốc Bình"
    fill_the_rest(helper)
    helper.seen("kiem-tra-giup")
    helper.press(re.compile("người được giúp đồng ý"))
    helper.seen("cho-dong-y")
    helper.press("Gửi mã")
    helper.page.locator("[name=code]").wait_for()
    helper.seen("nhap-ma-dong-y")


def yes_of(citizen):
    """The second code, in the citizen's own inbox."""
    citizen.page.goto(f"{citizen.product.site('lam-dong')}/dang-nhap/?next=/hop-thu/")
    if "/identity/o/authorize" in citizen.page.url:
        citizen.press("Cho phép")
    entry = citizen.page.locator("main").get_by_text(re.compile(r"\b\d{6}\b")).first
    wait_reloading(citizen.page, entry)
    citizen.seen("hop-thu")
    return re.search(r"\b(\d{6})\b", entry.inner_text())[1]
