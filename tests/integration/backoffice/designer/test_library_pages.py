"""The library's screens and its contract with the designer."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue.api import list_library, list_library_uses
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db
LIBRARY = "/quan-tri/thu-vien/"


@pytest.fixture
def own(province):
    def read():
        with in_tenant(province.schema_name):
            return [each for each in list_library(by=SYSTEM) if not each.is_platform]

    return read


def post(client, path, data):
    return client.post(path, json.dumps(data), content_type="application/json")


def test_from_a_draft_into_the_library_and_back(signed_in, address, own, service, province):
    client = signed_in("builder")
    assert "chưa cất mẫu nào" in client.get(LIBRARY).content.decode()
    data = {"part_id": "fld_ho_ten", "name": "Tên người", "note": "Có dấu"}
    assert client.post(address("nguon-goc"), data).status_code == 302
    [entry] = own()
    assert "Tên người" in client.get(LIBRARY + "?q=ten+nguoi").content.decode()
    page = f"{LIBRARY}muc/{entry.source}/"
    assert "Họ và tên" in client.get(page).content.decode()
    assert client.post(page, {"service": str(service.id)}).status_code == 302
    with in_tenant(province.schema_name):
        assert [each.name for each in list_library_uses(service.id, by=SYSTEM)] == ["Tên người"]
    assert "Giống nguồn" in client.get(address("nguon-goc")).content.decode()
    assert client.post(f"{page}bo/").status_code == 302
    assert own() == []


def test_a_file_goes_from_one_agency_to_another(signed_in, address, own):
    client = signed_in("builder")
    client.post(address("nguon-goc"), {"part_id": "pag_nguoi_nop", "name": "Trang đầu"})
    [entry] = own()
    body = client.get(f"{LIBRARY}muc/{entry.source}/tai-ve/").content
    upload = SimpleUploadedFile("a.json", body, content_type="application/json")
    assert client.post(f"{LIBRARY}nhap/", {"file": upload, "name": "Bản sao"}).status_code == 302
    copied = {each.name: each for each in own()}
    assert copied["Bản sao"].content == copied["Trang đầu"].content


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b"[]", b'{"content": 1}', b'{"kind": "field", "content": {}}',
     b'{"kind": "service", "content": {}, "name": "x"}', b"\xff\xfe"],
)  # fmt: skip
def test_hostile_files_are_refused_kindly(body, signed_in, own):
    upload = SimpleUploadedFile("a.json", body or b" ", content_type="application/json")
    refused = signed_in("builder").post(f"{LIBRARY}nhap/", {"file": upload})
    assert refused.status_code == 422
    assert own() == []


def test_a_service_is_made_from_the_platform(signed_in):
    client = signed_in("builder")
    page = f"{LIBRARY}muc/platform:service.2.000635/"
    made = client.post(page, {"name": "Trích lục của tỉnh", "code": "2.000777", "slug": ""})
    assert made.status_code == 302
    taken = client.post(page, {"name": "Trích lục của tỉnh", "code": "", "slug": ""})
    assert taken.status_code == 422


def test_the_designer_lists_takes_and_keeps(signed_in, address, own):
    client = signed_in("builder")
    entries = client.get(address("thu-vien") + "?loai=block").json()["entries"]
    assert {each["kind"] for each in entries} == {"block"}
    wish = {"source": "platform:field.ethnicity", "base_revision": 1, "parent": "pag_nguoi_nop"}
    saved = post(client, address("thu-vien"), wish).json()
    assert saved["revision"] == 2
    assert saved["document"]["form"]["pages"][0]["fields"][-1]["key"] == "dan_toc"
    stale = post(client, address("thu-vien"), wish)
    assert (stale.status_code, stale.json()["errors"][0]["code"]) == (409, "draft_conflict")
    missing = post(client, address("thu-vien"), {**wish, "source": "tenant:x"})
    assert missing.status_code == 404
    kept = post(client, address("thu-vien/luu"), {"part_id": "fld_ho_ten", "name": "Họ tên"})
    assert kept.json()["entry"]["kind"] == "field"
    assert len(own()) == 1


@pytest.mark.parametrize("path", ["", "muc/platform:block.contact/", "nhap/"])
def test_others_see_nothing(path, signed_in):
    assert signed_in("specialist").get(LIBRARY + path).status_code in (403, 302)
