"""The screens of requests between tenants, without scripts."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.casework.models import Case, Consult, ForeignRequest
from motcua.identity.models import Account
from motcua.kernel import outbox
from tenants.api import in_tenant
from tests.factories import files as bytes_of
from tests.factories.casework import actor, usual_office
from tests.integration.casework.test_exchange import asked, steps_asking

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/phoi-hop/"


def test_an_officer_of_the_other_tenant_answers_on_screen(
    province: Any, ministry: Any, tenant_client: Any, django_assert_max_num_queries: Any
) -> None:
    with in_tenant(province.schema_name):
        office = usual_office(process={"steps": steps_asking()})
        case = asked(office)
        request_id = Consult.objects.get().pk
    client = tenant_client("bqp")
    with in_tenant(ministry.schema_name):
        officer = actor("specialist")
        account = Account.objects.get(pk=officer.id)
        client.force_login(account)
        other = tenant_client("bqp")
        other.force_login(Account.objects.get(pk=actor("clerk_office").id))
    with django_assert_max_num_queries(25):
        page = client.get(LIST).content.decode()
    assert case.code in page
    assert LIST in client.get("/quan-tri/").content.decode()
    assert "Trần Thị Mẫu" not in page
    address = f"{LIST}{request_id}/"
    shown = client.get(address).content.decode()
    assert "Giấy chứng sinh.pdf" in shown
    assert "001190000123" not in shown
    (file,) = re.findall(rf"{address}tep/[0-9a-f-]+/", shown)
    assert client.get(file).status_code in (200, 302)
    assert other.get(address).status_code == 404
    assert other.get(file).status_code == 404
    assert client.post(address, {"outcome": "out_object", "note": ""}).status_code == 422
    sent = client.post(
        address,
        {
            "outcome": "out_object",
            "note": "Chưa đủ căn cứ",
            "first": SimpleUploadedFile("y-kien.pdf", bytes_of.pdf(), "application/pdf"),
        },
    )
    assert sent.status_code == 302
    assert client.post(address, {"outcome": "out_agree"}).status_code == 409
    with in_tenant(ministry.schema_name):
        outbox.drain()
        assert ForeignRequest.objects.get().verdict == "taken"
    leader = tenant_client("lam-dong")
    with in_tenant(province.schema_name):
        leader.force_login(Account.objects.get(pk=office.leader.id))
        assert Case.objects.get().holder_step_id == "stp_sign"
        here = reverse("office:case", args=[case.pk], urlconf="motcua.config.urls_tenant")
    screen = leader.get(here).content.decode()
    assert "Chưa đủ căn cứ" in screen
    assert "y-kien.pdf" in screen
    assert "Bộ Quốc phòng" in screen
