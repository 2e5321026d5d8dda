import json

import pytest

from motcua.catalogue.domain import migrations
from motcua.catalogue.domain.document import (
    DocumentInvalid,
    digest,
    document_schema,
    new_document,
    parse_document,
)
from motcua.catalogue.domain.migrations import DocumentTooNew
from tests.factories.catalogue import small_document, small_page


def raw():
    return small_document().to_json()


def test_a_document_survives_json_unchanged():
    document = small_document()
    again = parse_document(json.loads(json.dumps(document.to_json())))
    assert again == document
    assert digest(again) == digest(document)


def test_the_digest_does_not_depend_on_the_order_of_keys():
    shuffled = dict(reversed(raw().items()))
    slug = shuffled["service"]["slug"]
    other = raw()
    other["service"]["slug"] = slug
    assert digest(parse_document(shuffled)) == digest(parse_document(other))


def test_words_are_normalised_so_that_equal_text_is_equal():
    decomposed = raw() | {}
    decomposed["service"]["name"] = {"vi": "Hô\u0323 tịch"}
    assert parse_document(decomposed).service.name["vi"] == "Hộ tịch"


@pytest.mark.parametrize("data", [None, [], "x", 7, {}, {"service": {"slug": "Không Hợp Lệ"}}])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(DocumentInvalid):
        parse_document(data)


def test_unknown_keys_are_refused_with_their_place():
    data = raw()
    data["clock"]["hurry"] = True
    with pytest.raises(DocumentInvalid) as refused:
        parse_document(data)
    assert refused.value.details["faults"][0]["path"] == "clock/hurry"
    assert refused.value.status == 422


def test_an_id_used_twice_is_refused():
    data = raw()
    data["form"]["pages"].append(small_page() | {"id": "pag_hai"})
    with pytest.raises(DocumentInvalid):
        parse_document(data)


def test_two_megabytes_are_too_much():
    data = raw()
    data["service"]["description"] = {"vi": "ô" * 15_000}
    parse_document(data)
    data["notices"] = [
        {
            "id": f"ntc_{number}",
            "event": "submitted",
            "body": {"vi": "ô" * 19_000, "en": "ô" * 19_000},
        }
        for number in range(50)
    ]
    data["components"] = [
        {"id": f"cmp_{number}", "template_note": {"vi": "a" * 19_000}} for number in range(10)
    ]
    with pytest.raises(DocumentInvalid) as refused:
        parse_document(data)
    assert "2 MB" in refused.value.message


def test_two_thousand_fields_are_the_limit():
    def document_of(count):
        field = {"type": "short_text", "label": {"vi": "Câu"}}
        data = raw()
        data["form"]["pages"] = [
            {
                "id": "pag_x",
                "fields": [
                    {"id": f"fld_{number}", "key": f"k{number}", **field} for number in range(count)
                ],
            }
        ]
        return parse_document(data)

    assert len(document_of(2_000).form.pages[0].fields) == 2_000
    with pytest.raises(DocumentInvalid):
        document_of(2_001)


def test_a_rule_nested_beyond_reason_is_refused_not_crashed_on():
    rule = {"value": True}
    for _ in range(5_000):
        rule = {"op": "not", "args": [rule]}
    data = raw()
    data["fees"][0]["condition"] = rule
    with pytest.raises(DocumentInvalid):
        parse_document(data)


def test_documents_of_a_newer_release_are_refused():
    with pytest.raises(DocumentTooNew):
        parse_document(raw() | {"schema_version": 2})


@pytest.mark.parametrize("version", [0, -1, "1", None, True, 1.0])
def test_a_schema_version_is_a_known_whole_number(version):
    with pytest.raises((DocumentTooNew, DocumentInvalid)):
        parse_document(raw() | {"schema_version": version})


def test_older_documents_are_brought_forward_step_by_step(monkeypatch):
    monkeypatch.setattr(migrations, "CURRENT_VERSION", 3)
    monkeypatch.setattr(
        migrations,
        "STEPS",
        {1: lambda raw: raw | {"one": True}, 2: lambda raw: raw | {"two": raw["one"]}},
    )
    upgraded = migrations.upgrade({"schema_version": 1})
    assert upgraded == {"schema_version": 3, "one": True, "two": True}


def test_an_empty_service_is_a_document():
    document = new_document(code="2.000635", name="Cấp bản sao", slug="cap-ban-sao")
    assert document.service.name == {"vi": "Cấp bản sao"}
    with pytest.raises(DocumentInvalid):
        new_document(code="hai nghìn", name="x", slug="x")


def test_the_json_schema_names_every_section():
    assert {"form", "fees", "process", "clock"} <= document_schema()["properties"].keys()


def test_terms_by_channel():
    document = small_document(
        clock={
            "unit": "working_days",
            "amount": 1,
            "online_unit": "working_hours",
            "online_amount": 2,
            "cut_off": "15:30",
        }
    )
    online, counter = document.clock.term("online"), document.clock.term("counter")
    assert (online.unit, online.amount) == ("working_hours", 2)
    assert (counter.unit, counter.amount, counter.cut_off_minutes) == ("working_days", 1, 930)
