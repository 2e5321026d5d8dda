"""A citizen files P4 through the pages, without scripts, as a test client posts them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from motcua.casework.models import Case
from motcua.catalogue.api import get_frozen_service
from motcua.catalogue.library import demo_services
from tenants.api import in_tenant
from tests.factories.catalogue import make_builder, publish
from tests.factories.filling import PDF, posted_for
from tests.factories.replay import current_story

pytestmark = pytest.mark.django_db


def publish_demo(tenant, slug_part):
    with in_tenant(tenant.schema_name):
        return current_story().step(("demo", slug_part), lambda: _publish(tenant, slug_part))


def _publish(tenant, slug_part):
    document = next(each for each in demo_services(tenant.kind) if slug_part in each.procedure.code)
    return publish(document, now=timezone.now())


def fill(client, tenant, version, path, *, choose=None, files=True):
    """Follow the form from ``path`` to the check page; returns that page's address."""
    with in_tenant(tenant.schema_name):
        form = get_frozen_service(version.id).compiled_form
    for _ in range(40):
        if path.endswith("/kiem-tra/"):
            return path
        page = client.get(path)
        assert page.status_code == 200, path
        page_id = path.rstrip("/").split("/")[-1]
        data = posted_for(form, page_id, choose=choose)
        if files:
            for item in form.page(page_id).fields:
                if item.type.key == "file":
                    data[f"f-{item.id}"] = SimpleUploadedFile("giấy.pdf", PDF, "application/pdf")
        answer = client.post(path, data | {"seen_warnings": "1"})
        if answer.status_code != 302:
            errors = re.findall(r'<li><a href="#([^"]*)">([^<]*)', answer.content.decode())
            raise AssertionError(f"{path}: {answer.status_code} {errors}")
        path = answer["Location"].partition("#")[0]
    raise AssertionError("the form never ends")


@pytest.fixture
def filed(province, signed_in):
    version = publish_demo(province, "2.000635")
    client, applicant = signed_in(province, acr="LoA1")
    start = client.post(f"/nop-ho-so/{version.slug}/")
    assert start.status_code == 302
    check = fill(client, province, version, start["Location"])
    return client, applicant, version, check


def send(client, check):
    page = client.get(check).content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page).group(1)
    seen = re.search(r'name="seen" value="([^"]+)"', page).group(1)
    data = {"idempotency_key": key, "seen": seen}
    return client.post(check.replace("kiem-tra", "nop"), data), data


def test_the_whole_way_to_the_receipt(province, filed):
    client, _applicant, _version, check = filed
    sent, data = send(client, check)
    assert sent.status_code == 302, sent.content.decode()[:2000]
    receipt = client.get(sent["Location"])
    words = receipt.content.decode()
    assert receipt.status_code == 200
    assert re.search(r"NH-[0-9A-Z]{8}", words)
    assert "Ông/bà cần nộp phí, lệ phí" in words
    pdf = client.get(f"{sent['Location']}pdf/")
    assert b"".join(pdf.streaming_content if pdf.streaming else [pdf.content]).startswith(b"%PDF")
    again = client.post(check.replace("kiem-tra", "nop"), data)
    assert again["Location"] == sent["Location"]
    with in_tenant(province.schema_name):
        assert Case.objects.count() == 1
        case_id = Case.objects.get().pk
    asked = client.post(f"/ho-so/{case_id}/nop-phi/")
    assert "8.000 đ" in client.get(asked["Location"]).content.decode()
    mine = client.get("/ho-so/")
    assert f"/ho-so/{case_id}/" in mine.content.decode()
    one = client.get(f"/ho-so/{case_id}/")
    assert one.status_code == 200
    assert "Mới đăng ký" in one.content.decode()


def test_a_page_with_errors_says_so_on_top_and_beside_and_keeps_what_was_typed(province, signed_in):
    version = publish_demo(province, "2.000635")
    client, _ = signed_in(province, acr="LoA1")
    path = client.post(f"/nop-ho-so/{version.slug}/")["Location"]
    page_id = path.rstrip("/").split("/")[-1]
    with in_tenant(province.schema_name):
        form = get_frozen_service(version.id).compiled_form
    data = posted_for(form, page_id)
    phone = next(f for f in form.page(page_id).fields if f.type.key == "personal_number")
    answer = client.post(path, data | {f"f-{phone.id}": "12ab"})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{phone.id}"' in words
    assert f'id="f-{phone.id}-error"' in words
    assert 'value="12ab"' in words
    again = client.get(path).content.decode()
    assert 'value="12ab"' in again
    assert f'id="f-{phone.id}-error"' in again


def test_nobody_else_sees_a_draft_a_receipt_or_a_dossier(
    province, ministry, filed, signed_in, tenant_client
):
    client, _applicant, _version, check = filed
    draft = check.replace("kiem-tra/", "")
    sent, _ = send(client, check)
    with in_tenant(province.schema_name):
        case = Case.objects.get()
    places = [check, sent["Location"], f"{sent['Location']}pdf/", f"/ho-so/{case.pk}/"]
    other, _ = signed_in(province, personal_number="079203001234")
    foreign, _ = signed_in(ministry)
    for path in places:
        assert other.get(path).status_code == 404, path
        assert foreign.get(path).status_code == 404, path
        assert tenant_client("lam-dong").get(path).status_code == 302, path
    assert other.post(f"/ho-so/{case.pk}/rut/").status_code == 404
    assert draft


def test_a_missing_answer_is_named_on_the_check_page_and_nothing_is_sent(province, signed_in):
    version = publish_demo(province, "2.000635")
    client, _ = signed_in(province, acr="LoA1")
    path = client.post(f"/nop-ho-so/{version.slug}/")["Location"]
    check = "/".join(path.split("/")[:3]) + "/kiem-tra/"
    page = client.get(check).content.decode()
    assert "Hồ sơ chưa nộp được vì còn thiếu" in page
    sent, _ = send(client, check)
    assert sent.status_code == 422
    with in_tenant(province.schema_name):
        assert Case.objects.count() == 0


def test_questions_of_rows_offered_to_begin_with_are_shown(province, signed_in):
    version = publish_demo(province, "1.004873")
    client, _ = signed_in(province, acr="LoA1")
    path = client.post(f"/nop-ho-so/{version.slug}/")["Location"]
    page = client.get(re.sub("pag_[a-z_]+", "pag_noi_thuong_tru", path)).content.decode()
    wrapper = re.search(r'<div [^>]*data-path="fld_thuong_tru_truoc/r1/fld_tt_tu"[^>]*>', page)
    assert wrapper is not None
    assert " hidden" not in wrapper[0]
    assert 'name="f-fld_thuong_tru_truoc-r1-fld_tt_tu-present" value="1" data-mc-present>' in page


def test_the_public_pages(province, tenant_client):
    version = publish_demo(province, "1.001193")
    client = tenant_client("lam-dong")
    for path in (
        "/",
        "/dich-vu/",
        "/dich-vu/?q=khai+sinh",
        f"/dich-vu/{version.slug}/",
        "/tra-cuu/",
        "/xac-minh/",
        "/tin-tuc/",
        "/huong-dan/",
        "/giao-dien.css",
        "/dia-gioi/01/",
    ):
        assert client.get(path).status_code == 200, path
    assert version.slug in client.get("/dich-vu/?q=KHAI SINH").content.decode()
    assert version.slug not in client.get("/dich-vu/?q=nghĩa vụ").content.decode()
    assert client.get("/dich-vu/khong-co/").status_code == 404
    assert client.get("/xac-minh/khong-co/").status_code == 404
    wrong = client.post("/tra-cuu/", {"code": "NH-AAAAAAAA", "secret": "AAAA"})
    assert wrong.status_code in (403, 404, 422)


def test_higher_assurance_is_asked_for_where_a_service_needs_it(province, signed_in):
    version = publish_demo(province, "1.001193")
    client, _ = signed_in(province, acr="LoA1")
    page = client.get(f"/nop-ho-so/{version.slug}/")
    needed = version.document.service.assurance_level
    assert page.status_code == (403 if needed == 2 else 200)
    assert make_builder()
