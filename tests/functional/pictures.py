"""Takes the pictures of the how-to pages from a running demonstration.

``python -m tests.functional.pictures http://motcua.localhost:8000 [citizen office designer utilities petition …]``

It files a real dossier and works on it, so run it against a demonstration only.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

from infra.dev.places import ROOT
from tests.functional import portal_pictures
from tests.functional.clerk_scenes import first_form
from tests.functional.hand import attach, fill_page, go_on
from tests.functional.process_scenes import process
from tests.functional.studio import CHROMIUM, FOLDER, Studio, follow, keep_paper, press

SERVICE = "cap-ban-sao-trich-luc-ho-tich"
# Of the simulator's people one whose fee is not waived.
PERSON = "Hoàng Quốc Bình"
# Two, so that there is something to publish the next time too.
HINTS = ("Cơ quan ghi trên mặt sau thẻ", "Ghi như trên mặt sau thẻ")
CHOICES = {
    "f-fld_ngay_sinh-day": "8",
    "f-fld_ngay_sinh-month": "3",
    "f-fld_ngay_sinh-year": "1995",
    "f-fld_ngay_dang_ky-year": "1995",
    "f-fld_nyc_quan_he": "ban_than",
    "f-fld_nyc_ngay_cap-year": "2021",
    "f-fld_nyc_noi_cap": "Công an tỉnh Lâm Đồng",
    "f-fld_nyc_noi_cu_tru-detail": "Số 12, đường Thử Nghiệm",
    "f-fld_ho_ten": PERSON,
    "f-fld_gioi_tinh": "male",
    "f-fld_so_dinh_danh": "068095002468",
    "f-fld_noi_dang_ky": "Ủy ban nhân dân xã Đơn Dương",
    "f-fld_so_dang_ky": "45",
    "f-fld_quyen_so": "01/1990",
    "f-fld_ngay_dang_ky-day": "21",
    "f-fld_so_ban_sao": "2",
    "f-fld_muc_dich": "Làm hộ chiếu",
}


def portal(studio: Studio) -> None:
    with studio.page("desktop") as page:
        for address, name in (
            (studio.platform + "/", "platform-home"),
            (studio.portal + "/", "portal-home"),
            (studio.portal + "/dich-vu/?q=trich+luc", "services"),
            (f"{studio.portal}/dich-vu/{SERVICE}/", "service"),
            (studio.portal + "/khong-co/", "not-found"),
        ):
            page.goto(address)
            studio.take(page, name, whole=name == "service")


def citizen(studio: Studio) -> None:
    with studio.page("phone") as page:
        _sign_in(studio, page)
        _fill(studio, page)
        studio.take(page, "check", whole=True)
        press(page, "Nộp hồ sơ")
        page.get_by_role("heading", name="Đã nhận hồ sơ").wait_for()
        studio.take(page, "receipt", whole=True)
        studio.reference = page.locator(".govuk-panel__body strong").inner_text()
        secret = page.locator(".mc-code").first.inner_text()
        _pay(studio, page)
        for path, name in (("/ho-so/", "my-dossiers"), ("/hop-thu/", "inbox")):
            page.goto(studio.portal + path)
            studio.take(page, name)
        page.context.clear_cookies()
        page.goto(studio.portal + "/tra-cuu/")
        page.get_by_label(re.compile("Mã hồ sơ")).fill(studio.reference)
        page.get_by_label("Mã bí mật").fill(secret)
        press(page, "Tra cứu")
        studio.take(page, "tracked", whole=True)


def _sign_in(studio: Studio, page: Page) -> None:
    page.goto(f"{studio.portal}/dich-vu/{SERVICE}/")
    follow(page, "Nộp hồ sơ trực tuyến")
    studio.take(page, "sign-in")
    press(page, re.compile("Tiếp tục với"))
    studio.take(page, "vneid")
    press(page, re.compile(PERSON))
    if "/identity/o/authorize" in page.url:
        studio.take(page, "consent")
        press(page, "Cho phép")
    studio.take(page, "start")


def _fill(studio: Studio, page: Page) -> None:
    press(page, "Bắt đầu")
    go_on(page)
    if page.locator(".govuk-error-summary").count():
        studio.take(page, "form-error", whole=True)
    for number in range(1, 20):
        if page.url.endswith("/kiem-tra/"):
            return
        fill_page(page, CHOICES, scripts=True)
        attach(page, scripts=True)
        studio.take(page, f"form-{number}", whole=True)
        if number == 2:
            page.evaluate("window.scrollTo(0, 0)")
            studio.take(page, "form-phone")
        go_on(page)


def _pay(studio: Studio, page: Page) -> None:
    press(page, "Nộp phí")
    studio.take(page, "pay")
    press(page, re.compile("Thanh toán qua VNPay"))
    page.wait_for_url("**/simulator/vnpay/**")
    studio.take(page, "bank")
    press(page, "Thanh toán bằng thẻ thử")
    page.wait_for_url("**/thanh-toan/**")
    page.get_by_role("heading", name="Đã nộp phí").wait_for(timeout=30_000)
    studio.take(page, "paid")
    follow(page, "Xem hồ sơ")
    studio.take(page, "dossier", whole=True)


def _open(studio: Studio, page: Page) -> None:
    page.goto(f"{studio.portal}/quan-tri/mot-cua/?muc=tat-ca&tim={studio.reference}")
    page.locator(".mo-office tbody a, .mo-office a[href*='/mot-cua/']").filter(
        has_text=re.compile("^(NH-|H[0-9])")
    ).first.click()
    page.wait_for_selector(".mo-panel")


def office(studio: Studio) -> None:
    """The dossier of ``citizen``, from reception to a request for a supplement."""
    with studio.officer("tiepnhan") as page:
        studio.take(page, "office-home")
        page.goto(f"{studio.portal}/quan-tri/mot-cua/")
        studio.take(page, "office-inbox")
        _open(studio, page)
        studio.take(page, "office-reception", whole=True)
        press(page, "Tiếp nhận hồ sơ")
        page.get_by_text("Đã tiếp nhận hồ sơ").first.wait_for()
        studio.take(page, "office-received")
    with studio.officer("chuyenvien") as page:
        page.goto(f"{studio.portal}/quan-tri/mot-cua/?muc=don-vi")
        studio.take(page, "office-unclaimed")
        _open(studio, page)
        press(page, "Nhận việc")
        studio.take(page, "office-case")
        follow(page, "Yêu cầu bổ sung")
        page.get_by_role("checkbox", name=re.compile("Mục đích sử dụng")).first.check()
        page.locator("select[name^='ma-field']:visible").first.select_option("wrong")
        studio.take(page, "office-supplement", whole=True)
        press(page, "Gửi yêu cầu bổ sung")
        page.get_by_text("Đã gửi yêu cầu bổ sung").first.wait_for()


def supplement(studio: Studio) -> None:
    with studio.page("phone") as page:
        _sign_in_again(studio, page)
        _supplement(studio, page)


def _supplement(studio: Studio, page: Page) -> None:
    studio.take(page, "supplement", whole=True)
    follow(page, "Bổ sung ngay")
    for _ in range(9):
        if page.url.endswith("/kiem-tra/"):
            break
        if page.locator("[name=f-fld_muc_dich]:enabled").count():
            page.locator("[name=f-fld_muc_dich]").fill("Làm hộ chiếu và thị thực")
            studio.take(page, "supplement-form", whole=True)
        go_on(page)
    press(page, "Gửi phần bổ sung")
    page.get_by_role("heading", name="Đã nhận phần bổ sung").wait_for()


def result(studio: Studio) -> None:
    """The dossier of ``office``, from the supplement to the signature."""
    with studio.officer("chuyenvien") as page:
        _open(studio, page)
        studio.take(page, "office-supplemented", whole=True)
        _decide(page)
    with studio.officer("lanhdao") as page:
        _open(studio, page)
        studio.take(page, "office-approve", whole=True)
        _decide(page)


def hand_over(studio: Studio) -> None:
    """The dossier of ``result``, into the citizen's hand."""
    with studio.officer("traketqua") as page:
        _open(studio, page)
        page.locator("[name=number]").fill("068095002468")
        page.locator("[name=checked]").check()
        studio.take(page, "office-hand-over", whole=True)
        press(page, "Trả kết quả")
        page.get_by_text("Đã trả kết quả").first.wait_for()
        studio.take(page, "office-done")


def outcome(studio: Studio) -> None:
    """What the citizen has in the end."""
    with studio.page("phone") as page:
        _sign_in_again(studio, page)
        studio.take(page, "result", whole=True)
        with page.expect_download() as paper:
            page.get_by_role("link", name="Tải kết quả (PDF)").click()
        keep_paper(Path(paper.value.path()).read_bytes(), "result-paper")
        follow(page, "Kiểm tra giấy tờ này")
        studio.take(page, "verified", whole=True)


def _decide(page: Page) -> None:
    """The outcome that leads on, and once more where the screen asks to look again."""
    page.locator("button[name=outcome]").first.click()
    page.wait_for_load_state("load")
    if page.locator("button[name=confirmed]").count():
        page.locator("button[name=confirmed]").click()
    page.wait_for_selector(".messages")


def _sign_in_again(studio: Studio, page: Page) -> None:
    page.goto(studio.portal + "/ho-so/")
    press(page, re.compile("Tiếp tục với"))
    press(page, re.compile(PERSON))
    page.wait_for_url("**/ho-so/")
    page.locator("main a[href^='/ho-so/']").first.click()
    page.wait_for_url(re.compile(r"/ho-so/[0-9a-f-]{36}/$"))


def desks(studio: Studio) -> None:
    """The cashier's counter and the list of what is late."""
    with studio.officer("thuphi") as page:
        page.goto(f"{studio.portal}/quan-tri/mot-cua/?muc=tat-ca&trang_thai=1")
        page.locator(".mo-office a").filter(has_text=re.compile("^(NH-|H[0-9])")).first.click()
        page.wait_for_selector(".mo-panel")
        page.goto(page.url.rstrip("/") + "/phi/")
        if page.get_by_role("button", name="Lập phiếu thu").count():
            press(page, "Lập phiếu thu")
        page.get_by_text("Đã nhận đủ").wait_for()
        studio.take(page, "counter")
    with studio.officer("kiemsoat") as page:
        page.goto(f"{studio.portal}/quan-tri/mot-cua/tre-han/")
        studio.take(page, "late")


def designer(studio: Studio) -> None:
    """A clerk adds a hint to a question; another person publishes it."""
    with studio.officer("thietke") as page:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{studio.portal}/quan-tri/dich-vu/")
        studio.take(page, "designer-services")
        page.get_by_role("link", name=re.compile("trích lục hộ tịch")).first.click()
        page.wait_for_selector(".mcd-paper")
        studio.take(page, "designer")
        page.locator(".mcd-line-name", has_text="Nơi cấp").first.click()
        hint = page.get_by_label("Lời hướng dẫn dưới tên", exact=True)
        hint.fill(next(words for words in HINTS if words != hint.input_value()))
        page.wait_for_selector(".mcd-save[data-phase=saved]")
        studio.take(page, "designer-question")
        press(page, "Xem thử")
        page.frame_locator(".mcd-device iframe").get_by_label("Họ, chữ đệm, tên").first.wait_for()
        studio.take(page, "designer-preview")
        for tab, name in (("Quy trình", "designer-process"), ("Thông tin", "designer-facts")):
            page.get_by_role("tab", name=re.compile(tab)).first.click()
            studio.take(page, name)
        press(page, "Gửi duyệt")
        page.get_by_label("Lời nhắn cho người duyệt").fill("Thêm lời hướng dẫn cho câu “Nơi cấp”.")
        studio.take(page, "designer-send")
        page.locator("dialog").get_by_role("button", name="Gửi duyệt").click()
        page.get_by_text("Trong lúc chờ duyệt, bản nháp được khóa").wait_for()
    with studio.officer("congbo") as page:
        page.goto(f"{studio.portal}/quan-tri/dich-vu/?trang_thai=in_review")
        follow(page, "Xét duyệt")
        studio.take(page, "designer-review")
        press(page, "Công bố")
        page.get_by_text("Đã công bố").first.wait_for()


def papers(studio: Studio) -> None:
    """How papers look."""
    with studio.officer("thietke") as page:
        page.goto(f"{studio.portal}/quan-tri/so-giay-to/mau/")
        page.locator("[name='sign.authority']").fill("TM. ỦY BAN NHÂN DÂN")
        page.locator("[data-mo-design-page][src^='blob:']").wait_for()
        studio.take(page, "paper-design")


def importing(studio: Studio) -> None:
    """A clerk brings in a national record and a workbook, and opens what came of them."""
    golden = ROOT / "tests" / "golden" / "imports"
    record = golden / "national" / "cap_lai_giay_phep.txt"
    # Another time it is another record: the same one would change nothing.
    content = record.read_bytes() + f"\nSố lần nhập: {time.time():.0f}\n".encode()
    chosen: list[Any] = [
        {"name": record.name, "mimeType": "text/plain", "buffer": content},
        {"name": "ghi-chu.txt", "mimeType": "text/plain", "buffer": "Ghi chú".encode()},
    ]
    with studio.officer("thietke") as page:
        page.goto(f"{studio.portal}/quan-tri/nhap-dich-vu/")
        page.locator("[name=uploads]").set_input_files(chosen)
        studio.take(page, "importing")
        page.locator("form").get_by_role("button", name="Nhập", exact=True).click()
        page.get_by_role("heading", name=record.name).wait_for()
        studio.take(page, "importing-report", whole=True)
        page.get_by_role("link", name=re.compile("trong trang thiết kế")).first.click()
        page.wait_for_selector(".mcd-paper")
        studio.take(page, "importing-draft")


def mail(studio: Studio) -> None:
    with studio.page("desktop") as page:
        page.goto(studio.platform + "/simulator/mail/")
        studio.take(page, "mail")


SCENES = {
    each.__name__: each
    for each in (
        portal,
        citizen,
        office,
        supplement,
        result,
        hand_over,
        outcome,
        desks,
        designer,
        first_form,
        process,
        papers,
        importing,
        mail,
        *portal_pictures.SCENES,
    )
}


def main(arguments: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--lang=vi", "--host-resolver-rules=MAP *.localhost 127.0.0.1"],
            env={**os.environ, "LANGUAGE": "vi"},
        )
        studio = Studio(browser, arguments[0])
        for name in arguments[1:] or SCENES:
            if "=" in name:
                studio.reference = name.split("=")[1]
                continue
            try:
                SCENES[name](studio)
            except (AssertionError, Error) as problem:
                failed += 1
                print(f"{name}: {problem}", file=sys.stderr)
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
