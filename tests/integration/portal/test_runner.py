"""The runner's own pages: parts of a long form, eligibility, costs, print, files in pieces, display."""

import hashlib
import json
import re

import pytest
from django.utils import timezone

from motcua.catalogue.api import parse_document
from motcua.files.models import PendingUpload, StoredFile
from motcua.files.operations.take_in_pieces import LASTS, reap_uploads
from motcua.submissions.models import Draft
from tenants.api import in_tenant
from tests.factories import files as bytes_of
from tests.factories import submissions as make

pytestmark = pytest.mark.django_db
ELIGIBILITY = [
    {
        "id": "elg_age",
        "text": {"vi": "Người được khai sinh đã đủ 18 tuổi chưa?"},
        "options": [
            {"value": "no", "label": {"vi": "Chưa"}},
            {
                "value": "yes",
                "label": {"vi": "Đã đủ"},
                "fits": False,
                "reason": {"vi": "Thủ tục này chỉ dành cho trẻ em."},
                "advice": {"vi": "Hãy đến cơ quan đăng ký hộ tịch."},
            },
        ],
    },
    {
        "id": "elg_abroad",
        "text": {"vi": "Sinh ở nước ngoài?"},
        "asked_after": {"elg_age": "no"},
        "options": [{"value": "no", "label": {"vi": "Không"}}],
    },
]


def published(tenant, **parts):
    """The small document of the submissions' tests, put straight into its table."""
    with in_tenant(tenant.schema_name):
        raw = make.document(**parts)
        for page in raw["form"]["pages"]:
            page["section"] = "sec_papers" if page["id"] == "pag_papers" else "sec_who"
        raw["form"]["sections"] = [
            {"id": "sec_who", "title": {"vi": "Người khai"}},
            {"id": "sec_papers", "title": {"vi": "Giấy tờ kèm theo"}},
        ]
        version_id = make.make_version(raw)
        from motcua.catalogue.models import PublicService

        PublicService.objects.filter(slug=raw["service"]["slug"]).update(
            status="published", live_version_id=version_id, live_revision=1
        )
        return parse_document(raw).service.slug


@pytest.fixture
def begun(province, signed_in):
    slug = published(province)
    client, applicant = signed_in(province, acr="LoA1")
    path = client.post(f"/nop-ho-so/{slug}/")["Location"]
    return client, applicant, path.rpartition("pag_")[0], slug


def post_json(client, path, body):
    return client.post(path, json.dumps(body), content_type="application/json")


def send_piece(client, path, content, offset, sha256=None):
    digest = sha256 or hashlib.sha256(content).hexdigest()
    return client.post(
        path,
        content,
        content_type="application/octet-stream",
        headers={"X-Offset": str(offset), "X-Sha256": digest},
    )


def test_a_page_asked_for_again_is_the_same_until_anything_changes(begun):
    client, _applicant, base, _slug = begun
    path = f"{base}pag_who/"

    def shown():
        page = client.get(path).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    first = shown()
    assert shown() == first
    tokens = [
        re.search(r'middlewaretoken" value="(\w+)"', client.get(path).content.decode())[1]
        for _ in range(2)
    ]
    assert tokens[0] != tokens[1]
    answer = client.post(path, {"f-fld_name": "Lê Thị Mới", "leave": "1"})
    assert answer.status_code == 302
    assert "Lê Thị Mới" in shown()
    client.cookies["motcua_view"] = "dark.large"
    assert 'data-theme="dark" data-size="large"' in shown()
    client.cookies["motcua_lang"] = "en"
    assert '<html lang="en"' in shown()


def test_what_is_not_answered_yet_is_no_fault_to_come_back_to(begun):
    client, _applicant, base, _slug = begun
    path, autosave = f"{base}pag_who/", {"X-Requested-With": "autosave"}
    assert client.post(path, {"f-fld_name": "Lê"}, headers=autosave).status_code == 200
    page = client.get(path)
    assert page.status_code == 200
    assert 'value="Lê"' in page.content.decode()
    assert "Chưa làm" in client.get(f"{base}cac-phan/").content.decode()
    client.post(path, {"f-fld_number": "12ab"}, headers=autosave)
    again = client.get(path)
    assert again.status_code == 422
    assert 'value="12ab"' in again.content.decode()
    assert client.post(path, {"f-fld_name": "Lê"}).status_code == 422


def test_a_kept_page_is_shown_to_its_owner_only(begun, province, signed_in):
    client, _applicant, base, _slug = begun
    assert client.get(f"{base}pag_who/").status_code == 200
    other, _ = signed_in(province, personal_number="079203001234")
    assert other.get(f"{base}pag_who/").status_code == 404
    client.post(f"{base}bo/")
    assert client.get(f"{base}pag_who/").status_code == 302


def test_the_parts_of_the_form_say_what_is_done(begun):
    client, _applicant, base, _slug = begun
    words = client.get(f"{base}cac-phan/").content.decode()
    assert "Người khai" in words
    assert "Giấy tờ kèm theo" in words
    assert words.count("Chưa làm") == 3
    client.post(f"{base}pag_who/", {k: v[0] for k, v in make.ANSWERS["pag_who"].items()})
    client.post(f"{base}pag_what/", {"f-fld_copies": "999"})
    words = client.get(f"{base}cac-phan/").content.decode()
    assert words.count("Đã xong") >= 1
    assert words.count("Cần sửa") == 1
    assert "Các phần của tờ khai" in client.get(f"{base}pag_what/").content.decode()


def test_eligibility_is_asked_before_signing_in_and_says_why_not(province, tenant_client):
    slug = published(province, eligibility=ELIGIBILITY)
    client = tenant_client("lam-dong")
    sent = client.get(f"/nop-ho-so/{slug}/")
    assert sent["Location"].endswith("/dieu-kien/")
    asked = sent["Location"]
    assert "đã đủ 18 tuổi chưa" in client.get(asked).content.decode()
    nothing = client.post(asked, {"asking": "elg_age"})
    assert nothing.status_code == 422
    assert "Chọn một câu trả lời" in nothing.content.decode()
    ends = client.post(asked, {"asking": "elg_age", "elg_age": "yes"}).content.decode()
    assert "Thủ tục này chỉ dành cho trẻ em." in ends
    assert "Hãy đến cơ quan đăng ký hộ tịch." in ends
    more = client.post(asked, {"asking": "elg_age", "elg_age": "no"}).content.decode()
    assert "Sinh ở nước ngoài?" in more
    fits = client.post(asked, {"elg_age": "no", "elg_abroad": "no"})
    assert fits.status_code == 302
    on = client.get(fits["Location"])
    assert "/dang-nhap/" in on["Location"]
    assert "hop%3D" in on["Location"]
    assert client.get(f"/nop-ho-so/{slug}/?hop=forged")["Location"].endswith("/dieu-kien/")


def test_what_it_would_cost_follows_unsaved_answers(begun, province):
    client, _applicant, base, _slug = begun
    told = client.post(f"{base}pag_what/tam-tinh/", {"f-fld_copies": "3"}).json()
    assert told["total"] == "24.000 đ"
    assert told["is_complete"]
    assert "ngày" in told["term"] or told["term"]
    unknown = client.post(f"{base}pag_what/tam-tinh/", {"f-fld_copies": "ba"}).json()
    assert not unknown["is_complete"]
    with in_tenant(province.schema_name):
        assert "fld_copies" not in Draft.objects.get().answers
    assert "data-mc-cost>từ 0 đ" in client.get(f"{base}pag_what/").content.decode()


def test_forms_on_paper_empty_and_filled(begun, tenant_client):
    client, _applicant, base, slug = begun
    public = tenant_client("lam-dong")
    empty = public.get(f"/dich-vu/{slug}/to-khai/").content.decode()
    assert "Người được nộp thay" in empty
    assert "☐ Có" in empty
    assert public.get(f"/dich-vu/{slug}/to-khai/pdf/").content.startswith(b"%PDF")
    filled = client.get(f"{base}in/").content.decode()
    assert "Trần Thị Mẫu" in filled
    assert client.get(f"{base}in/pdf/").content.startswith(b"%PDF")
    assert public.get(f"{base}in/").status_code == 302


def test_a_large_file_in_pieces_with_everything_going_wrong(begun, province):
    client, _applicant, base, _slug = begun
    content = bytes_of.pdf() + b"%" * 150_000
    announced = {"field": "f-fld_paper", "name": "Giấy chứng sinh.pdf", "size": len(content)}
    begun_upload = post_json(client, f"{base}tep/", announced)
    assert begun_upload.status_code == 201
    path = f"{base}tep/{begun_upload.json()['id']}/"
    first, second = content[:100_000], content[100_000:]
    early = send_piece(client, path, second, 100_000)
    assert (early.status_code, early.json()["expected"]) == (409, 0)
    broken = send_piece(client, path, first, 0, sha256="0" * 64)
    assert (broken.status_code, broken.json()["code"]) == (422, "piece_damaged")
    assert send_piece(client, path, first, 0).json() == {"received": 100_000}
    assert send_piece(client, path, first, 0).json() == {"received": 100_000}, "twice is once"
    again = post_json(client, f"{base}tep/", announced).json()
    assert (again["received"], len(again["pieces"])) == (100_000, 1)
    assert client.post(f"{path}xong/").status_code == 409
    over = send_piece(client, path, second + b"x", 100_000)
    assert over.status_code == 413
    assert send_piece(client, path, second, 100_000).status_code == 200
    done = client.post(f"{path}xong/")
    assert done.status_code == 200, done.content
    assert "Giấy chứng sinh.pdf" in done.json()["list"]
    with in_tenant(province.schema_name):
        entry = Draft.objects.get().answers["fld_paper"][0]
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert PendingUpload.objects.count() == 0
        assert StoredFile.objects.get().size == len(content)
    assert client.post(f"{path}xong/").status_code == 404


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"field": "f-fld_ghost", "name": "a.pdf", "size": 5}, 422),
        ({"field": "f-fld_name", "name": "a.pdf", "size": 5}, 422),
        ({"field": "f-fld_paper", "name": "a.pdf", "size": 0}, 422),
        ({"field": "f-fld_paper", "name": "a.pdf", "size": 11 * 1024 * 1024}, 413),
        ({"field": "f-fld_paper", "name": "a\x00.pdf", "size": 5}, 422),
        ({"field": "f-fld_paper", "name": "a.pdf", "size": -5}, 422),
        ({"field": "f-fld_paper", "name": "a.pdf", "size": "5"}, 422),
        ({"field": ["f-fld_paper"], "name": "a.pdf", "size": 5}, 422),
        ([], 422),
        ("x" * 5_000, 422),
    ],
)
def test_announcements_that_make_no_sense(begun, told, status):
    client, _applicant, base, _slug = begun
    answer = post_json(client, f"{base}tep/", told)
    assert answer.status_code == status, answer.content
    assert answer.json()["message"]


def test_a_file_that_is_not_what_it_says_is_refused_in_the_end(begun, province):
    client, _applicant, base, _slug = begun
    content = b"MZ" + b"\x00" * 40_000
    told = {"field": "f-fld_paper", "name": "a.pdf", "size": len(content)}
    path = f"{base}tep/{post_json(client, f'{base}tep/', told).json()['id']}/"
    send_piece(client, path, content, 0)
    refused = client.post(f"{path}xong/")
    assert (refused.status_code, refused.json()["code"]) == (422, "file_kind")
    with in_tenant(province.schema_name):
        assert PendingUpload.objects.count() == 0
        assert "fld_paper" not in Draft.objects.get().answers


def test_an_upload_belongs_to_its_draft_and_expires(begun, province, signed_in):
    client, _applicant, base, slug = begun
    told = {"field": "f-fld_paper", "name": "a.pdf", "size": 100_000}
    upload = post_json(client, f"{base}tep/", told).json()["id"]
    other, _ = signed_in(province, personal_number="079203001234", acr="LoA1")
    assert other.get(f"{base}tep/{upload}/").status_code == 404
    own = other.post(f"/nop-ho-so/{slug}/")["Location"].rpartition("pag_")[0]
    assert other.get(f"{own}tep/{upload}/").status_code == 404
    assert send_piece(other, f"{own}tep/{upload}/", b"x" * 40_000, 0).status_code == 404
    with in_tenant(province.schema_name):
        assert reap_uploads(now=timezone.now()) == 0
        assert reap_uploads(now=timezone.now() + 2 * LASTS) == 1
    assert client.get(f"{base}tep/{upload}/").status_code == 404
    assert client.delete(f"{base}tep/{upload}/").status_code == 204


HOSTILE = {
    "unknown keys": {"f-fld_ghost": "x", "f-fld_name-<script>": "y"},
    "wrong shapes": {"f-fld_proxy": ["yes", "no", "maybe"], "f-fld_number": ["1", "2"]},
    "NUL": {"f-fld_name": "a\x00b"},
    "two forms of one letter": {"f-fld_name": "Trần"},
    "right to left": {"f-fld_name": "\u202egnud"},
    "surrogate": {"f-fld_name": "\ud800".encode("utf-8", "surrogatepass")},
    "long": {"f-fld_name": "x" * 1_000_000},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_answers_are_told_and_break_nothing(begun, case):
    client, _applicant, base, _slug = begun
    good = {k: v[0] for k, v in make.ANSWERS["pag_who"].items()}
    answer = client.post(f"{base}pag_who/", good | HOSTILE[case])
    assert answer.status_code in (302, 422), case
    assert client.get(f"{base}pag_who/").status_code in (200, 422), "shown again as typed"
    assert client.get(f"{base}kiem-tra/").status_code == 200
    if case == "unknown keys":
        assert answer.status_code == 422
        assert "không thuộc biểu mẫu" in answer.content.decode()


@pytest.mark.parametrize("rows", ["-1", "r-5", "", "r1/../r2", "r" * 50, "r1\x00"])
def test_rows_of_a_group_that_cannot_be(begun, rows):
    client, _applicant, base, _slug = begun
    data = {"f-fld_copies": "2", "f-fld_children-rows": rows, "f-fld_children-add": "1"}
    assert client.post(f"{base}pag_what/", data).status_code in (302, 422)
    assert client.get(f"{base}pag_what/").status_code == 200


def test_far_too_much_is_refused_before_it_is_read(begun):
    client, _applicant, base, _slug = begun
    ten = client.post(f"{base}pag_who/", {"f-fld_name": "x" * 10_000_000})
    assert ten.status_code in (400, 413)
    many = client.post(f"{base}pag_who/", {f"f-fld_{n}": "x" for n in range(4_000)})
    assert many.status_code in (400, 413)
    piece = f"{base}tep/01900000-0000-7000-8000-000000000000/"
    assert send_piece(client, piece, b"x" * 3_000_000, 0).status_code == 413


def test_pages_in_any_order_and_twice(begun):
    client, _applicant, base, _slug = begun
    for page in ("pag_papers", "pag_what", "pag_who", "pag_who"):
        posted = {k: v[0] for k, v in make.ANSWERS[page].items()}
        assert client.post(f"{base}{page}/", posted).status_code == 302, page
    assert client.post(f"{base}pag_none/", {}).status_code == 404
    assert "Lệ phí bản sao" in client.get(f"{base}kiem-tra/").content.decode()


def test_display_is_chosen_without_scripts(tenant_client):
    client = tenant_client("lam-dong")
    answer = client.post("/cach-hien-thi/", {"theme": "dark", "next": "/dich-vu/"})
    assert (answer.status_code, answer["Location"]) == (303, "/dich-vu/")
    page = client.get("/dich-vu/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'href="/dich-vu/" aria-current="page"' in page
    client.post("/cach-hien-thi/", {"size": "larger", "theme": "none"})
    page = client.get("/tra-cuu/").content.decode()
    assert 'data-theme="dark" data-size="larger"' in page
    assert client.post("/cach-hien-thi/", {"next": "//evil.example"})["Location"] == "/"
