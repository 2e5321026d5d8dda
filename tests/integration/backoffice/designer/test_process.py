"""Trying a draft's process out over HTTP: BPMN there and back, played by hand, simulated."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue.api import get_draft
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant

SAMPLES = Path(__file__).parents[3] / "golden" / "imports" / "bpmn"
READS = ("quy-trinh", "quy-trinh/bpmn", "quy-trinh/da-qua")
TRIES = ("quy-trinh/thu", "quy-trinh/mo-phong", "quy-trinh/bpmn/nhap")


def post(client, path, data):
    return client.post(path, json.dumps(data), content_type="application/json")


def error_of(response):
    return response.json()["errors"][0]


def upload(client, path, content, name="quy-trinh.bpmn"):
    return client.post(path, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def process_now(province, service):
    def read():
        with in_tenant(province.schema_name):
            return get_draft(service.id, by=SYSTEM).document.process

    return read


def test_bpmn_goes_out_and_comes_back_as_it_was(signed_in, address, process_now):
    client, before = signed_in("builder"), process_now()
    sent = client.get(address("quy-trinh/bpmn"))
    assert sent["Content-Type"].startswith("application/xml")
    assert sent["Content-Disposition"] == 'attachment; filename="phep-thu.bpmn"'
    back = upload(client, address("quy-trinh/bpmn/nhap"), sent.content).json()
    assert back["operations"] == []
    assert back["explained"] == []
    assert back["process"] == before.model_dump(mode="json")

    renamed = sent.content.replace(before.steps[1].name["vi"].encode(), "Xem xét kỹ".encode())
    report = upload(client, address("quy-trinh/bpmn/nhap"), renamed).json()
    assert report["process"]["steps"][1]["name"]["vi"] == "Xem xét kỹ"
    assert process_now() == before
    saved = post(
        client,
        address("thao-tac"),
        {"base_revision": report["revision"], "operations": report["operations"]},
    )
    assert saved.status_code == 200
    after = process_now()
    assert after.steps[1].name["vi"] == "Xem xét kỹ"
    assert after.steps[1].working_minutes == before.steps[1].working_minutes
    post(client, address("hoan-tac"), {"base_revision": saved.json()["revision"]})
    assert process_now() == before


def test_foreign_files_are_explained_and_taken_in(signed_in, address, process_now):
    client = signed_in("builder")
    for path in sorted(SAMPLES.glob("*.bpmn")):
        report = upload(client, address("quy-trinh/bpmn/nhap"), path.read_bytes()).json()
        assert report["counts"]["explained"] == len(report["explained"]) > 0
        assert {"element_id", "kind_name", "reason", "became", "fate"} <= report["explained"][
            0
        ].keys()
        assert len(report["words"]) >= len(report["process"]["steps"])
        saved = post(
            client,
            address("thao-tac"),
            {"base_revision": report["revision"], "operations": report["operations"]},
        )
        assert saved.status_code == 200, path.name
        assert process_now().model_dump(mode="json") == report["process"]
    refused = upload(client, address("quy-trinh/bpmn/nhap"), b"<!DOCTYPE x><x/>")
    assert (refused.status_code, error_of(refused)["code"]) == (422, "bpmn_refused")
    assert client.post(address("quy-trinh/bpmn/nhap")).status_code == 422
    assert client.get(address("quy-trinh/bpmn")).status_code == 422
    assert client.get(address("quy-trinh")).json()["problems"]


def test_a_dossier_is_played_to_its_end_and_a_wrong_move_is_named(signed_in, address, process_now):
    client, moves = signed_in("publisher"), []
    start = "2026-04-24T08:30:00+00:00"
    for _turn in range(20):
        answer = post(client, address("quy-trinh/thu"), {"start": start, "moves": moves}).json()
        if answer["ended"]:
            break
        step = answer["open"][0]
        moves.append({"step": step["step"], "outcome": step["outcomes"][0]["id"], "minutes": 30})
    assert answer["ended"] == "issued"
    assert answer["due_at"] > answer["received_at"] > start
    assert [each["step"] for each in answer["history"]] == [each["step"] for each in moves]
    wrong = post(client, address("quy-trinh/thu"), {"moves": [*moves, moves[0]]})
    assert (wrong.status_code, error_of(wrong)["details"]["index"]) == (422, len(moves))
    for body in (
        {"moves": "x"},
        {"moves": [5]},
        {"moves": [{"step": 1}]},
        {"start": "morning"},
        {"start": "9999-12-31"},
        {"channel": "pigeon"},
        {"moves": [{"step": "a", "minutes": 1e99}]},
    ):
        assert post(client, address("quy-trinh/thu"), body).status_code == 422, body


def test_a_year_is_simulated_and_nonsense_is_refused(signed_in, address):
    client = signed_in("builder")
    told = client.get(address("quy-trinh")).json()
    people = {pool["key"]: 2 for pool in told["pools"]}
    step = next(each for each in told["steps"] if each["pool"])
    wanted = {
        "seed": 3,
        "start": "2027-01-04",
        "arrivals": {"per_working_day": 6, "days": 20},
        "people": people,
        "steps": {step["id"]: {"handling_minutes": 20}},
    }
    answer = post(client, address("quy-trinh/mo-phong"), wanted).json()
    summary = answer["summary"]
    assert answer["complete"]
    assert summary["arrived"] == summary["done"] + summary["in_progress"] > 50
    assert {pool["key"] for pool in answer["pools"]} == people.keys()
    assert all(0 <= pool["utilisation"] <= 1 and pool["name"] for pool in answer["pools"])
    assert len(answer["series"]["days"]) == len(answer["series"]["in_progress"]) <= 260
    assert answer["words"]
    again = post(client, address("quy-trinh/mo-phong"), wanted).json()
    assert again | {"seconds": 0} == answer | {"seconds": 0}
    for change in (
        {"seed": "x"},
        {"arrivals": {"per_working_day": 1e9}},
        {"arrivals": {"per_working_day": 5, "days": 100_000}},
        {"arrivals": {"past": True}},
        {"people": {"a": 0}},
        {"people": []},
        {"order": "loudest"},
        {"steps": {step["id"]: {"handling_minutes": -1}}},
        {"steps": {step["id"]: {"outcomes": {"x": "y"}}}},
    ):
        refused = post(client, address("quy-trinh/mo-phong"), wanted | change)
        assert refused.status_code == 422, change


def test_one_simulation_at_a_time_for_each_person(signed_in, address, monkeypatch):
    client, answers = signed_in("builder"), []

    def again(*_args, **_known):
        answers.append(post(client, address("quy-trinh/mo-phong"), {}))
        return {}

    monkeypatch.setattr("motcua.backoffice.designer.views.process._simulated", again)
    assert post(client, address("quy-trinh/mo-phong"), {}).status_code == 200
    assert answers[0].status_code == 429
    assert error_of(answers[0])["code"] == "simulation_running"
    assert post(client, address("quy-trinh/mo-phong"), {}).status_code == 200


def test_who_may_and_who_may_not(signed_in, address, tenant_client, ministry, process_now):
    before = process_now()
    for act in READS:
        assert signed_in("procedure_control").get(address(act)).status_code == 200
        assert signed_in("specialist").get(address(act)).status_code == 403
    for act in TRIES:
        assert post(signed_in("specialist"), address(act), {}).status_code == 403
        strict = signed_in("builder", enforce_csrf_checks=True)
        assert post(strict, address(act), {}).status_code == 403
        assert signed_in("builder").get(address(act)).status_code == 405
        neighbour = signed_in("builder", slug="bqp", schema=ministry.schema_name)
        assert post(neighbour, address(act), {}).status_code == 404
    assert upload(signed_in("publisher"), address(TRIES[2]), b"<x/>").status_code == 403
    anonymous = tenant_client("lam-dong").get(address("quy-trinh"))
    assert anonymous.status_code == 302
    assert process_now() == before
