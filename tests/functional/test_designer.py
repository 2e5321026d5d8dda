"""A clerk builds a two-page form with a condition by keyboard alone; another person publishes."""

import re

import pytest

from tests.factories.identity import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = ".mcd"
PASSWORD = "mat-khau-thu-1"


@pytest.fixture
def people(transactional_db):
    from tenants.api import find_tenant, in_tenant

    with in_tenant(find_tenant(slug="lam-dong").schema_name):
        make_staff("builder", username="soan", full_name="Lê Thị Soạn")
        make_staff("publisher", username="duyet", full_name="Phạm Văn Duyệt")
        yield


def sign_in(page, root, username):
    page.goto(f"{root}/quan-tri/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/quan-tri/$"))


def tab_to(page, selector, most=120, key="Tab"):
    """Press Tab until the thing is reached, as somebody without a mouse would."""
    for _press in range(most):
        if page.evaluate("each => document.activeElement?.matches(each) ?? false", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def saved(page):
    page.wait_for_selector(".mcd-save[data-phase=saved]")


def lines(page):
    return [each.strip() for each in page.locator(".mcd-line-name").all_inner_texts()]


def make_service(page, root, name):
    page.goto(f"{root}/quan-tri/dich-vu/moi/")
    tab_to(page, "#id_name")
    page.keyboard.type(name)
    tab_to(page, "[name=start]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mcd-paper")


def name_page(page, name):
    page.wait_for_selector("[name=title]:focus")
    page.keyboard.type(name)


def add_question(page, name):
    page.keyboard.press("Alt+n")
    page.wait_for_selector("[data-composer]:focus")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".mcd-line-name:text-is('{name}')")


def set_condition(page):
    """Through the settings: [question] [is] [yes]."""
    tab_to(page, ".mcd-condition .button")
    page.keyboard.press("Enter")
    tab_to(page, ".mcd-cond-line select", key="Shift+Tab")
    # From the bottom of the line to its first list.
    tab_to(page, ".mcd-cond-line select[aria-label='Câu hỏi']", key="Shift+Tab")
    page.keyboard.press("ArrowDown")


def build_two_pages(page):
    tab_to(page, ".mcd-paper--empty .button")
    page.keyboard.press("Enter")
    name_page(page, "Hôn nhân")
    add_question(page, "Ông/bà đã kết hôn, có hay không?")
    tab_to(page, ".mcd-outline-foot .button", key="Shift+Tab")
    page.keyboard.press("Enter")
    name_page(page, "Vợ hoặc chồng")
    add_question(page, "Họ và tên vợ hoặc chồng")
    set_condition(page)


RULE = "Chỉ hiện khi “Ông/bà đã kết hôn, có hay không?” là Có"
BUILT = [
    "Hôn nhân",
    "Ông/bà đã kết hôn, có hay không?",
    "Vợ hoặc chồng",
    "Họ và tên vợ hoặc chồng",
]


def test_two_pages_and_a_condition_by_keyboard(people, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page("desktop")
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    sign_in(page, root, "soan")
    make_service(page, root, "Xác nhận tình trạng gia đình")
    build_two_pages(page)
    saved(page)
    assert lines(page) == BUILT
    assert page.locator(".mcd-paper .mcd-rule").inner_text() == RULE
    accessible(page, OURS)
    picture(page, "thiet-ke-1-hai-trang")

    page.keyboard.press("Control+z")
    page.wait_for_selector(".mcd-paper .mcd-rule", state="detached")
    page.keyboard.press("Control+Shift+z")
    page.wait_for_selector(".mcd-paper .mcd-rule")

    page.keyboard.press("Alt+ArrowUp")
    saved(page)
    assert lines(page) == [*BUILT[:2], BUILT[3], BUILT[2]]
    page.keyboard.press("Control+z")
    page.wait_for_selector(".mcd-tree > :last-child .mcd-line-name:text-is('" + BUILT[3] + "')")

    page.reload()
    page.wait_for_selector(".mcd-paper")
    assert lines(page) == BUILT
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    accessible(page, "dialog")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    assert wrong == []


def test_another_person_publishes(people, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page("desktop")
    sign_in(page, root, "soan")
    page.goto(f"{root}/quan-tri/dich-vu/moi/")
    page.get_by_label("Tên dịch vụ công").fill("Cấp giấy phép thử")
    page.get_by_label("Mã thủ tục").fill("1.009999")
    page.get_by_role("button", name="Tạo và mở trang thiết kế").click()
    page.wait_for_selector(".mcd-paper")
    page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_text("Chưa gửi duyệt được").wait_for()
    picture(page, "thiet-ke-2-chua-gui-duoc")

    page.get_by_role("listitem").filter(has_text="chưa có câu giới thiệu").get_by_role(
        "button", name="Tới chỗ này"
    ).click()
    page.wait_for_selector("[data-place='service/summary'] textarea:focus")
    page.keyboard.type("Dùng khi cần giấy phép thử.")
    page.get_by_label("Lĩnh vực", exact=True).fill("Hộ tịch")
    saved(page)
    accessible(page, OURS)
    page.get_by_role("tab", name="Quy trình").click()
    page.wait_for_selector(".mcd-readback")
    accessible(page, OURS)
    picture(page, "thiet-ke-3-quy-trinh")
    page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_label("Lời nhắn cho người duyệt").fill("Xin duyệt giúp.")
    page.locator("dialog").get_by_role("button", name="Gửi duyệt").click()
    page.get_by_text("Trong lúc chờ duyệt, bản nháp được khoá").wait_for()

    other = new_page("desktop")
    sign_in(other, root, "duyet")
    other.goto(f"{root}/quan-tri/dich-vu/?trang_thai=in_review")
    other.get_by_role("link", name="Xét duyệt").click()
    other.get_by_text("Dịch vụ mới, chưa công bố lần nào.").wait_for()
    picture(other, "thiet-ke-4-xet-duyet")
    other.get_by_role("button", name="Công bố").click()
    other.get_by_text("Đã công bố “Cấp giấy phép thử”.").wait_for()


def test_the_preview_is_the_citizens_page(people, site, new_page, picture):
    root, page = site("lam-dong"), new_page("desktop")
    sign_in(page, root, "soan")
    page.goto(f"{root}/quan-tri/dich-vu/moi/")
    page.get_by_label("Tên dịch vụ công").fill("Cấp giấy phép thử")
    page.get_by_role("button", name="Tạo và mở trang thiết kế").click()
    page.wait_for_selector(".mcd-paper")
    page.get_by_role("button", name="Xem trên điện thoại").click()
    frame = page.frame_locator(".mcd-device iframe")
    frame.get_by_label("Họ và tên").wait_for()
    assert page.locator(".mcd-device iframe").bounding_box()["width"] == 375
    picture(page, "thiet-ke-5-xem-thu")

    page.locator("[data-level='2']").first.click()
    page.get_by_label("Tên câu hỏi", exact=True).fill("Họ, chữ đệm và tên")
    frame.get_by_label("Họ, chữ đệm và tên").wait_for()
