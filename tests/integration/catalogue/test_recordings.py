"""Recordings guard a draft: replayed before publishing, accepted by a person."""

import json

import pytest
from django.db import connection

from motcua.catalogue import api
from motcua.catalogue.models import Recording
from motcua.kernel.actors import PermissionMissing
from tests.factories.catalogue import make_builder, make_publisher, small_document

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()
FILING = {
    "answers": {"fld_ho_ten": "Trần Văn Thử", "fld_so_ban": 3},
    "profile": {"assurance": 1},
    "today": "2026-10-01",
}


@pytest.fixture
def draft(inside_province, now):
    return api.create_service(document=small_document(), by=BUILDER, now=now)


def record(draft, now, name="Ba bản", filing=FILING, by=BUILDER):
    return api.record_filing(service_id=draft.id, name=name, filing=filing, by=by, now=now)


def change(draft, now, *operations):
    return api.apply_operations(
        service_id=draft.id,
        operations=operations,
        base_revision=api.get_draft(draft.id, by=BUILDER).revision,
        by=BUILDER,
        now=now,
    )


def ask(draft, now):
    revision = api.get_draft(draft.id, by=BUILDER).revision
    return api.request_publication(service_id=draft.id, base_revision=revision, by=BUILDER, now=now)


DEARER = {"op": "update", "what": "fee", "id": "fee_ban", "set": {"unit_minor": 10_000}}
HIDDEN = {
    "op": "update",
    "what": "field",
    "id": "fld_so_ban",
    "set": {"visible_if": {"op": "empty", "args": [{"ref": "fld_ho_ten"}]}},
}


def test_what_came_of_it_is_kept(draft, now):
    made = record(draft, now)
    assert made.is_as_recorded
    assert made.expected["fee"] == {
        "total": 24_000,
        "currency": "VND",
        "lines": {"fee_ban": 24_000},
    }
    assert made.expected["fields"] == ["fld_ho_ten", "fld_so_ban"]
    assert made.expected["messages"] == []
    assert api.list_recordings(draft.id, by=PUBLISHER) == [made]


def test_a_changed_outcome_stops_publishing_until_it_is_accepted(draft, now):
    made = record(draft, now)
    change(draft, now, DEARER, HIDDEN)
    [seen] = api.list_recordings(draft.id, by=BUILDER)
    assert {each.kind for each in seen.differences} == {"fee", "fields"}
    with pytest.raises(api.NotPublishable) as refused:
        ask(draft, now)
    assert "Ba bản" in refused.value.message
    assert "Số bản" in refused.value.message
    accepted = api.accept_recording(service_id=draft.id, recording_id=made.id, by=BUILDER, now=now)
    assert accepted.is_as_recorded
    assert ask(draft, now).state == "waiting"


def test_a_wrong_filing_guards_its_refusal(draft, now):
    wrong = {**FILING, "answers": {"fld_so_ban": 99}}
    made = record(draft, now, filing=wrong)
    assert [code for _s, _p, code in made.expected["messages"]] != []
    change(
        draft,
        now,
        {"op": "update", "what": "field", "id": "fld_so_ban", "set": {"config": {"max": 200}}},
    )
    assert "messages" in {
        each.kind for each in api.list_recordings(draft.id, by=BUILDER)[0].differences
    }


def test_nothing_of_it_is_readable_in_the_table(draft, now):
    record(draft, now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT filing, expected FROM catalogue_recording")
        for value in cursor.fetchone():
            assert "Trần".encode() not in bytes(value)


@pytest.mark.parametrize(
    "filing",
    [
        {},
        {"today": "hôm nay"},
        {**FILING, "channel": "fax"},
        {**FILING, "answers": []},
        {**FILING, "more": 1},
        {**FILING, "answers": {"fld_ho_ten": "x" * 600_000}},
    ],
)
def test_what_is_no_filing_is_refused(filing, draft, now):
    with pytest.raises(api.FilingInvalid):
        record(draft, now, filing=filing)
    assert not Recording.objects.exists()


def test_hostile_answers_are_recorded_like_any_other(draft, now):
    deep: object = 1
    for _ in range(60):
        deep = {"a": [deep]}
    hostile = {"fld_ho_ten": deep, "fld_so_ban": -1, "x" * 5_000: "\x00", "fld_la": [None] * 500}
    made = record(draft, now, filing={**FILING, "answers": hostile})
    assert made.is_as_recorded
    assert len(json.dumps(made.expected)) < 20_000


def test_names_are_told_apart_and_recordings_are_let_go(draft, now):
    made = record(draft, now)
    with pytest.raises(api.RecordingNameTaken):
        record(draft, now)
    api.delete_recording(service_id=draft.id, recording_id=made.id, by=BUILDER, now=now)
    assert api.list_recordings(draft.id, by=BUILDER) == []
    with pytest.raises(api.RecordingMissing):
        api.accept_recording(service_id=draft.id, recording_id=made.id, by=BUILDER, now=now)


def test_only_authors_record(draft, now):
    with pytest.raises(PermissionMissing):
        record(draft, now, by=PUBLISHER)


def test_more_recordings_cost_no_more_queries(draft, now, django_assert_num_queries):
    for count in range(1, 4):
        record(draft, now, name=f"Lần {count}")
        with django_assert_num_queries(4):
            assert len(api.list_recordings(draft.id, by=BUILDER)) == count
