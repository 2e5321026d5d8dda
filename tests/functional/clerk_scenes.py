"""Pictures of a clerk's first form: the scenes behind the pages on questions, conditions, groups.

``python -m tests.functional.pictures http://motcua.localhost:8000 first_form``
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.functional.studio import Studio

NAME = "Đăng ký sử dụng nhà văn hóa xã"
QUESTIONS = (
    "Họ và tên người đăng ký",
    "Ngày sinh",
    "Số điện thoại",
    "Ngày sử dụng",
    "Sự kiện có thu tiền, có hay không?",
)


def first_form(studio: Studio) -> None:
    """From an empty service to a checked form, a picture a step."""
    with studio.officer("thietke") as page:
        page.set_viewport_size({"width": 1360, "height": 860})
        _begin(studio, page)
        _ask(studio, page)
        _look(studio, page)
        _condition(studio, page)
        _group(studio, page)
        _translate(studio, page)
        _check(studio, page)


def _begin(studio: Studio, page: Page) -> None:
    page.goto(f"{studio.portal}/quan-tri/dich-vu/moi/")
    page.get_by_label("Tên dịch vụ công").fill(NAME)
    page.locator("[name=start]").last.check()
    studio.take(page, "form-new")
    # The pictures are taken again and again; an address belongs to one service only.
    page.locator("[name=slug]").fill(f"nha-van-hoa-{int(time.time())}")
    page.get_by_role("button", name="Tạo và mở trang thiết kế").click()
    page.wait_for_selector(".mcd-paper--empty")
    studio.take(page, "form-empty")
    page.locator("[data-first-page]").click()
    page.locator("[name=title]").fill("Người đăng ký")


def _add(page: Page, name: str) -> None:
    page.keyboard.press("Alt+n")
    page.locator("[data-composer]").fill(name)
    page.locator("[data-composer]").press("Enter")
    page.wait_for_selector(f".mcd-line-name:text-is('{name}')")


def _ask(studio: Studio, page: Page) -> None:
    for name in QUESTIONS:
        _add(page, name)
    page.locator("[data-composer]").fill("Địa chỉ liên hệ")
    page.locator(".mcd-composer").scroll_into_view_if_needed()
    studio.take(page, "form-question")
    page.locator("[data-types-toggle]").click()
    page.locator("[data-type-search]").fill("tien")
    page.locator(".mcd-palette").scroll_into_view_if_needed()
    studio.take(page, "form-types")
    page.locator("[data-types-toggle]").click()
    page.locator("[data-composer]").fill("")
    page.locator(".mcd-line--field").nth(3).click()
    page.locator("[data-retype]").click()
    studio.take(page, "form-retype")
    page.locator("[data-retype]").click()


def _look(studio: Studio, page: Page) -> None:
    page.wait_for_selector(".mcd-save[data-phase=saved]")
    page.get_by_role("button", name="Xem thử").click()
    page.locator("[data-sample]").click()
    page.get_by_role("button", name="Mẫu khác").wait_for()
    page.frame_locator(".mcd-device iframe").locator("main").wait_for()
    page.wait_for_timeout(1_500)
    studio.take(page, "form-preview")
    page.get_by_role("button", name="Soạn", exact=True).click()


def _condition(studio: Studio, page: Page) -> None:
    page.locator(".mcd-line--field").last.click()
    _add(page, "Mức thu mỗi vé")
    page.locator(".mcd-condition .button").first.click()
    page.get_by_label("Câu hỏi", exact=True).first.select_option(label=QUESTIONS[-1])
    page.wait_for_selector(".mcd-paper .mcd-rule")
    page.locator(".mcd-condition").first.scroll_into_view_if_needed()
    studio.take(page, "form-condition")


def _group(studio: Studio, page: Page) -> None:
    page.locator("[data-add-page]").click()
    page.locator("[name=title]").fill("Người tham gia")
    for name in ("Danh sách người biểu diễn", "Tên người biểu diễn", "Tiết mục"):
        _add(page, name)
    studio.take(page, "form-group")
    page.get_by_role("button", name="Chọn nhiều câu").click()
    for number in (0, 1, 2):
        page.locator(".mcd-line--field").nth(number).click()
    studio.take(page, "form-many")
    page.get_by_role("button", name="Thôi chọn nhiều").click()


def _translate(studio: Studio, page: Page) -> None:
    page.get_by_role("tab", name="Bản dịch").click()
    page.wait_for_selector(".mcd-words-line")
    page.get_by_label("Tên dịch vụ, tiếng Anh").fill("Use of the commune's house of culture")
    studio.take(page, "form-words")
    page.get_by_role("tab", name="Sơ đồ").click()
    page.wait_for_selector(".mcd-map")
    studio.take(page, "form-map")


def _check(studio: Studio, page: Page) -> None:
    page.wait_for_selector(".mcd-save[data-phase=saved]")
    page.keyboard.press("F8")
    page.wait_for_selector(".mcd-problems-panel")
    page.wait_for_timeout(600)
    studio.take(page, "form-check")
    page.keyboard.press("Alt+l")
