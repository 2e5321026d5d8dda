"""Every endpoint: who may, what is refused how, and that a refusal changes nothing."""

import json
from uuid import uuid4

import pytest

from motcua.catalogue.api import create_service, get_draft
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant

RENAME = {"op": "update", "what": "field", "id": "fld_ho_ten", "set": {"label": {"vi": "Tên"}}}
WRITES = {
    "thao-tac": {"base_revision": 1, "operations": [RENAME]},
    "hoan-tac": {"base_revision": 1},
    "lam-lai": {"base_revision": 1},
    "gui-duyet": {"base_revision": 1, "note": ""},
    "rut-yeu-cau": {},
    "cong-bo": {"note": ""},
    "tra-lai": {"reason": "Thiếu."},
    "rut-dich-vu": {"reason": "Thôi."},
}
OF_PUBLISHERS = {"cong-bo", "tra-lai", "rut-dich-vu"}


def post(client, path, data):
    body = data if isinstance(data, (str, bytes)) else json.dumps(data)
    return client.post(path, body, content_type="application/json")


def code_of(response):
    return response.json()["errors"][0]["code"]


@pytest.fixture
def draft(province, service):
    def read():
        with in_tenant(province.schema_name):
            return get_draft(service.id, by=SYSTEM)

    return read


def test_edit_undo_redo(signed_in, address, draft):
    client = signed_in("builder")
    first = client.get(address("ban-nhap")).json()
    assert (first["revision"], first["can_undo"], first["problems"]) == (1, False, [])
    assert first["document"]["service"]["slug"] == "phep-thu"
    assert first["csrf"]

    saved = post(client, address("thao-tac"), WRITES["thao-tac"]).json()
    assert (saved["revision"], saved["can_undo"]) == (2, True)
    assert "document" not in saved
    undone = post(client, address("hoan-tac"), {"base_revision": 2}).json()
    assert undone["document"] == first["document"]
    assert undone["can_redo"]
    redone = post(client, address("lam-lai"), {"base_revision": 3}).json()
    assert redone["document"]["form"]["pages"][0]["fields"][0]["label"] == {"vi": "Tên"}
    assert code_of(post(client, address("lam-lai"), {"base_revision": 4})) == "nothing_to_redo"


def test_a_conflict_says_who_and_changes_nothing(signed_in, address, draft):
    assert post(signed_in("builder"), address("thao-tac"), WRITES["thao-tac"]).status_code == 200
    refused = post(signed_in("builder"), address("thao-tac"), WRITES["thao-tac"])
    assert (refused.status_code, code_of(refused)) == (409, "draft_conflict")
    assert refused.json()["errors"][0]["details"]["current_revision"] == 2
    assert draft().revision == 2


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize("role", ["specialist", "procedure_control"])
def test_other_roles_change_nothing(act, role, signed_in, address, draft):
    before = draft()
    refused = post(signed_in(role), address(act), WRITES[act])
    assert (refused.status_code, code_of(refused)) == (403, "permission_missing")
    assert draft() == before


@pytest.mark.parametrize("act", sorted(OF_PUBLISHERS))
def test_builders_do_not_publish(act, signed_in, address, draft):
    before = draft()
    assert post(signed_in("builder"), address(act), WRITES[act]).status_code == 403
    assert draft() == before


@pytest.mark.parametrize("act", WRITES)
def test_anonymous_is_led_to_sign_in(act, tenant_client, address):
    response = post(tenant_client("lam-dong"), address(act), WRITES[act])
    assert response.status_code == 302
    assert "/quan-tri/login/" in response["Location"]


@pytest.mark.parametrize("act", WRITES)
def test_no_write_without_csrf_token(act, signed_in, address, draft):
    before = draft()
    client = signed_in("builder", "publisher", enforce_csrf_checks=True)
    assert post(client, address(act), WRITES[act]).status_code == 403
    assert draft() == before


@pytest.mark.parametrize("act", [*WRITES, "ban-nhap", "xet-duyet", ""])
def test_services_of_another_tenant_do_not_exist(act, signed_in, address, ministry, draft):
    before = draft()
    client = signed_in("builder", "publisher", slug="bqp", schema=ministry.schema_name)
    response = (
        post(client, address(act), WRITES[act]) if act in WRITES else client.get(address(act))
    )
    assert response.status_code == 404
    assert draft() == before


def test_the_neighbours_list_shows_nothing(signed_in, service, ministry):
    client = signed_in("builder", slug="bqp", schema=ministry.schema_name)
    assert "Cấp giấy phép thử" not in client.get("/quan-tri/dich-vu/").content.decode()


def test_unknown_service(signed_in, service):
    path = f"/quan-tri/dich-vu/{uuid4()}/thao-tac/"
    refused = post(signed_in("builder"), path, WRITES["thao-tac"])
    assert (refused.status_code, code_of(refused)) == (404, "service_missing")


HOSTILE = {
    "no json": "{",
    "a list": "[]",
    "no operations": {"base_revision": 1},
    "no revision": {"operations": [RENAME]},
    "words for a revision": {"base_revision": "1", "operations": [RENAME]},
    "operations of words": {"base_revision": 1, "operations": ["remove all"]},
    "no operation at all": {"base_revision": 1, "operations": []},
    "an unknown operation": {"base_revision": 1, "operations": [{"op": "drop"}]},
    "an unknown kind": {"base_revision": 1, "operations": [RENAME | {"what": "user"}]},
    "a part that is gone": {"base_revision": 1, "operations": [RENAME | {"id": "fld_none"}]},
    "an attribute that is none": {
        "base_revision": 1,
        "operations": [RENAME | {"set": {"__class__": {}}}],
    },
    "a wrong type": {"base_revision": 1, "operations": [RENAME | {"set": {"label": 5}}]},
    "a null character": '{"base_revision": 1, "operations": [{"op": "\\u0000"}]}',
    "half a surrogate": {
        "base_revision": 1,
        "operations": [RENAME | {"set": {"label": {"vi": "\ud800"}}}],
    },
    "settings without end": {
        "base_revision": 1,
        "operations": [RENAME | {"set": {"config": {"a": json.loads("[" * 90 + "]" * 90)}}}],
    },
    "a document that is none": {
        "base_revision": 1,
        "operations": [{"op": "replace", "document": {"service": {}}}],
    },
    "a group in itself": {
        "base_revision": 1,
        "operations": [
            {
                "op": "add",
                "what": "field",
                "parent": "pag_nguoi_nop",
                "item": {"id": "fld_g", "key": "g", "type": "group"},
            },
            {"op": "move", "what": "field", "id": "fld_g", "parent": "fld_g"},
        ],
    },
    "two fields of one id": {
        "base_revision": 1,
        "operations": [
            {
                "op": "add",
                "what": "field",
                "parent": "pag_nguoi_nop",
                "item": {"id": "fld_ho_ten", "key": "x", "type": "phone"},
            }
        ],
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_batches_are_refused_whole(name, signed_in, address, draft):
    before = draft()
    refused = post(signed_in("builder"), address("thao-tac"), HOSTILE[name])
    assert refused.status_code == 422, refused.content[:300]
    assert refused.json()["errors"][0]["message"]
    assert draft() == before


def test_one_bad_operation_refuses_the_batch_and_is_named(signed_in, address, draft):
    before = draft()
    batch = {"base_revision": 1, "operations": [RENAME, RENAME | {"id": "fld_none"}]}
    refused = post(signed_in("builder"), address("thao-tac"), batch)
    assert refused.json()["errors"][0]["details"]["index"] == 1
    assert draft() == before


def test_a_body_that_is_too_large(signed_in, address, draft):
    refused = post(signed_in("builder"), address("thao-tac"), b" " * 2_300_000)
    assert (refused.status_code, code_of(refused)) == (413, "body_too_large")


def test_only_the_method_meant(signed_in, address):
    client = signed_in("builder")
    assert client.get(address("thao-tac")).status_code == 405
    assert post(client, address("ban-nhap"), {}).status_code == 405


def test_the_largest_form_opens_and_saves(signed_in, province, usual, now):
    data = usual("lon")
    data["form"]["pages"][0]["fields"] += [
        {
            "id": f"fld_n{n}",
            "key": f"n{n}",
            "type": "short_text",
            "label": {"vi": f"Câu {n}"},
            "visible_if": {"op": "filled", "args": [{"ref": "fld_ho_ten"}]},
        }
        for n in range(300)
    ]
    with in_tenant(province.schema_name):
        large = create_service(document=data, by=SYSTEM, now=now)
    client = signed_in("builder")
    path = f"/quan-tri/dich-vu/{large.id}/"
    assert client.get(path).status_code == 200
    assert post(client, f"{path}thao-tac/", WRITES["thao-tac"]).status_code == 200
