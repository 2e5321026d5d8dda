"""What an agency, its finance officer and the platform's operator do in a browser.

``seen(page, name)`` is told of every new screen: the tests look at it with axe, the how-to pages take
their pictures of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.functional.hand import follow, leaving, press

Seen = Callable[[Any, str], None]
NewPage = Callable[[], Any]
PASSWORD = "mot-cau-dai-de-nho-2026"
OFFICE = "/quan-tri"
SERVICE = "Đăng ký thành lập hộ kinh doanh"
LONG_MS = 300_000
"""For what a worker does on a slow machine."""
LONGEST_PAUSE_MS = 4_000


def open_portal(page: Any, platform: str, mark: str, seen: Seen) -> str:
    """From the form to the portal's staff site; returns its address. ``mark`` makes it one of a kind."""
    page.goto(f"{platform}/mo-cong/")
    mail = f"van-phong-{mark}@example.vn"
    for name, value in (
        ("name", f"Trung tâm Hành chính công {mark}"),
        ("short_name", f"Trung tâm {mark}"),
        ("slug", f"trung-tam-{mark}"),
        ("agency_code", f"H99.{mark}"),
        ("contact_name", "Nguyễn Thị Thử"),
        ("contact_title", "Chánh Văn phòng"),
        ("email", mail),
        ("phone", "0263 3000 009"),
        ("authority", "Quyết định 12/QĐ-UBND ngày 05/6/2026"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=kind]").select_option("agency")
    seen(page, "signup")
    press(page, "Gửi mã xác nhận")
    page.wait_for_url("**/mo-cong/tien-do/")
    page.locator("[name=code]").fill(_code_sent_to(page, platform, mail))
    seen(page, "signup-code")
    press(page, "Mở cổng")
    page.get_by_role("heading", name="Cổng đã sẵn sàng").wait_for(timeout=LONG_MS)
    seen(page, "signup-ready")
    press(page, "Đặt mật khẩu và bắt đầu")
    choose_password(page)
    root = page.url.partition(OFFICE)[0]
    sign_in(page, "quan-tri")
    return root


def choose_password(page: Any) -> None:
    for name in ("password", "again"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    press(page, "Đặt mật khẩu")


def sign_in(page: Any, username: str, password: str = PASSWORD) -> None:
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    with leaving(page, scripts=False):
        page.locator("[name=password]").press("Enter")


def _code_sent_to(page: Any, platform: str, mail: str) -> str:
    """As the simulated mailbox shows it."""
    box = page.context.new_page()
    box.goto(f"{platform}/simulator/mail/")
    row = box.locator("tr, li, article").filter(has_text=mail).first
    found = re.search(r"\b(\d{6})\b", row.inner_text())
    box.close()
    assert found, "no code in the mailbox"
    return found[1]


def follow_the_list(page: Any, root: str, seen: Seen) -> None:
    page.goto(f"{root}{OFFICE}/bat-dau/")
    seen(page, "onboarding")


def take_on(page: Any, root: str, *, username: str, name: str, role: str) -> str:
    """A colleague with a role; the address where they choose their password."""
    page.goto(f"{root}{OFFICE}/can-bo/moi/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=full_name]").fill(name)
    press(page, "Thêm cán bộ")
    page.locator("[name=role]").last.select_option(role)
    press(page, "Giao vai trò")
    press(page, "Tạo đường dẫn đặt mật khẩu")
    return str(page.locator("#mo-link").input_value())


def adopt_service(page: Any, root: str, seen: Seen) -> None:
    """From the platform's library, with the procedure's code; sent for approval."""
    page.goto(f"{root}{OFFICE}/thu-vien/?loai=service")
    seen(page, "library-services")
    follow(page, SERVICE)
    press(page, "Tạo dịch vụ từ mẫu này")
    page.wait_for_selector(".mcd-paper")
    page.get_by_role("button", name=re.compile("Không có lỗi|lời nhắc")).wait_for()
    page.get_by_role("button", name="Gửi duyệt").click()
    page.wait_for_selector("dialog[open]")
    for box in page.locator("dialog input[id^=why-]").all():
        box.fill("Đã cân nhắc.")
    page.get_by_label("Lời nhắn cho người duyệt").fill("Dịch vụ đầu tiên của cơ quan.")
    page.locator("dialog").get_by_role("button", name="Gửi duyệt").click()
    page.get_by_text("Trong lúc chờ duyệt, bản nháp được khóa").wait_for()


def publish(page: Any, link: str, username: str, seen: Seen) -> None:
    """The colleague chooses a password, looks at what waits and lets it out."""
    root = link.partition(OFFICE)[0]
    page.goto(link)
    choose_password(page)
    sign_in(page, username)
    page.goto(f"{root}{OFFICE}/dich-vu/?trang_thai=in_review")
    follow(page, "Xét duyệt")
    page.get_by_text("Dịch vụ mới, chưa công bố lần nào.").wait_for()
    seen(page, "first-service-review")
    press(page, re.compile("^Công bố$"))
    page.get_by_text(f"Đã công bố “{SERVICE}”.").wait_for()


def export_everything(page: Any, root: str, seen: Seen) -> bytes:
    """What the agency takes along when it leaves."""
    page.goto(f"{root}{OFFICE}/bat-dau/du-lieu/")
    for each in page.locator("main form").first.locator("input[type=password]").all():
        each.fill(PASSWORD)
    press(page, "Xuất toàn bộ")
    wait_reloading(page, page.get_by_role("link", name="Tải tệp"))
    seen(page, "export-ready")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp").first.click()
    with open(download.value.path(), "rb") as file:
        return file.read()


def wait_reloading(page: Any, wanted: Any) -> None:
    """For what is done behind the page: it is asked for again until it shows it. ``wanted`` is a
    part of the page, or tells whether it came."""
    came = wanted if callable(wanted) else wanted.count
    waited, pause = 0, 500
    while waited < LONG_MS:
        if came():
            return
        page.wait_for_timeout(pause)
        page.reload()
        # Each look takes from whoever is awaited.
        waited, pause = waited + pause, min(2 * pause, LONGEST_PAUSE_MS)
    raise AssertionError(f"never came: {wanted}")


def enter_console(page: Any, platform: str, mail: str) -> None:
    page.goto(f"{platform}/dieu-hanh/")
    page.locator("[name=login]").fill(mail)
    page.locator("[name=password]").fill(PASSWORD)
    with leaving(page, scripts=False):
        page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/dieu-hanh/")


def open_agency(page: Any, platform: str, name: str, seen: Seen) -> None:
    """As the operator finds it in the list."""
    seen(page, "operator")
    page.goto(f"{platform}/dieu-hanh/co-quan/?tim={name}")
    seen(page, "operator-agencies")
    follow(page, re.compile(name))
    seen(page, "operator-agency")


def suspend(page: Any) -> None:
    page.get_by_label("Lý do tạm ngừng").fill("Theo văn bản số 12 của cơ quan.")
    press(page, "Tạm ngừng")
    wait_reloading(page, page.get_by_role("button", name="Mở lại"))


def reopen(page: Any) -> None:
    press(page, "Mở lại")
    wait_reloading(page, page.get_by_role("button", name="Tạm ngừng"))


def reconcile(page: Any, root: str, statement: bytes, wanted: str, seen: Seen) -> None:
    """A bank's file with one line whose words nobody knows; ``wanted`` is the order it was for."""
    page.goto(f"{root}{OFFICE}/tai-chinh/doi-soat/")
    page.locator("[name=gateway]").select_option("gateway.vietqr")
    chosen: Any = {"name": "sao-ke.csv", "mimeType": "text/csv", "buffer": statement}
    page.locator("[name=file]").set_input_files(chosen)
    seen(page, "finance-import")
    press(page, "Nhập và đối chiếu")
    seen(page, "finance-statement")
    follow(page, "Cần xử lý")
    page.locator(".mo-office tbody a").first.click()
    page.locator("[name=note]").wait_for()
    seen(page, "finance-line")
    page.locator("[name=order]").fill(wanted)
    page.locator("[name=note]").fill("Người nộp gọi điện, đã xem ảnh chuyển khoản.")
    press(page, "Gán cho khoản thu này")
    page.get_by_text("Đã ghi nhận tiền cho khoản thu.").wait_for()
    page.goto(f"{root}{OFFICE}/tai-chinh/bao-cao/")
    seen(page, "finance-report")


def pay_for_plan(page: Any, root: str, seen: Seen) -> None:
    """From a trial to a plan that is paid by card, at the simulated provider."""
    plan = f"{root}{OFFICE}/goi-dich-vu/"
    page.goto(plan)
    seen(page, "plan")
    page.goto(f"{plan}thong-tin/")
    for name, value in (
        ("legal_name", "Trung tâm Hành chính công thử nghiệm"),
        ("address", "Số 1, đường Thử Nghiệm"),
        ("email", "ke-toan@example.vn"),
    ):
        page.locator(f"[name={name}]").fill(value)
    press(page, "Lưu")
    page.goto(plan)
    follow(page, "Xem giá và chọn Cấp xã")
    page.locator("#tra-card").check()
    seen(page, "plan-price")
    press(page, "Chọn gói này")
    page.wait_for_url("**/simulator/stripe/thanh-toan/**")
    seen(page, "plan-checkout")
    page.get_by_role("button", name=re.compile("Trả|Thanh toán")).first.click()
    page.wait_for_url(f"{plan}**")
    page.goto(plan)
    wait_reloading(page, page.get_by_text("Trả bằng thẻ, tự thu hằng tháng."))
    seen(page, "plan-paid")


def fill_the_house(page: Any, root: str, code: str, seen: Seen) -> None:
    """So many colleagues that the trial's limit is near, and then more than it allows."""
    page.goto(f"{root}{OFFICE}/bat-dau/can-bo/")
    _send_people(page, code, range(1, 25))
    page.goto(f"{root}{OFFICE}/goi-dich-vu/")
    page.get_by_role("row").filter(has_text=re.compile("sắp hết")).wait_for()
    seen(page, "plan-nearly-full")
    page.goto(f"{root}{OFFICE}/bat-dau/can-bo/")
    _send_people(page, code, range(25, 40))
    page.get_by_text(re.compile("tài khoản cán bộ")).first.wait_for()
    seen(page, "plan-full")


def _send_people(page: Any, code: str, numbers: range) -> None:
    rows = ["mã,tên,chức danh,thư điện tử,đơn vị,vai trò"]
    rows += [
        f"can-bo-{number},Cán Bộ Thứ {number},Chuyên viên,can-bo-{number}@example.vn,{code},specialist"
        for number in numbers
    ]
    content = "\n".join(rows).encode()
    chosen: Any = {"name": "can-bo.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("[name=file]").set_input_files(chosen)
    with leaving(page, scripts=False):
        page.locator("form:has([name=file]) button").last.click()
