"""The office's screens of surveys, the designer's endpoints among them."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from motcua.identity.models import Account
from motcua.surveys.models import Survey
from tenants.api import in_tenant
from tests.factories.identity import make_applicant, make_staff
from tests.factories.surveys import answer, make_survey

pytestmark = pytest.mark.django_db
DESK = "/quan-tri/khao-sat/"


def test_from_a_new_draft_to_a_published_survey(province: Any, tenant_client: Any) -> None:
    client, chief = tenant_client(province.slug), tenant_client(province.slug)
    with in_tenant(province.schema_name):
        now = timezone.now()
        for each, role in ((client, "editor"), (chief, "chief_editor")):
            person = make_staff(role, now=now - timedelta(days=1))
            each.force_login(Account.objects.get(pk=person.id))
    assert client.post(f"{DESK}moi/", {"title": "x", "template": "policy"}).status_code == 422
    made = client.post(f"{DESK}moi/", {"title": "Ý kiến về chợ", "template": "policy"})
    here = made["Location"]
    page = client.get(here).content.decode()
    assert "Ông/bà có đồng ý với dự thảo không?" in page
    settings = {
        "deed": "save", "title": "Ý kiến về chợ mới", "intro": "Chợ dời chỗ.", "audience": "account",
        "keep_days": "90", "opens_at": "", "closes_at": "2020-01-01T00:00",
    }  # fmt: skip
    assert client.post(here, settings | {"title": ""}).status_code == 422
    assert client.post(here, settings | {"audience": "everyone"}).status_code == 422
    assert client.post(here, settings).status_code == 302
    late = client.post(here, {"deed": "request"})
    assert (late.status_code, "Ngày đóng đã qua" in late.content.decode()) == (422, True)
    client.post(here, settings | {"closes_at": ""})
    design = f"{here}cau-hoi/"
    host = client.get(design).content.decode()
    assert '"tabs": ["form", "words"]' in host
    assert '"key": "file"' not in host
    draft = client.get(f"{design}ban-nhap/").json()
    assert draft["document"]["service"]["name"]["vi"] == "Ý kiến về chợ mới"
    body = {"base_revision": draft["revision"], "operations": []}
    change = {"op": "remove", "what": "field", "id": "fld_tuoi"}
    saved = _post(client, f"{design}thao-tac/", body | {"operations": [change]})
    assert (saved.status_code, saved.json()["can_undo"]) == (200, True)
    assert _post(client, f"{design}thao-tac/", body | {"operations": [change]}).status_code == 409
    fee = {"op": "add", "what": "fee", "item": {}}
    body["base_revision"] += 1
    assert _post(client, f"{design}thao-tac/", body | {"operations": [fee]}).status_code == 422
    undone = _post(client, f"{design}hoan-tac/", body).json()
    assert undone["can_redo"]
    look = _post(client, f"{design}xem-thu/", {"sample": 4, "language": "en", "person": ""}).json()
    assert "Do you agree?" in client.get(f"{look['address']}pag_y_kien/").content.decode()
    assert client.get(f"{draft['preview']}pag_y_kien/").status_code == 410
    asked = _post(client, f"{design}gui-duyet/", {"base_revision": undone["revision"], "note": ""})
    assert asked.json()["status"] == "in_review"
    assert client.post(here, {"deed": "approve"}).status_code == 403
    assert chief.post(here, {"deed": "send_back", "reason": ""}).status_code == 422
    assert chief.post(here, {"deed": "approve"}).status_code == 302
    with in_tenant(province.schema_name):
        assert Survey.objects.get().status == "published"
    assert "Đã công bố" in client.get(DESK).content.decode()
    assert chief.post(here, {"deed": "close"}).status_code == 422  # without the tick
    assert chief.post(here, {"deed": "close", "sure": "1"}).status_code == 302


def test_files_are_safe_to_open_and_words_are_read_first(province: Any, tenant_client: Any) -> None:
    chief = tenant_client(province.slug)
    with in_tenant(province.schema_name):
        now = timezone.now()
        person = make_staff("chief_editor", now=now - timedelta(days=1))
        chief.force_login(Account.objects.get(pk=person.id))
        survey = make_survey("policy", audience="account", is_anonymous=False, now=now)
        said = {"fld_quan_diem": "khong", "fld_phan_nao": "=HYPERLINK(1)", "fld_la_ai": "ca_nhan"}
        for _each in range(6):
            answer(survey, said, applicant=make_applicant(sub=str(uuid4())), now=now)
    here = f"{DESK}{survey.id}/"
    assert "6 câu trả lời" in chief.get(f"{here}ket-qua/?theo=fld_la_ai").content.decode()
    rows = list(
        csv.reader(io.StringIO(chief.get(f"{here}ket-qua.csv").content.decode("utf-8-sig")))
    )
    assert rows[1][:2] == ["Trần Thị Mẫu", "Không đồng ý"]
    assert rows[1][2] == "'=HYPERLINK(1)"
    book = load_workbook(io.BytesIO(chief.get(f"{here}ket-qua.xlsx").getvalue()))
    assert book.active.cell(2, 3).value == "'=HYPERLINK(1)"
    page = chief.get(f"{here}y-kien/").content.decode()
    assert "=HYPERLINK(1)" in page
    text = page.partition("/y-kien/")[2].partition('"')[0]
    chief.post(f"{here}y-kien/{text}", {"deed": "x", "reason": "Gõ nhầm"})
    assert text in chief.get(f"{here}y-kien/").content.decode()
    assert chief.post(f"{here}y-kien/{text}", {"deed": "publish"}).status_code == 302
    early = chief.post(f"{here}ket-qua/", {"deed": "publish"}, follow=True).content.decode()
    assert "Hãy đóng khảo sát trước" in early
    chief.post(here, {"deed": "close", "sure": "1"})
    done = chief.post(f"{here}ket-qua/", {"deed": "publish"}, follow=True).content.decode()
    assert "Đã công bố kết quả trên cổng." in done
    shown = chief.get(f"/khao-sat/{survey.slug}/ket-qua/").content.decode()
    assert shown.count("=HYPERLINK(1)") == 1
    assert "Trần Thị Mẫu" not in shown


def _post(client: Any, address: str, body: dict[str, Any]) -> Any:
    return client.post(address, body, content_type="application/json")
