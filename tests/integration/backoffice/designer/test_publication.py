"""Two people publish; one alone never does."""

import json

import pytest

from motcua.catalogue.api import get_draft, get_service_by_slug
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant


def post(client, path, data):
    return client.post(path, json.dumps(data), content_type="application/json")


def ask(client, address, revision=1):
    return post(client, address("gui-duyet"), {"base_revision": revision, "note": "Xin duyệt."})


def test_asked_reviewed_published_withdrawn(signed_in, address, service, province):
    builder, publisher = signed_in("builder"), signed_in("publisher")
    asked = ask(builder, address).json()
    assert asked["status"] == "in_review"
    assert asked["waiting"]["is_mine"]

    listed = publisher.get("/quan-tri/dich-vu/?trang_thai=in_review").content.decode()
    assert address("xet-duyet") in listed
    page = publisher.get(address("xet-duyet")).content.decode()
    assert "Thêm câu hỏi “Họ và tên”." in page
    assert "Bước 1, Tiếp nhận hồ sơ" in page
    done = publisher.post(address("xet-duyet"), {"decision": "publish", "note": ""})
    assert done.status_code == 302
    with in_tenant(province.schema_name):
        assert get_service_by_slug("phep-thu").version.number == 1

    gone = post(publisher, address("rut-dich-vu"), {"reason": "Đã bãi bỏ."}).json()
    assert (gone["status"], gone["live_number"]) == ("withdrawn", None)


def test_who_asked_does_not_approve(signed_in, address, service, province):
    both = signed_in("builder", "publisher")
    ask(both, address)
    refused = post(both, address("cong-bo"), {"note": ""})
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["code"] == "same_person"
    assert "không tự công bố được" in both.get(address("xet-duyet")).content.decode()
    assert both.post(address("xet-duyet"), {"decision": "publish"}).status_code == 422
    with in_tenant(province.schema_name):
        assert get_draft(service.id, by=SYSTEM).live_number is None


def test_sent_back_with_a_reason(signed_in, address):
    builder, publisher = signed_in("builder"), signed_in("publisher")
    ask(builder, address)
    silent = publisher.post(address("xet-duyet"), {"decision": "send_back", "note": " "})
    assert silent.status_code == 422
    assert "Hãy nêu lý do trả lại." in silent.content.decode()
    publisher.post(address("xet-duyet"), {"decision": "send_back", "note": "Sửa câu 2."})
    assert builder.get(address("ban-nhap")).json()["status"] == "draft"
    assert "Sửa câu 2." in builder.get(address("xet-duyet")).content.decode()


def test_a_draft_in_review_is_locked_until_taken_back(signed_in, address):
    builder = signed_in("builder")
    ask(builder, address)
    edit = {
        "base_revision": 1,
        "operations": [{"op": "remove", "what": "field", "id": "fld_noi_o"}],
    }
    locked = post(builder, address("thao-tac"), edit)
    assert (locked.status_code, locked.json()["errors"][0]["code"]) == (409, "draft_locked")
    assert post(builder, address("rut-yeu-cau"), {}).json()["status"] == "draft"
    assert post(builder, address("thao-tac"), edit).status_code == 200


BROKEN = {
    "a rule cycle": [
        {"op": "update", "what": "field", "id": "fld_ho_ten",
         "set": {"visible_if": {"op": "filled", "args": [{"ref": "fld_noi_o"}]}}},
        {"op": "update", "what": "field", "id": "fld_noi_o",
         "set": {"visible_if": {"op": "filled", "args": [{"ref": "fld_ho_ten"}]}}},
    ],
    "a dangling field": [
        {"op": "update", "what": "field", "id": "fld_noi_o",
         "set": {"visible_if": {"op": "filled", "args": [{"ref": "fld_gone"}]}}},
    ],
    "a step without assignee": [
        {"op": "update", "what": "step", "id": "stp_thu_ly", "set": {"role": ""}},
    ],
    "a loop without exit": [
        {"op": "update", "what": "outcome", "parent": "stp_tra_ket_qua", "id": "out_da_tra",
         "set": {"to": "stp_phat_hanh"}},
    ],
    "a branch that leads nowhere": [
        {"op": "update", "what": "outcome", "parent": "stp_thu_ly", "id": "out_trinh",
         "set": {"to": ""}},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_services_are_not_sent_for_review(name, signed_in, address):
    builder = signed_in("builder")
    batch = {"base_revision": 1, "operations": BROKEN[name]}
    saved = post(builder, address("thao-tac"), batch).json()
    refused = ask(builder, address, saved["revision"])
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "not_publishable")
    problems = refused.json()["errors"][0]["details"]["problems"]
    assert problems == saved["problems"]
    named = {part for each in problems for part in each["path"].split("/")}
    touched = {each["id"] for each in BROKEN[name]} | {each.get("parent") for each in BROKEN[name]}
    assert named & touched
