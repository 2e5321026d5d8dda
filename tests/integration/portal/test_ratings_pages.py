"""The citizen's page to rate a dossier, and the open one."""

from typing import Any

from django.utils import timezone

from tenants.api import in_tenant
from tests.factories.casework import usual_office


def test_the_pages(province: Any, signed_in: Any, tenant_client: Any) -> None:
    client, applicant = signed_in(province)
    with in_tenant(province.schema_name):
        office = usual_office()
        office.applicant = applicant
        office.now = timezone.now()
        case = office.issued()
    path = f"/ho-so/{case.pk}/danh-gia/"
    assert "Đánh giá" in client.get(f"/ho-so/{case.pk}/").content.decode()
    assert client.get(path).status_code == 200
    for posted in ({}, {"overall": "6"}, {"overall": "²"}, {"overall": "3", "officer": "x"}):
        page = client.post(path, posted)
        assert page.status_code == 422
        assert "Chưa gửi được" in page.content.decode()
    done = client.post(path, {"overall": "4", "comment": "Nhanh\x00."}, follow=True)
    assert done.status_code == 200
    assert "Cảm ơn" in done.content.decode()
    assert path not in client.get(f"/ho-so/{case.pk}/").content.decode()
    assert tenant_client(province.slug).get(path).status_code == 302
    assert tenant_client(province.slug).get("/danh-gia/?trang=x").status_code == 200
