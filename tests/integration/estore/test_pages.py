"""The store and the pages about one's data, as a browser without scripts uses them."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from motcua.estore import api as estore
from motcua.identity.api import applicant_actor, remember_applicant
from motcua.privacy.models import DataRequest
from motcua.submissions import api as submissions
from tenants.api import in_tenant
from tests.factories import submissions as filing
from tests.factories.casework import usual_office
from tests.factories.identity import make_applicant

pytestmark = pytest.mark.django_db


def signed_in(tenant_client: Any, tenant: Any, applicant: Any) -> Any:
    from django.conf import settings

    client = tenant_client(tenant.slug)
    session = client.session
    remember_applicant(session, applicant)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def test_a_paper_is_put_into_a_form_and_data_is_asked_for(
    province: Any, tenant_client: Any
) -> None:
    with in_tenant(province.schema_name):
        office = usual_office()
        office.now = timezone.now()
        case = office.received()
        started = submissions.start_draft(
            version_id=office.version_id, applicant=office.applicant, now=office.now
        )
        made = filing.Filing(office.applicant, started)
        made.now = office.now
        made.save("pag_who")
        (paper,) = estore.list_papers(by=office.citizen, now=office.now)
        client = signed_in(tenant_client, province, office.applicant)
        other = make_applicant(personal_number="", acr="LoA1")
        stranger = signed_in(tenant_client, province, other)

    form, use = (f"/to-khai/{made.draft_id}/{each}/" for each in ("pag_papers", "giay-to-da-co"))
    assert 'name="reuse" value="fld_paper"' in client.get(form).content.decode()
    sent = client.post(form, {"f-fld_paper-present": "1", "reuse": "fld_paper"})
    assert sent.headers["Location"] == f"{use}?muc=fld_paper"
    assert "Giấy chứng sinh" in client.get(f"{use}?muc=fld_paper").content.decode()
    asked = {"muc": "fld_paper", "file": str(paper.id)}
    assert "đồng ý" in client.post(use, asked).content.decode()
    assert client.post(use, asked | {"agreed": "yes", "file": str(uuid4())}).status_code == 404
    assert stranger.post(use, asked | {"agreed": "yes"}).status_code == 404
    done = client.post(use, asked | {"agreed": "yes"})
    assert done.headers["Location"] == f"{form}#f-fld_paper"
    page = client.get(form).content.decode()
    assert "mc-file-list" in page
    assert "Đã đưa giấy tờ vào mục này." in page

    place = f"/kho-giay-to/{paper.id}/"
    assert client.post(place, {"deed": "note", "expires_on": "31/02/2030"}).status_code == 422
    client.post(place, {"deed": "note", "name": "Giấy của bé", "expires_on": "31/12/2001"})
    listed = client.get("/kho-giay-to/").content.decode()
    assert "Giấy của bé" in listed
    assert "Đã hết hạn" in listed
    assert stranger.get(place).status_code == 404
    assert stranger.get(f"{place}tep/").status_code == 404
    client.post("/kho-giay-to/", {"deed": "close"})
    assert "Ông/bà đã tắt" in client.get(f"{use}?muc=fld_paper").content.decode()

    read = client.get(f"/du-lieu-cua-toi/?ho-so={case.pk}&loai=reuse&tu=x&trang=0").content.decode()
    assert "Dùng lại giấy tờ trong hồ sơ mới" in read
    mine, wish = "/du-lieu-cua-toi/yeu-cau/", {"kind": "copy", "text": ""}
    assert stranger.post(mine, wish).status_code == 403
    made_at = client.post(mine, wish).headers["Location"]
    assert client.post(mine, wish).status_code == 409
    assert stranger.get(made_at).status_code == 404
    assert client.get(f"{made_at}ban-sao/").status_code == 410
    client.post(made_at, {"deed": "cancel"})
    with in_tenant(province.schema_name):
        assert DataRequest.objects.get().state == "cancelled"
        by = applicant_actor(office.applicant)
        assert estore.is_closed(by=by)
