"""What a portal's editors and its technician do in a browser: pages, how it looks, a name of its own.

``seen(page, name)`` is told of every new screen: the tests look at it with axe, the how-to pages take
their pictures of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.functional.hand import follow, leaving, press

Seen = Callable[[Any, str], None]
OFFICE = "/quan-tri"
BRAND = "#8a1538"
HEADING = "Tháng cao điểm cấp giấy tờ hộ tịch"


# -- pages -----------------------------------------------------------------------------------------


def write_life_event(page: Any, home: str, title: str, service: str, seen: Seen) -> None:
    """Two things to do, the second with a service; ``home``: where a child page is added."""
    _new_page(page, home, "Sự kiện trong đời", title)
    page.locator("[name=intro]").fill("Những việc cần làm khi chuyển đến nơi ở mới, theo thứ tự.")
    _add_block(page, "steps")
    _fill_block(page, "steps-0", title="Báo cho tổ dân phố", when="trong tuần đầu")
    _add_block(page, "steps")
    _fill_block(page, "steps-1", title="Xin giấy xác nhận", when="khi cần", service=service)
    seen(page, "page-life-event")
    _send_for_approval(page)


def write_landing(page: Any, home: str, title: str, service: str, seen: Seen) -> None:
    """Put together from parts: a head, services, a button."""
    _new_page(page, home, "Trang chuyên đề", title)
    _add_block(page, "body", "Đầu trang")
    _fill_block(page, "body-0", heading=HEADING, words="Nộp ngay")
    _fill_block(page, "body-0", link="/dich-vu/")
    _add_block(page, "body", "Các dịch vụ")
    page.locator("[name='body-1-value-heading']").fill("Làm ngay trên mạng")
    page.locator("[name='body-1-value-services-0-value']").fill(service)
    _add_block(page, "body", "Nút")
    _fill_block(page, "body-2", words="Hỏi cơ quan", link="/hoi-dap/")
    seen(page, "page-landing")
    _send_for_approval(page)


def home_of(page: Any, root: str) -> str:
    """Where pages are added below the portal's first page."""
    page.goto(f"{root}{OFFICE}/pages/")
    edit = page.get_by_role("link", name="Trang chủ", exact=True).and_(
        page.locator("a[href$='/edit/']")
    )
    return f"{root}{edit.first.get_attribute('href')}".replace("/edit/", "/add_subpage/")


def open_page(page: Any, root: str, title: str) -> None:
    page.goto(f"{root}{OFFICE}/pages/search/?q={title}")
    follow(page, title)


def approve(page: Any, root: str, title: str, seen: Seen) -> None:
    """As the first page of the chief editor leads to it."""
    page.goto(f"{root}{OFFICE}/")
    seen(page, "waiting-for-approval")
    follow(page, title)
    page.get_by_role("button", name="Thao tác khác").click()
    with leaving(page, scripts=False):
        page.get_by_role("button", name="Phê chuẩn và xuất bản", exact=True).click()
    page.locator(".messages").get_by_text(title).first.wait_for()


def find_page(page: Any, root: str, title: str) -> None:
    """As anybody finds it, by the portal's own search."""
    page.goto(f"{root}/tim-kiem/?q={title}")
    follow(page, title)


def write(page: Any, field: str, words: str) -> None:
    """Into a field of rich text."""
    box = page.locator(
        f"[data-contentpath={field}] [contenteditable=true], #id_{field} ~ * [contenteditable=true]"
    )
    box.first.click()
    page.keyboard.insert_text(words)


def _new_page(page: Any, home: str, kind: str, title: str) -> None:
    page.goto(home)
    follow(page, kind)
    page.locator("[name=title]").fill(title)


def _add_block(page: Any, stream: str, name: str = "") -> None:
    """With one kind of block only, the button adds it at once."""
    children = page.locator(f"[data-contentpath={stream}] [data-streamfield-child]")
    before = children.count()
    page.locator(f"[data-contentpath={stream}] .c-sf-add-button").last.click()
    if name:
        page.get_by_role("option", name=name, exact=True).click()
    children.nth(before).wait_for()


def _fill_block(page: Any, block: str, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name='{block}-value-{name}']").fill(value)


def _send_for_approval(page: Any) -> None:
    page.get_by_role("button", name="Thao tác khác").click()
    with leaving(page, scripts=False):
        page.locator("[name=action-submit]").click()


# -- looks -----------------------------------------------------------------------------------------


def draft_looks(page: Any, root: str, seen: Seen) -> None:
    """Colours and kind, in a draft nobody sees yet."""
    page.goto(f"{root}{OFFICE}/cong/giao-dien/")
    page.locator("[name=base]").select_option("bold")
    page.locator("[name=brand]").fill(BRAND)
    press(page, "Lưu bản nháp", within="main")
    seen(page, "looks-draft")


def try_looks(page: Any, root: str, seen: Seen) -> None:
    press(page, "Xem thử trên cổng", within="main")
    seen(page, "looks-tried")
    page.goto(f"{root}{OFFICE}/cong/giao-dien/")


def put_looks_live(page: Any) -> None:
    press(page, "Dùng giao diện này", within="main")
    page.get_by_text("Giao diện mới đã hiện với mọi người.").wait_for()


def brand_of(page: Any) -> str:
    """The colour the portal is painted with, as this browser has it."""
    found = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--mc-brand')"
    )
    return str(found).strip().lower()


# -- a name of its own -----------------------------------------------------------------------------


def claim_name(page: Any, root: str, host: str, seen: Seen) -> tuple[str, str]:
    """Returns the record that proves it: its name and its text."""
    page.goto(f"{root}{OFFICE}/cong/ten-mien/")
    page.get_by_label("Tên miền").fill(host)
    press(page, "Thêm", within="main")
    page.get_by_text("Đã thêm.").wait_for()
    seen(page, "domain-waiting")
    record, text, _file = _row_of(page, host).locator("code").all_inner_texts()
    return record, text


def ask_in_vain(page: Any, host: str) -> None:
    _check_name(page, host)
    page.get_by_text("Chưa thấy bản ghi").wait_for()


def prove_name(page: Any, host: str, seen: Seen) -> None:
    _check_name(page, host)
    page.get_by_text("Đã chứng minh. Tên miền này dùng được ngay.").wait_for()
    seen(page, "domain-proven")


def _row_of(page: Any, host: str) -> Any:
    return page.get_by_role("row").filter(has_text=host)


def _check_name(page: Any, host: str) -> None:
    with leaving(page, scripts=False):
        _row_of(page, host).get_by_role("button", name=re.compile("Kiểm tra")).click()
