"""A posted page: what is read, what is refused, what stays as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from formbuilder.api import (
    PageParse,
    UnknownFormPage,
    evaluate,
    parse_page,
    validate_answers,
    visible_pages,
)
from motcua.kernel.errors import TooLarge
from tests.unit.formbuilder.builders import CONTEXT, FILE, call, choice, compiled, field, page

KIDS = field(
    "kids",
    "group",
    label="Các con",
    config={"max_rows": 3},
    fields=[field("name", required=True), field("birth", "date"), field("papers", "file")],
)
FORM = compiled(
    page(
        "a",
        choice("status", "single", "married", required=True, label="Tình trạng"),
        field("spouse", required=True, label="Họ tên vợ, chồng")
        | {"visible_if": call("eq", "$status", "married")},
        choice("perks", "x", "y", type_="multiple_choice"),
        field("paper", "file", label="Giấy chứng sinh"),
        KIDS,
    ),
    page("b", field("note", "long_text"), visible_if=call("filled", "$spouse")),
)


def post(
    inputs: Mapping[str, str | Sequence[str]],
    existing: dict[str, Any] | None = None,
    files: dict[str, Any] | None = None,
) -> PageParse:
    posted = {name: [given] if isinstance(given, str) else given for name, given in inputs.items()}
    return parse_page(FORM, "pag_a", posted, files, existing, context=CONTEXT)


def codes(found: PageParse) -> list[tuple[str, str]]:
    return [(error.path, error.code) for error in found.errors]


def test_a_page_is_merged_into_the_answers() -> None:
    found = post({"f-fld_status": "single"}, {"fld_note": "giữ nguyên"})
    assert found.answers == {"fld_status": "single", "fld_note": "giữ nguyên"}
    assert found.is_valid
    assert not found.stay


def test_errors_name_the_question_and_the_input() -> None:
    found = post({})
    assert [error.message for error in found.errors] == ["Chọn tình trạng"]
    assert found.errors[0].input_name == "f-fld_status"


def test_questions_that_appear_are_shown_before_they_are_missed() -> None:
    found = post({"f-fld_status": "married"})
    assert found.revealed == ("fld_spouse",)
    assert found.stay
    assert found.is_valid
    again = post({"f-fld_status": "married", "f-fld_spouse": ""}, found.answers)
    assert codes(again) == [("fld_spouse", "required")]
    assert not again.stay


def test_with_a_script_the_question_was_already_seen() -> None:
    found = post({"f-fld_status": "married", "f-fld_spouse": "", "f-fld_spouse-present": "1"})
    assert codes(found) == [("fld_spouse", "required")]


def test_without_a_script_hidden_inputs_come_empty_and_were_not_seen() -> None:
    found = post({"f-fld_status": "married", "f-fld_spouse": ""})
    assert found.revealed == ("fld_spouse",)
    assert found.stay
    assert found.is_valid


def test_hidden_answers_stay_in_the_draft_but_are_not_submitted() -> None:
    married = {"fld_status": "married", "fld_spouse": "Lan"}
    found = post({"f-fld_status": "single"}, married)
    assert found.answers["fld_spouse"] == "Lan"
    submitted = validate_answers(FORM, found.answers, CONTEXT)
    assert submitted.answers_visible_only == {"fld_status": "single"}
    assert submitted.is_valid


def test_unticked_boxes_are_cleared_unless_they_were_not_there() -> None:
    before = {"fld_status": "single", "fld_perks": ["x"]}
    assert "fld_perks" not in post({"f-fld_status": "single"}, before).answers
    hidden = compiled(
        page(
            "a",
            field("more", "yes_no"),
            choice("perks", "x", type_="multiple_choice", visible_if=call("eq", "$more", True)),
        )
    )
    kept = {"fld_more": False, "fld_perks": ["x"]}
    assert parse_page(hidden, "pag_a", {"f-fld_more": ["no"]}, None, kept).answers == kept
    opened = parse_page(hidden, "pag_a", {"f-fld_more": ["yes"]}, None, kept)
    assert opened.answers["fld_perks"] == ["x"]
    seen = {"f-fld_more": ["yes"], "f-fld_perks-present": ["1"]}
    assert "fld_perks" not in parse_page(hidden, "pag_a", seen, None, kept).answers


def test_unreadable_input_is_an_error_and_changes_nothing() -> None:
    found = post(
        {"f-fld_status": "married", "f-fld_spouse": "a\x00b"},
        {"fld_status": "married", "fld_spouse": "Lan"},
    )
    assert codes(found) == [("fld_spouse", "characters")]
    assert found.answers["fld_spouse"] == "Lan"


def test_names_of_nothing_are_reported_not_stored() -> None:
    found = post({"f-fld_status": "single", "f-fld_note": "x", "f-evil": "x", "csrf": "t"})
    assert found.unknown == ("f-evil", "f-fld_note")
    assert found.answers == {"fld_status": "single"}


def test_rows_are_read_in_their_order() -> None:
    found = post(
        {
            "f-fld_status": "single",
            "f-fld_kids-rows": ["r2", "r1"],
            "f-fld_kids-r1-fld_name": "An",
            "f-fld_kids-r2-fld_name": "Bình",
            "f-fld_kids-r2-fld_birth-year": "2016",
            "f-fld_kids-r2-fld_birth-month": "5",
            "f-fld_kids-r2-fld_birth-day": "40",
        }
    )
    assert found.answers["fld_kids"] == [
        {"_row": "r2", "fld_name": "Bình"},
        {"_row": "r1", "fld_name": "An"},
    ]
    assert codes(found) == [("fld_kids/r2/fld_birth", "not_a_date")]
    assert found.errors[0].input_name == "f-fld_kids-r2-fld_birth-day"


def test_rows_are_added_removed_and_limited() -> None:
    row = {"f-fld_status": "single", "f-fld_kids-r1-fld_name": "An"}
    added = post(row | {"f-fld_kids-add": ""})
    assert added.answers["fld_kids"] == [{"_row": "r1", "fld_name": "An"}, {"_row": "r2"}]
    assert added.stay
    gone = post({"f-fld_kids-rows": ["r1", "r2"], "f-fld_kids-r1-remove": ""}, added.answers)
    assert gone.answers["fld_kids"] == [{"_row": "r2"}]
    full = {"fld_kids": [{"_row": f"r{number}", "fld_name": "x"} for number in range(1, 4)]}
    ids = ["r1", "r2", "r3"]
    assert len(post({"f-fld_kids-rows": ids, "f-fld_kids-add": ""}, full).answers["fld_kids"]) == 3


def test_blank_rows_are_forgotten_and_half_filled_ones_are_not() -> None:
    rows = {"f-fld_status": "single", "f-fld_kids-rows": ["r1", "r2"], "f-fld_kids-r1-fld_name": ""}
    assert "fld_kids" not in post(rows).answers
    half = post(rows | {"f-fld_kids-r2-fld_birth-year": "2016"})
    assert ("fld_kids/r2/fld_birth", "no_month") in codes(half)
    assert ("fld_kids/r2/fld_name", "required") in codes(half)


def test_rows_that_appear_are_shown_before_they_are_missed() -> None:
    kids = field(
        "kids",
        "group",
        required=True,
        config={"min_rows": 1, "max_rows": 3},
        fields=[field("name")],
        visible_if=call("eq", "$more", True),
    )
    asked = compiled(page("a", field("more", "yes_no"), kids))
    hidden_row = {"f-fld_more": ["yes"], "f-fld_kids-rows": ["r1"], "f-fld_kids-r1-fld_name": [""]}
    found = parse_page(asked, "pag_a", hidden_row)
    assert found.revealed == ("fld_kids",)
    assert found.is_valid
    again = parse_page(asked, "pag_a", hidden_row, None, found.answers)
    assert [error.path for error in again.errors] == ["fld_kids"]
    assert not again.stay


def test_absurd_rows_are_bounded() -> None:
    ids = [f"r{number}" for number in range(500)]
    found = post({"f-fld_status": "single", "f-fld_kids-rows": ids, "f-fld_kids-r1-fld_name": "A"})
    assert ("fld_kids", "too_many") in codes(found)
    evil = post({"f-fld_kids-rows": ["../x", "a b", "__proto__"]})
    assert "fld_kids" not in evil.answers


def test_files_are_added_and_let_go() -> None:
    found = post({"f-fld_status": "single"}, files={"f-fld_paper": [FILE]})
    assert found.answers["fld_paper"] == [FILE]
    gone = post({"f-fld_paper-remove": [FILE["file_id"]]}, found.answers)
    assert "fld_paper" not in gone.answers
    assert gone.stay
    inside = post({"f-fld_status": "single"}, files={"f-fld_kids-r1-fld_papers": [FILE]})
    assert inside.answers["fld_kids"] == [{"_row": "r1", "fld_papers": [FILE]}]


def test_calculations_cannot_be_posted() -> None:
    priced = compiled(
        page(
            "a",
            field("copies", "number"),
            field("fee", "money", calculate=call("mul", "$copies", 8_000)),
        )
    )
    posted = {"f-fld_copies": ["3"], "f-fld_fee": ["1"]}
    found = parse_page(priced, "pag_a", posted)
    assert found.answers == {"fld_copies": 3}
    assert found.evaluation.values["fld_fee"] == 24_000
    submitted = validate_answers(priced, {"fld_copies": 3, "fld_fee": 1})
    assert submitted.answers_visible_only == {"fld_copies": 3, "fld_fee": 24_000}


def test_a_page_of_another_form() -> None:
    with pytest.raises(UnknownFormPage):
        parse_page(FORM, "pag_zzz", {})


def test_too_many_inputs() -> None:
    with pytest.raises(TooLarge):
        post({"f-fld_status": ["single"] * 20_001})


def test_the_walk_skips_hidden_pages() -> None:
    assert visible_pages(FORM, evaluate(FORM, {})) == ("pag_a",)
    married = {"fld_status": "married", "fld_spouse": "Lan"}
    assert visible_pages(FORM, evaluate(FORM, married)) == ("pag_a", "pag_b")
