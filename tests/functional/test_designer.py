"""A clerk builds a form by keyboard alone, another person publishes it; two work on one draft."""

import pytest
from playwright.sync_api import expect

from tests.functional.authors import (
    OURS,
    enter,
    lines,
    make_service,
    press_enter_on,
    replay,
    saved,
    shows,
    sign_in,
    tab_to,
)
from tests.functional.hand import leaving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def name_page(page, name):
    page.wait_for_selector("[name=title]:focus")
    page.keyboard.type(name)


def add_question(page, name):
    page.keyboard.press("Alt+n")
    page.wait_for_selector("[data-composer]:focus")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".mcd-line-name:text-is('{name}')")


def add_page(page, name):
    press_enter_on(page, "[data-add-page]", key="Shift+Tab")
    name_page(page, name)


def set_condition(page):
    """Through the settings: [question] [is] [yes]."""
    press_enter_on(page, ".mcd-condition .button")
    page.wait_for_selector("select[aria-label='Câu hỏi']:focus")
    for _press in range(20):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.selectedOptions?.[0].text") == FIRST[-1]:
            return
    raise AssertionError("the question is not offered")


FIRST = [
    "Họ tên",
    "Ngày sinh",
    "Số căn cước",
    "Số điện thoại",
    "Ông/bà đã kết hôn, có hay không?",
]
SECOND = ["Họ và tên vợ hoặc chồng", "Ghi chú thêm", "Danh sách thành viên trong hộ"]
MEMBER = ["Tên thành viên", "Nơi sinh của thành viên"]
BUILT = ["Người đề nghị", *FIRST, "Gia đình", *SECOND, *MEMBER]
RULE = "Chỉ hiện khi “Ông/bà đã kết hôn, có hay không?” là Có"


def build_ten_questions(page):
    """Two pages, a condition, a repeating group with two questions inside."""
    # The page of the usual start goes first: its line is selected when the designer opens.
    page.keyboard.press("Alt+o")
    page.wait_for_selector(".mcd-tree [tabindex='0']:focus")
    page.keyboard.press("Delete")
    press_enter_on(page, "[data-first-page]")
    name_page(page, BUILT[0])
    for name in FIRST:
        add_question(page, name)
    add_page(page, "Gia đình")
    add_question(page, SECOND[0])
    set_condition(page)
    for name in (*SECOND[1:], *MEMBER):
        add_question(page, name)
    saved(page)


def replay_everything(page, keys, button):
    """Each press waits for its answer, so the button tells whether there is more."""
    for _step in range(60):
        if page.locator(f".mcd-tool[title='{button}']").is_disabled():
            return
        replay(page, keys)
    raise AssertionError(f"{keys} does not come to an end")


# Words of the problem, the control it leads to, what is typed there.
MISSING = {
    "câu giới thiệu": ("[data-place='service/summary'] textarea", "Dùng khi cần xác nhận."),
    "chưa có lĩnh vực": ("[data-place='procedure/sector'] input", "Hộ tịch"),
    "chưa có mã thủ tục": ("[data-place='procedure/code'] input", "1.009998"),
}


def fill_what_is_missing(page):
    """Go from problem to problem; type what each error wants where it leads."""
    expect(page.locator(".mcd-tool[title='Alt+L']")).not_to_have_text("Đang kiểm tra…")
    for _round in range(30):
        if page.locator(".mcd-tool--problem").count() == 0:
            return
        page.keyboard.press("F8")
        told = page.locator(".mcd-problem--here").inner_text()
        for words, (selector, typed) in MISSING.items():
            if words in told:
                page.wait_for_selector(f"{selector}:focus")
                page.keyboard.press("Control+a")
                page.keyboard.type(typed)
                saved(page)
    raise AssertionError(page.locator(".mcd-problems-panel").inner_text())


def ask_to_publish(page):
    press_enter_on(page, ".mcd-tools .button")
    page.wait_for_selector("dialog[open]")
    for number in range(page.locator("dialog input[id^=why-]").count()):
        box = page.locator("dialog input[id^=why-]").nth(number).get_attribute("id")
        tab_to(page, f"[id='{box}']")
        page.keyboard.type("Đã cân nhắc.")
    tab_to(page, "#mcd-note")
    page.keyboard.type("Xin duyệt giúp.")
    press_enter_on(page, "dialog [type=submit]")
    page.get_by_text("Trong lúc chờ duyệt, bản nháp được khóa").wait_for()


def test_a_whole_form_by_keyboard_alone(people, site, new_page, accessible, picture):
    """Ten questions on two pages, a condition, a group; undone, done again, published."""
    root, page = site("lam-dong"), new_page("desktop")
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    sign_in(page, root, "soan")
    make_service(page, root, "Xác nhận tình trạng gia đình")
    begun = lines(page)
    build_ten_questions(page)
    shows(page, BUILT)
    page.keyboard.press("Alt+o")
    page.wait_for_selector(".mcd-tree [tabindex='0']:focus")
    page.keyboard.press("End")
    expect(page.locator(".mcd-paper .mcd-rule")).to_have_text(RULE)
    picture(page, "thiet-ke-1-muoi-cau")

    replay_everything(page, "Control+z", "Ctrl+Z")
    shows(page, begun)
    replay_everything(page, "Control+Shift+z", "Ctrl+Shift+Z")
    shows(page, BUILT)
    page.reload()
    page.wait_for_selector(".mcd-paper")
    shows(page, BUILT)

    fill_what_is_missing(page)
    ask_to_publish(page)
    assert wrong == []
    enter(page, root, "duyet")
    page.goto(f"{root}/quan-tri/dich-vu/?trang_thai=in_review")
    press_enter_on(page, "a[href$='/xet-duyet/']")
    page.wait_for_selector("[name=decision][value=publish]")
    press_enter_on(page, "[name=decision][value=publish]")
    page.get_by_text("Đã công bố “Xác nhận tình trạng gia đình”.").wait_for()


POLYGLOT = (
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert(1) )//%0D%0A//</stYle/</titLe/"
    "</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert(1)//>\\x3e<img src=x onerror=alert(2)>"
)


def test_every_screen_is_accessible_and_hostile_words_stay_words(
    people, site, new_page, accessible
):
    root, page = site("lam-dong"), new_page("desktop")
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    enter(page, root, "soan")
    make_service(page, root, "Thử chữ lạ", start="empty")
    page.locator("[data-first-page]").click()
    page.locator("[name=title]").fill(POLYGLOT[:400])
    for number, label in enumerate((POLYGLOT, "Chọn loại giấy", "Danh sách thành viên"), 2):
        page.locator("[data-composer]").fill(label)
        page.locator("[data-composer]").press("Enter")
        expect(page.locator(".mcd-line-name")).to_have_count(number)
    page.locator("[data-level='2']").first.click()
    page.locator("#mcd-settings [name=help]").fill(POLYGLOT)
    saved(page)
    page.locator("[data-types-toggle]").click()
    page.wait_for_selector(".mcd-types")
    page.locator("[data-retype]").click()
    accessible(page, OURS)
    page.keyboard.press("Alt+l")
    page.wait_for_selector(".mcd-problems-panel")
    page.get_by_role("button", name="Chọn nhiều câu").click()
    page.locator("[data-level='2']").nth(0).click()
    page.locator("[data-level='2']").nth(1).click()
    page.wait_for_selector(".mcd-selection")
    accessible(page, OURS)
    page.get_by_role("button", name="Thôi chọn", exact=True).click()
    for number, sign in (
        (2, ".mcd-map"),
        (3, "[data-place=process]"),
        (4, ".mcd-section"),
        (5, ".mcd-words-line"),
    ):
        page.keyboard.press(f"Alt+{number}")
        page.wait_for_selector(sign)
        accessible(page, OURS)
    page.keyboard.press("Alt+1")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    accessible(page, "dialog")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    page.get_by_role("button", name="Xem thử").click()
    page.frame_locator(".mcd-device iframe").locator("main").wait_for()
    page.locator("[data-sample]").click()
    page.get_by_role("button", name="Mẫu khác").wait_for()
    accessible(page, ".mcd-looks")
    assert alerts == []


def test_two_people_work_on_one_draft(people, site, new_page):
    root, first = site("lam-dong"), new_page("desktop")
    enter(first, root, "soan")
    make_service(first, root, "Hai người cùng soạn")
    saved(first)
    second = new_page("desktop")
    enter(second, root, "soan2")
    second.goto(first.url)
    second.wait_for_selector(".mcd-paper")

    # Different questions: both edits stand, nobody is asked.
    first.locator("[data-level='2']").nth(0).click()
    first.locator("[name=label]").fill("Tên của người nộp")
    saved(first)
    second.locator("[data-level='2']").nth(1).click()
    second.locator("[name=label]").fill("Số thẻ")
    second.wait_for_selector(".mcd-line-name:text-is('Tên của người nộp')")
    saved(second)
    for name in ("Tên của người nộp", "Số thẻ"):
        second.wait_for_selector(f".mcd-line-name:text-is('{name}')")

    # The same question: the second, who had no network for a while, sees both and chooses.
    first.reload()
    first.wait_for_selector(".mcd-line-name:text-is('Số thẻ')")
    first.locator("[data-level='2']").nth(1).click()
    second.context.set_offline(True)
    second.locator("[name=label]").fill("Số định danh")
    second.wait_for_selector(".mcd-save[data-phase=offline]")
    first.locator("[name=label]").fill("Số căn cước")
    saved(first)
    second.context.set_offline(False)
    second.get_by_role("heading", name="Hai người cùng sửa một chỗ").wait_for()
    expect(second.locator(".mcd-compare")).to_contain_text("Số căn cước")
    second.get_by_role("button", name="Giữ bản của tôi").click()
    saved(second)
    second.wait_for_selector(".mcd-line-name:text-is('Số định danh')")


def test_questions_are_copied_into_another_service(people, site, new_page):
    root, page = site("lam-dong"), new_page("desktop")
    enter(page, root, "soan")
    make_service(page, root, "Dịch vụ thứ nhất")
    page.locator("[data-level='2']").nth(0).click(modifiers=["Control"])
    page.locator("[data-level='2']").nth(1).click(modifiers=["Control"])
    copied = lines(page)[1:3]
    page.get_by_role("button", name="Sao chép").click()
    page.get_by_text("Đã sao chép").first.wait_for()
    make_service(page, root, "Dịch vụ thứ hai", start="empty")
    page.locator("[data-first-page]").click()
    page.locator("[name=title]").fill("Trang một")
    page.get_by_role("button", name="Dán").click()
    page.wait_for_selector(f".mcd-line-name:text-is('{copied[0]}')")
    saved(page)
    shows(page, ["Trang một", *copied])


def test_another_person_publishes(people, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page("desktop")
    enter(page, root, "soan")
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
    page.wait_for_selector("dialog[open]")
    for box in page.locator("dialog input[id^=why-]").all():
        box.fill("Đã cân nhắc.")
    page.get_by_label("Lời nhắn cho người duyệt").fill("Xin duyệt giúp.")
    page.locator("dialog").get_by_role("button", name="Gửi duyệt").click()
    page.get_by_text("Trong lúc chờ duyệt, bản nháp được khóa").wait_for()

    enter(page, root, "duyet")
    page.goto(f"{root}/quan-tri/dich-vu/?trang_thai=in_review")
    with leaving(page):
        page.get_by_role("link", name="Xét duyệt").click()
    page.get_by_text("Dịch vụ mới, chưa công bố lần nào.").wait_for()
    picture(page, "thiet-ke-4-xet-duyet")
    page.get_by_role("button", name="Công bố", exact=True).click()
    page.get_by_text("Đã công bố “Cấp giấy phép thử”.").wait_for()


def test_the_preview_is_the_citizens_page(people, site, new_page, picture):
    root, page = site("lam-dong"), new_page("desktop")
    enter(page, root, "soan")
    page.goto(f"{root}/quan-tri/dich-vu/moi/")
    page.get_by_label("Tên dịch vụ công").fill("Cấp giấy phép thử")
    page.get_by_role("button", name="Tạo và mở trang thiết kế").click()
    page.wait_for_selector(".mcd-paper")
    page.get_by_role("button", name="Xem thử").click()
    frame = page.frame_locator(".mcd-device iframe")
    frame.get_by_label("Họ và tên").wait_for()
    assert page.locator(".mcd-device iframe").bounding_box()["width"] == 375
    picture(page, "thiet-ke-5-xem-thu")

    page.locator("[data-level='2']").first.click()
    page.get_by_label("Tên câu hỏi", exact=True).fill("Họ, chữ đệm và tên")
    frame.get_by_label("Họ, chữ đệm và tên").wait_for()
