"""The pages around the designer and the data sheet, in a browser, each clean for axe."""

import pytest
from django.utils import timezone

from tests.factories.identity import make_staff
from tests.functional.authors import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAIN = "main"


@pytest.fixture
def world(transactional_db):
    """A published service with dossiers, a changed draft, a recording that changed, an origin
    whose source moved on."""
    from motcua.casework.models import Case
    from motcua.catalogue import api as catalogue
    from motcua.catalogue.models import LibraryUse
    from motcua.kernel.actors import SYSTEM
    from tenants.api import find_tenant, in_tenant
    from tests.factories.casework import make_office

    now = timezone.now()
    with in_tenant(find_tenant(slug="lam-dong").schema_name):
        office = make_office()
        office.file()
        make_staff("builder", username="soan", full_name="Lê Thị Soạn")
        make_staff("leader", username="lanhdao", full_name="Phạm Văn Đạo", agency=office.agency)
        service_id = Case.objects.get().service_id
        filing = {"answers": {"fld_copies": 2}, "today": "2026-10-01"}
        made = catalogue.record_filing(
            service_id=service_id, name="Hai bản", filing=filing, by=SYSTEM, now=now
        )
        catalogue.take_from_library(
            service_id=service_id,
            source="platform:block.receiving",
            base_revision=catalogue.get_draft(service_id, by=SYSTEM).revision,
            by=SYSTEM,
            now=now,
        )
        use = LibraryUse.objects.get()
        use.content = {**use.content, "title": {"vi": "Tên cũ"}}
        use.sha256 = "0" * 64
        use.save()
        yield {"service": service_id, "recording": made.id, "use": use.id}


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_authors_pages(size, world, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page(size)
    enter(page, root, "soan")
    service = f"/quan-tri/dich-vu/{world['service']}"
    for name, path, words in (
        ("authors-check", f"{service}/kiem-tra/", "Hai bản"),
        ("authors-compare", f"{service}/so-sanh/", "Cách nhận kết quả"),
        ("authors-recordings", f"{service}/ban-ghi/", "Khác trước"),
        ("authors-recording", f"{service}/ban-ghi/{world['recording']}/", "Kết quả phải có"),
        ("authors-origins", f"{service}/nguon-goc/", "Nguồn đã thay đổi"),
        ("authors-change", f"{service}/nguon-goc/{world['use']}/", "Giữ của mình"),
        ("authors-library", "/quan-tri/thu-vien/", "Của nền tảng"),
        ("authors-entry", "/quan-tri/thu-vien/muc/platform:block.contact/", "Nội dung"),
        ("authors-take-in", "/quan-tri/thu-vien/nhap/", "Không nhập nữa"),
    ):
        page.goto(root + path)
        page.get_by_text(words).first.wait_for()
        accessible(page, MAIN)
        picture(page, f"{name}-{size}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_data_sheet(size, world, site, new_page, accessible, picture):
    root, page = site("lam-dong"), new_page(size)
    enter(page, root, "lanhdao")
    sheet = f"/quan-tri/bang-du-lieu/{world['service']}/"
    for name, path, words in (
        ("sheet-services", "/quan-tri/bang-du-lieu/", "Đang nhận hồ sơ"),
        ("sheet", sheet, "Chọn cột"),
        ("sheet-empty", f"{sheet}?q=khong+co+gi", "Không có hồ sơ nào khớp"),
        ("sheet-chart", f"{sheet}bieu-do/?bieu_do=fld_copies", "Số hồ sơ"),
    ):
        page.goto(root + path)
        page.get_by_text(words).first.wait_for()
        accessible(page, MAIN)
        picture(page, f"{name}-{size}")
