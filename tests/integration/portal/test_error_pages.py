"""A page that is missing looks like its surroundings, on a tenant's site and on the platform's."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_missing_page_of_a_tenant_wears_its_colours(tenant_client):
    page = tenant_client("lam-dong").get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert "Không tìm thấy trang" in page.content.decode()
    assert "/giao-dien.css" in page.content.decode()


def test_a_missing_page_of_the_platform_does_too(settings):
    client = Client(HTTP_HOST=settings.MOTCUA_PLATFORM_HOST)
    page = client.get("/khong-co-trang-nay/")
    assert page.status_code == 404
    assert "mc-header" in page.content.decode()


def test_a_stale_form_says_so_in_the_same_frame(province, settings):
    client = Client(
        HTTP_HOST=f"{province.slug}.{settings.MOTCUA_PLATFORM_HOST}", enforce_csrf_checks=True
    )
    page = client.post("/tra-cuu/", {"code": "x", "secret": "y"})
    assert page.status_code == 403
    assert "Phiên làm việc đã hết" in page.content.decode()
    assert "/giao-dien.css" in page.content.decode()
