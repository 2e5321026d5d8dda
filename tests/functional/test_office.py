"""Three officers and a citizen take one dossier from the inbox to the signature.

axe looks at our own content, ``.mo-office``: the frame around it is Wagtail's.
"""

import re

import pytest
from django.utils import timezone

from motcua.identity.models import Account
from tenants.api import find_tenant, in_tenant
from tests.factories import casework as make
from tests.functional.authors import enter
from tests.functional.hand import follow, press
from tests.functional.screens import resize

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = ".mo-office"


@pytest.fixture
def office(transactional_db):
    tenant = find_tenant(slug="lam-dong")
    with in_tenant(tenant.schema_name):
        office = make.make_office(code="H36.01")
        office.now = timezone.now()
        office.case = office.file()
        yield office


def sign_in(page, root, actor):
    """Through the page of sign-in, as one of the officers does here; the others are in already."""
    page.goto(f"{root}/quan-tri/")
    page.get_by_label(re.compile("Username|Tên|username")).fill(username_of(actor))
    page.locator("input[type=password]").fill("mat-khau-thu-1")
    page.locator("form.login-form button[type=submit]").click()
    page.wait_for_selector(OURS)


def username_of(actor):
    return Account.objects.get(pk=actor.id).username


def open_case(page, root, case, tab):
    page.goto(f"{root}/quan-tri/mot-cua/?muc={tab}")
    page.get_by_role("link", name=re.compile(rf"^({case.reference}|H36)")).click()
    page.wait_for_selector(".mo-panel")


def test_from_the_inbox_to_the_signature(office, site, new_page, accessible, picture):
    root, case = site("lam-dong"), office.case

    page = new_page("desktop")
    sign_in(page, root, office.receptionist)
    accessible(page, OURS)
    picture(page, "1-trang-chu")
    page.get_by_role("link", name=re.compile("Mới, cần tiếp nhận")).click()
    page.wait_for_url("**/mot-cua/**")
    accessible(page, OURS)
    picture(page, "2-can-tiep-nhan")
    page.get_by_role("link", name=case.reference, exact=True).click()
    page.wait_for_selector(".mo-panel")
    accessible(page, OURS)
    picture(page, "3-ho-so-moi")
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    page.get_by_text("Đã tiếp nhận hồ sơ").wait_for()
    case.refresh_from_db()
    assert case.code
    assert case.code.startswith("H36.01")

    resize(page, "tablet")
    enter(page, root, username_of(office.specialist))
    page.goto(f"{root}/quan-tri/mot-cua/?muc=don-vi")
    picture(page, "4-viec-cua-don-vi-may-tinh-bang")
    accessible(page, OURS)
    press(page, re.compile("Nhận việc H36"))
    open_case(page, root, case, "cua-toi")
    picture(page, "5-ho-so-may-tinh-bang")
    page.get_by_role("link", name="Yêu cầu bổ sung").click()
    page.wait_for_url("**/bo-sung/")
    picture(page, "6-yeu-cau-bo-sung-may-tinh-bang")
    page.get_by_role("checkbox", name=re.compile("Câu copies")).check()
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    page.get_by_role("alert").get_by_text("Hãy chọn lý do").wait_for()
    accessible(page, OURS)
    page.get_by_role("combobox", name=re.compile("Lý do – Câu copies")).select_option("wrong")
    picture(page, "7-yeu-cau-bo-sung-co-loi")
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    page.get_by_text("Đã gửi yêu cầu bổ sung lần 1").wait_for()
    picture(page, "8-cho-cong-dan")

    office.now = timezone.now()
    office.answer(case)

    resize(page, "desktop")
    enter(page, root, username_of(office.specialist))
    open_case(page, root, case, "cua-toi")
    page.get_by_text("Người nộp đã sửa 1 nội dung").wait_for()
    accessible(page, OURS)
    picture(page, "9-da-bo-sung")
    page.get_by_role("button", name="Đủ điều kiện").click()
    page.get_by_text("Bước tiếp theo: Ký duyệt").wait_for()

    enter(page, root, username_of(office.leader))
    open_case(page, root, case, "don-vi")
    picture(page, "10-lanh-dao")
    page.get_by_role("button", name="Trả lại").click()
    page.get_by_role("alert").get_by_text("Hãy nêu lý do").wait_for()
    accessible(page, OURS)
    page.get_by_role("button", name="Ký duyệt").click()
    page.get_by_text("Bước tiếp theo: Phát hành").wait_for()


def test_an_officer_gets_through_without_scripts(office, site, new_page):
    """Wagtail's menu needs scripts, our content does not."""
    root = site("lam-dong")
    page = new_page("tablet", scripts=False)
    enter(page, root, username_of(office.receptionist))
    page.goto(f"{root}/quan-tri/")
    follow(page, "Mở danh sách hồ sơ")
    follow(page, office.case.reference)
    follow(page, "Từ chối tiếp nhận")
    page.get_by_label("Lý do thường gặp").select_option("duplicate")
    press(page, "Từ chối tiếp nhận")
    press(page, "Đồng ý")
    page.get_by_text("Đã từ chối tiếp nhận hồ sơ").wait_for()
    office.case.refresh_from_db()
    assert office.case.national_state == 3
