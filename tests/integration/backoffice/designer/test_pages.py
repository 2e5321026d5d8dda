"""The list, the birth of a service, the host page, the preview."""

import re

import pytest

from motcua.catalogue.api import apply_operations, list_drafts
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant


def test_list_searches_without_tone_marks(signed_in, service):
    client = signed_in("builder")
    assert "Cấp giấy phép thử" in client.get("/quan-tri/dich-vu/?q=giay phep").content.decode()
    assert "Không có dịch vụ nào khớp" in client.get("/quan-tri/dich-vu/?q=xyz").content.decode()
    assert client.get("/quan-tri/dich-vu/?p=-1&trang_thai=%27").status_code == 200


def test_list_asks_no_more_questions_for_more_services(
    signed_in, service, province, usual, now, django_assert_max_num_queries
):
    from motcua.catalogue.api import create_service

    client = signed_in("builder")
    client.get("/quan-tri/dich-vu/")
    with in_tenant(province.schema_name):
        for number in range(6):
            create_service(document=usual(f"phep-thu-{number}"), by=SYSTEM, now=now)
    with django_assert_max_num_queries(30):
        assert client.get("/quan-tri/dich-vu/").content.decode().count("Hộ tịch") >= 7


def test_menu_is_for_those_who_may_look(signed_in, service):
    assert "/quan-tri/dich-vu/" in signed_in("builder").get("/quan-tri/").content.decode()
    assert "/quan-tri/dich-vu/" not in signed_in("specialist").get("/quan-tri/").content.decode()
    assert signed_in("specialist").get("/quan-tri/dich-vu/").status_code == 403


@pytest.mark.parametrize(("start", "pages"), [("usual", 1), ("empty", 0)])
def test_new_service(start, pages, signed_in, province):
    client = signed_in("builder")
    made = client.post(
        "/quan-tri/dich-vu/moi/", {"name": "Cấp thẻ thư viện", "code": "", "start": start}
    )
    assert made.status_code == 302
    with in_tenant(province.schema_name):
        [row] = list_drafts("the thu vien", by=SYSTEM).items
    assert row.slug == "cap-the-thu-vien"
    draft = client.get(f"{made['Location']}ban-nhap/").json()
    assert len(draft["document"]["form"]["pages"]) == pages


def test_copy_of_a_service(signed_in, service):
    client = signed_in("builder")
    form = {"name": "Bản hai", "start": "copy", "source": str(service.id)}
    made = client.post("/quan-tri/dich-vu/moi/", form)
    draft = client.get(f"{made['Location']}ban-nhap/").json()
    assert draft["document"]["service"]["slug"] == "ban-hai"
    assert draft["document"]["form"] == service.document.to_json()["form"]


def test_new_service_refused(signed_in, service):
    client = signed_in("builder")
    taken = client.post(
        "/quan-tri/dich-vu/moi/", {"name": "Khác", "slug": "phep-thu", "start": "empty"}
    )
    assert taken.status_code == 422
    assert "đã có dịch vụ khác dùng" in taken.content.decode()
    wrong = client.post("/quan-tri/dich-vu/moi/", {"name": "", "code": "abc", "start": "copy"})
    assert wrong.status_code == 422
    assert signed_in("publisher").get("/quan-tri/dich-vu/moi/").status_code == 403


def test_host_page_holds_facts_and_no_script(signed_in, address):
    page = signed_in("builder").get(address()).content.decode()
    assert '<script id="mcd-facts" type="application/json">' in page
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))", page)


def test_words_of_a_service_cannot_break_out_of_the_page(signed_in, province, usual, now):
    from motcua.catalogue.api import create_service

    data = usual("xau")
    data["service"]["name"] = {"vi": "</script><script>alert(1)</script>"}
    with in_tenant(province.schema_name):
        evil = create_service(document=data, by=SYSTEM, now=now)
    page = signed_in("builder").get(f"/quan-tri/dich-vu/{evil.id}/").content.decode()
    assert "<script>alert" not in page


def test_preview_shows_the_saved_page_to_anybody_with_the_seal(
    signed_in, address, tenant_client, service, province, now
):
    preview = signed_in("builder").get(address("ban-nhap")).json()["preview"]
    visitor = tenant_client("lam-dong")
    page = visitor.get(f"{preview}pag_nguoi_nop/")
    assert page.status_code == 200
    assert "Họ và tên" in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "noindex" in page["X-Robots-Tag"]
    assert visitor.post(f"{preview}pag_nguoi_nop/").status_code == 405
    assert visitor.get(f"{preview}pag_none/").status_code == 200

    assert tenant_client("bqp").get(f"{preview}pag_nguoi_nop/").status_code == 404
    forged = preview[:-2] + ("A/" if preview[-2] != "A" else "B/")
    assert visitor.get(f"{forged}pag_nguoi_nop/").status_code == 404

    with in_tenant(province.schema_name):
        apply_operations(
            service_id=service.id,
            operations=[{"op": "remove", "what": "field", "id": "fld_noi_o"}],
            base_revision=1,
            by=SYSTEM,
            now=now,
        )
    assert visitor.get(f"{preview}pag_nguoi_nop/").status_code == 410


def test_preview_of_a_form_that_cannot_run_says_why(signed_in, address, tenant_client):
    import json

    client = signed_in("builder")
    rule = {"op": "filled", "args": [{"ref": "fld_ho_ten"}]}
    edit = {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"visible_if": rule}}
    body = json.dumps({"base_revision": 1, "operations": [edit]})
    saved = client.post(address("thao-tac"), body, content_type="application/json").json()
    page = tenant_client("lam-dong").get(f"{saved['preview']}pag_nguoi_nop/")
    assert page.status_code == 200
    assert "vòng tròn" in page.content.decode()
