"""Working on a draft together, and looking at it as somebody."""

import json
import re

import pytest
from django.core.cache import cache

from motcua.backoffice.designer.presence import note_presence
from motcua.catalogue.api import create_service, parse_document
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant
from tests.factories.catalogue import publish


def post(client, path, data):
    return client.post(path, json.dumps(data), content_type="application/json")


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def test_two_people_see_each_other_and_how_far_the_draft_is(signed_in, address):
    first, second = signed_in("builder"), signed_in("builder")
    alone = post(first, address("co-mat"), {"me": "a", "place": "fld_ho_ten"}).json()
    assert (alone["revision"], alone["others"]) == (1, [])
    seen = post(second, address("co-mat"), {"me": "b", "place": ""}).json()
    assert [each["place"] for each in seen["others"]] == ["fld_ho_ten"]
    again = post(first, address("co-mat"), {"me": "a", "place": ""}).json()
    assert len(again["others"]) == 1


def test_the_stamp_moves_when_somebody_speaks(signed_in, address):
    client = signed_in("builder")
    before = post(client, address("co-mat"), {"me": "a"}).json()["talk_stamp"]
    said = {"part_id": "fld_ho_ten", "body": "Câu này hỏi để làm gì?"}
    assert post(client, address("nhan-xet"), said).status_code == 200
    assert post(client, address("co-mat"), {"me": "a"}).json()["talk_stamp"] != before


def test_presence_costs_few_queries(signed_in, address, django_assert_max_num_queries):
    client = signed_in("builder")
    post(client, address("co-mat"), {"me": "a"})
    with django_assert_max_num_queries(12):
        post(client, address("co-mat"), {"me": "a"})


def test_who_is_here_is_forgotten_and_bounded(inside_province):
    from uuid import uuid4

    service = uuid4()
    for number in range(60):
        note_presence(service, window=str(number), name="A", place="")
    assert len(note_presence(service, window="0", name="A", place="")) < 40


@pytest.mark.parametrize("role", ["specialist", "receptionist"])
@pytest.mark.parametrize("act", ["co-mat", "xem-thu"])
def test_others_may_not(role, act, signed_in, address):
    assert post(signed_in(role), address(act), {}).status_code == 403


def shown(client, address, look):
    found = post(client, address("xem-thu"), look).json()
    page = client.get(f"{found['address']}pag_nguoi_nop/").content.decode()
    return found, page


def test_the_preview_knows_the_person_it_is_seen_as(signed_in, address):
    client = signed_in("builder")
    _found, empty = shown(client, address, {"person": "", "sample": None})
    assert "Trần Thị Mẫu" not in empty
    _found, page = shown(client, address, {"person": "woman", "sample": None})
    assert "Trần Thị Mẫu" in page


def test_sample_answers_fill_the_preview(signed_in, address):
    client = signed_in("builder")
    _found, page = shown(client, address, {"person": "", "sample": 7})
    assert len(re.findall(r'value="[^"]+"', page)) > 2
    _again, same = shown(client, address, {"person": "", "sample": 7})
    assert re.findall(r'value="([^"]+)"', page) == re.findall(r'value="([^"]+)"', same)


@pytest.mark.parametrize(
    "look",
    [
        {"person": "__proto__", "sample": 10**30},
        {"person": "nobody", "sample": -5},
        {"language": "xx"},
        {},
    ],
)
def test_strange_looks_are_plain_looks(look, signed_in, address):
    found, page = shown(signed_in("builder"), address, look)
    assert found["address"]
    assert "Người" in page or page


@pytest.mark.parametrize("look", [{"sample": "1"}, {"sample": True}, {"person": 5}])
def test_wrong_shapes_are_refused(look, signed_in, address):
    assert post(signed_in("builder"), address("xem-thu"), look).status_code == 422


def test_a_form_that_cannot_run_has_no_samples(signed_in, province, usual, now):
    data = usual("hong")
    data["form"]["pages"][0]["fields"][0]["type"] = "no_such_type"
    with in_tenant(province.schema_name):
        broken = create_service(document=data, by=SYSTEM, now=now)
    answer = post(
        signed_in("builder"), f"/quan-tri/dich-vu/{broken.id}/xem-thu/", {"sample": 1}
    ).json()
    assert answer["unfilled"] == []


def test_services_for_a_group_by_name(signed_in, service, address, province, usual, now):
    """The page is opened unchecked and asks afterwards; a group is made of services by name."""
    client = signed_in("builder")
    assert client.get(address("tinh-trang")).json()["is_checked"]
    with in_tenant(province.schema_name):
        publish(parse_document(usual("phep-khac")), now=now)
    found = client.get(address("dich-vu-khac") + "?tim=giay phep").json()
    assert found["services"] == [{"slug": "phep-khac", "name": "Cấp giấy phép thử"}]
    assert (found["total"], found["names"]) == (1, {})
    group = [{"service_slug": "phep-khac", "when": None}]
    edit = {"op": "update", "what": "execution", "id": None, "set": {"group": group}}
    saved = post(client, address("thao-tac"), {"operations": [edit], "base_revision": 1})
    assert saved.status_code == 200, saved.content
    again = client.get(address("dich-vu-khac") + "?tim=khong co dich vu nao the nay").json()
    assert (again["services"], again["names"]) == ([], {"phep-khac": "Cấp giấy phép thử"})
