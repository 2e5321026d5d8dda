"""A day at the office: thirty dossiers come in, one is mended, twenty are signed, the late ones
are explained. axe looks at our own content, ``.mo-office``."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from motcua.casework import api
from motcua.casework.models import Case, Holding, Paper
from motcua.identity.models import Account
from tenants.api import find_tenant, in_tenant
from tenants.operations.seal_audit import seal_audit, yesterday
from tests.factories import casework as make
from tests.factories import signing
from tests.functional.authors import enter
from tests.functional.hand import press
from tests.functional.screens import resize
from tests.functional.test_office import OURS, username_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECEIVED, SIGNED, LATE = 30, 20, 3
LONG_MS = 300_000
"""For many dossiers at once on a slow machine."""


@pytest.fixture
def office(transactional_db, tenant_client):
    tenant = find_tenant(slug="lam-dong")
    with in_tenant(tenant.schema_name):
        office = make.make_office(code="H36.01")
        office.now = timezone.now()
        office.client = tenant_client("lam-dong")
        office.control = make.actor("procedure_control", agency=office.agency)
        office.cases = [office.file_only() for _ in range(RECEIVED)]
        office.run_later_work()
        for person in (office.receptionist, office.leader):
            api.arrange_desk(columns=["chu", "han"], page_size=50, has_shortcuts=False, by=person)
        signing.found_authority(office.now)
        signing.give_seal(office.now)
        signing.give_certificate(office.leader, at=office.now)
        yield office


def do_with_all(page, root, tab, deed):
    """Tick every row of the page and go to the look before the deed."""
    page.goto(f"{root}/quan-tri/mot-cua/?muc={tab}")
    for tick in page.locator("input[name=chon]").all():
        tick.check()
    page.get_by_role("button", name=deed, exact=True).click()
    page.wait_for_url("**/hang-loat/")


def go_ahead(page, deed, count):
    """All of them, however long it takes; each has an outcome, and none is a refusal."""
    with page.expect_response(lambda answer: "/hang-loat/" in answer.url, timeout=LONG_MS):
        page.locator(".mo-buttons").get_by_role("button", name=deed).click(no_wait_after=True)
    page.locator(".mo-outcomes li").nth(count - 1).wait_for(timeout=LONG_MS)
    expect(page.locator(".mo-outcome--failed")).to_have_count(0)


def test_a_day_at_the_office(office, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page("desktop")
    receive_thirty_and_print(office, root, page, accessible, picture)
    ask_a_supplement(office, root, page, accessible)
    resize(page, "tablet")
    sign_twenty_on_a_tablet(office, root, page, accessible, picture)
    resize(page, "desktop")
    explain_the_late_ones(office, root, page, accessible, picture)


def receive_thirty_and_print(office, root, page, accessible, picture):
    enter(page, root, username_of(office.receptionist))
    do_with_all(page, root, "tiep-nhan", "Tiếp nhận")
    accessible(page, OURS)
    picture(page, "office-many")
    go_ahead(page, "Tiếp nhận", RECEIVED)
    accessible(page, OURS)
    picture(page, "office-many-done")
    assert Case.objects.exclude(code=None).count() == RECEIVED
    office.now = timezone.now()
    office.run_later_work()
    assert Paper.objects.exclude(file_id=None).filter(kind="receipt_01").count() == RECEIVED
    print_form_01(office)


def print_form_01(office):
    """The browser hands PDFs to its viewer, so its session is borrowed to look at them."""
    client = office.client
    client.force_login(
        Account.objects.get(pk=office.receptionist.id), "motcua.identity.backends.StaffBackend"
    )
    for case in office.cases:
        answer = client.get(f"/quan-tri/quay/xong/{case.pk}/giay-tiep-nhan/")
        # PDFs of dossiers come from a host of their own.
        assert answer.status_code == 302, case.pk
        assert "//tep." in answer["Location"]


def ask_a_supplement(office, root, page, accessible):
    case = office.cases[0]
    enter(page, root, username_of(office.specialist))
    page.goto(f"{root}/quan-tri/mot-cua/{case.pk}/bo-sung/")
    page.get_by_role("checkbox", name=re.compile("Câu copies")).check()
    page.get_by_role("combobox", name=re.compile("Lý do – Câu copies")).select_option("wrong")
    accessible(page, OURS)
    page.get_by_role("button", name="Gửi yêu cầu bổ sung").click()
    page.get_by_text("Đã gửi yêu cầu bổ sung lần 1").wait_for()


def sign_twenty_on_a_tablet(office, root, page, accessible, picture):
    office.now = timezone.now()
    for case in office.cases[1 : SIGNED + 1]:
        office.decide(case, "pass", office.specialist)
    enter(page, root, username_of(office.leader))
    do_with_all(page, root, "don-vi", "Duyệt")
    accessible(page, OURS)
    picture(page, "office-sign-many")
    go_ahead(page, "Duyệt", SIGNED)
    assert Holding.objects.filter(step_id="stp_release").count() == SIGNED


def explain_the_late_ones(office, root, page, accessible, picture):
    """From the first page to why a dossier is late: two clicks."""
    late = office.cases[SIGNED + 1 : SIGNED + 1 + LATE]
    # Longer than any row of holidays.
    past = timezone.now() - timedelta(days=30)
    Case.objects.filter(pk__in=[case.pk for case in late]).update(due_at=past, deadline_at=past)
    enter(page, root, username_of(office.control))
    for number in range(LATE):
        page.goto(f"{root}/quan-tri/")
        page.get_by_role("link", name="Hồ sơ trễ hạn").first.click()
        page.wait_for_url("**/tre-han/")
        codes = page.locator(".mo-list__code")
        expect(codes).to_have_count(LATE)
        if number == 0:
            accessible(page, OURS)
            picture(page, "late")
        codes.nth(number).click()
        page.get_by_role("heading", name="Quá trình xử lý").wait_for()
        expect(page.get_by_text("Thẩm định").first).to_be_visible()
        late_words = page.get_by_text("Quá hạn").or_(page.get_by_text("trễ"))
        expect(late_words.first).to_be_visible()
        if number == 0:
            accessible(page, OURS)
            picture(page, "late-why")


def test_the_calendar_and_the_audit_trail(transactional_db, site, new_page, accessible, picture):
    """An inspector looks at the year, asks for a due date, and has the history recomputed."""
    with in_tenant(find_tenant(slug="lam-dong").schema_name):
        inspector, now = make.actor("inspector"), timezone.now()
        seal_audit(day=yesterday(now), now=now)
        root, page = site("lam-dong"), new_page("desktop")
        enter(page, root, username_of(inspector))
    page.goto(f"{root}/quan-tri/lich-lam-viec/?nam=2026")
    page.get_by_label("Tiếp nhận ngày").fill("2026-04-24")
    page.get_by_label("lúc").fill("16:00")
    press(page, "Tính hạn")
    page.get_by_text("Hạn trả: 17:00 04/05/2026").wait_for()
    accessible(page, OURS)
    picture(page, "calendar")
    page.goto(f"{root}/quan-tri/nhat-ky/")
    press(page, "Kiểm tra ngay")
    page.get_by_text("Nhật ký nguyên vẹn").wait_for()
    accessible(page, OURS)
    picture(page, "audit")
