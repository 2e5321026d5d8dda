"""Stored answers: judged, presented, exported."""

from typing import Any

import pytest
from django.utils import translation

from formbuilder.api import (
    Context,
    check_rule,
    compile_condition,
    describe_field_types,
    describe_operators,
    evaluate,
    export_answers,
    field_types,
    json_schema,
    parse_page,
    prefill_answers,
    present,
    validate_answers,
)
from formbuilder.management.commands.export_form_schema import TARGET, generated_files
from tests.unit.formbuilder.builders import (
    CONTEXT,
    FILE,
    TODAY,
    call,
    choice,
    compiled,
    field,
    form,
    page,
)
from tests.unit.formbuilder.corpus import RULE

KIDS = field(
    "kids",
    "group",
    label="Các con",
    config={"row_label": {"vi": "Người con", "en": "Child"}},
    fields=[
        field("name", label="Họ tên", required=True),
        field("birth", "date", label="Ngày sinh"),
        field("age", "number", label="Tuổi", calculate=call("age", "$birth")),
        field("school", label="Trường", visible_if=call("le", "$age", 17), required=True),
    ],
)
PAGES = (
    page(
        "a",
        field("who", label="Họ và tên", prefill="full_name", required=True),
        field("home", "address", label="Nơi cư trú"),
        field("info", "explanation", config={"body": {"vi": "Lưu ý"}}),
        KIDS,
    ),
    page("b", field("paper", "file", label="Giấy tờ"), field("agree", "yes_no", label="Đồng ý")),
)
FORM = compiled(*PAGES)
ANSWERS: dict[str, Any] = {
    "fld_who": "Lan",
    "fld_home": {"province": "01", "commune": "00070", "detail": "12 phố Huế"},
    "fld_kids": [
        {"_row": "r1", "fld_name": "An", "fld_birth": "2016-05-01", "fld_school": "Kim Đồng"},
        {"_row": "r2", "fld_name": "Bình", "fld_birth": "2000-05-01", "fld_school": "ẩn"},
    ],
    "fld_paper": [FILE],
    "fld_agree": False,
}


def codes(answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error.path, error.code) for error in validate_answers(FORM, answers, CONTEXT).errors]


def test_good_answers_pass_with_calculations_and_without_what_is_hidden() -> None:
    found = validate_answers(FORM, ANSWERS, CONTEXT)
    assert found.is_valid
    rows = found.answers_visible_only["fld_kids"]
    assert rows[0]["fld_age"] == 10
    assert rows[1] == {"_row": "r2", "fld_name": "Bình", "fld_birth": "2000-05-01", "fld_age": 26}
    again = validate_answers(FORM, found.answers_visible_only, CONTEXT)
    assert again.answers_visible_only == found.answers_visible_only


def test_unknown_keys_are_refused() -> None:
    assert codes(ANSWERS | {"evil": 1}) == [("evil", "unknown_field")]
    row = {"_row": "r1", "fld_name": "An", "evil": 1}
    assert codes(ANSWERS | {"fld_kids": [row]}) == [("fld_kids/r1/evil", "unknown_field")]


def test_required_answers() -> None:
    assert codes({}) == [("fld_who", "required")]
    young = {"_row": "r1", "fld_birth": "2016-05-01"}
    assert codes({"fld_who": "Lan", "fld_kids": [young]}) == [
        ("fld_kids/r1/fld_name", "required"),
        ("fld_kids/r1/fld_school", "required"),
    ]


@pytest.mark.parametrize("value", ["x", 1, [1], [{"_row": "a b"}], [{"fld_name": "x"}], {"a": 1}])
def test_rows_of_a_wrong_shape(value: Any) -> None:
    found = validate_answers(FORM, ANSWERS | {"fld_kids": value}, CONTEXT)
    assert [error.code for error in found.errors] == ["wrong_type"]
    assert "fld_kids" not in found.answers_visible_only


def test_messages_follow_the_language_of_the_label() -> None:
    with translation.override("vi"):
        assert validate_answers(FORM, {}).errors[0].message == "Nhập họ và tên"


def test_submitted_answers_are_presented_as_they_are() -> None:
    submitted = validate_answers(FORM, ANSWERS, CONTEXT).answers_visible_only
    pages = present(FORM, submitted)
    assert [shown.title for shown in pages] == ["Trang a", "Trang b"]
    rows = [(row.group, row.label, row.value) for row in pages[0].rows]
    assert rows == [
        ("", "Họ và tên", "Lan"),
        ("", "Nơi cư trú", "12 phố Huế, Phường Hoàn Kiếm, Thành phố Hà Nội"),
        ("Người con 1", "Họ tên", "An"),
        ("Người con 1", "Ngày sinh", "01/05/2016"),
        ("Người con 1", "Tuổi", "10"),
        ("Người con 1", "Trường", "Kim Đồng"),
        ("Người con 2", "Họ tên", "Bình"),
        ("Người con 2", "Ngày sinh", "01/05/2000"),
        ("Người con 2", "Tuổi", "26"),
    ]
    assert pages[1].rows[0].files == (FILE,)
    assert pages[1].rows[1].value == "Không"
    assert present(FORM, submitted, "en")[1].rows[1].value == "No"
    assert present(FORM, submitted, "en")[0].rows[2].group == "Child 1"


def test_a_draft_shows_what_is_still_unanswered() -> None:
    rows = present(FORM, {"fld_who": "Lan"}, "vi", CONTEXT)[0].rows
    assert [(row.label, row.value) for row in rows] == [
        ("Họ và tên", "Lan"),
        ("Nơi cư trú", ""),
        ("Các con", ""),
    ]


def test_export_goes_by_key() -> None:
    exported = export_answers(FORM, validate_answers(FORM, ANSWERS, CONTEXT).answers_visible_only)
    assert exported["kids"][1] == {"name": "Bình", "birth": "2000-05-01", "age": 26}
    assert exported["home"]["commune_name"] == "Phường Hoàn Kiếm"


def test_prefill() -> None:
    assert prefill_answers(FORM, {"full_name": "Lan", "sex": "nu"}) == {"fld_who": "Lan"}
    dated = compiled(page("a", field("x", "date", prefill="birth_date")))
    assert prefill_answers(dated, {"birth_date": TODAY}) == {"fld_x": "2026-11-21"}
    assert prefill_answers(dated, {"birth_date": None}) == {}
    assert prefill_answers(dated, {"birth_date": "nonsense"}) == {}


def test_prefill_brings_values_to_the_stored_form() -> None:
    asked = compiled(
        page(
            "a",
            field("phone", "phone", prefill="phone"),
            choice("sex", "nam", "nu", prefill="sex"),
            field("number", "personal_number", prefill="personal_number"),
        )
    )
    profile = {"phone": "0912 345 678", "sex": "female", "personal_number": "1"}
    assert prefill_answers(asked, profile) == {"fld_phone": "+84912345678", "fld_sex": "nu"}
    assert prefill_answers(asked, {"sex": "x"}) == {}


def test_why_something_is_hidden() -> None:
    found = evaluate(FORM, ANSWERS, Context(today=TODAY))
    assert set(found.reasons) == {"fld_kids/r2/fld_school"}
    assert found.reasons["fld_kids/r2/fld_school"].because == "fld_school"


def test_rules_outside_the_form_see_the_same_answers() -> None:
    rule = RULE.validate_python(call("count", "$kids", call("filled", "$school")))
    evaluation = evaluate(FORM, ANSWERS, CONTEXT)
    assert compile_condition(FORM, rule).value(evaluation) == 1
    assert not compile_condition(FORM, rule).holds(evaluation)
    wrong = RULE.validate_python(call("eq", "$gone", 1))
    problems = list(
        check_rule(FORM.form, wrong, wanted="bool", name="Điều kiện miễn phí", path="fees/0/when")
    )
    assert [(problem.path, problem.code) for problem in problems] == [
        ("fees/0/when/args/0", "unknown_field")
    ]
    assert problems[0].message.startswith("Điều kiện miễn phí: ")


def test_json_schema_of_the_answers() -> None:
    schema = json_schema(form(*PAGES))
    assert schema["required"] == ["fld_who"]
    assert "fld_info" not in schema["properties"]
    rows = schema["properties"]["fld_kids"]["items"]
    assert rows["required"] == ["_row", "fld_name"]
    assert schema["properties"]["fld_who"]["x-personal-data"] == "basic"


def test_the_generated_front_end_schema_is_up_to_date() -> None:
    for name, text in generated_files().items():
        assert (TARGET / name).read_text(encoding="utf-8") == text


def test_types_and_operators_describe_themselves() -> None:
    described = {entry["key"]: entry for entry in describe_field_types()}
    assert sorted(described) == field_types.keys()
    assert described["date"]["parts"] == ["-day", "-month", "-year"]
    assert {entry["key"] for entry in describe_operators()} >= {"eq", "any", "date_add"}


def test_a_hidden_calculation_is_kept_for_officers_and_not_shown_to_the_citizen() -> None:
    secret = field("points", "hidden", calculate=call("mul", "$copies", 2))
    shown = field("total", "hidden", calculate=call("mul", "$copies", 3), config={"show": True})
    made = compiled(page("a", field("copies", "number"), secret, shown))
    posted = {"f-fld_copies": ["2"], "f-fld_points": ["1000000"]}
    parsed = parse_page(made, "pag_a", posted, context=CONTEXT)
    judged = validate_answers(made, parsed.answers, CONTEXT)
    kept = judged.answers_visible_only
    assert kept == {"fld_copies": 2, "fld_points": 4, "fld_total": 6}
    draft = present(made, parsed.answers, "vi", CONTEXT)
    assert [row.field_id for row in draft[0].rows] == ["fld_copies", "fld_total"]
    assert [row.value for row in present(made, kept)[0].rows] == ["2", "4", "6"]


def test_own_words_replace_those_of_the_type() -> None:
    config = {"message_required": {"vi": "Cần tên"}, "message_invalid": {"vi": "Tên quá dài"}}
    made = compiled(page("a", field("name", required=True, config={**config, "max_length": 3})))
    assert validate_answers(made, {}, CONTEXT).errors[0].message == "Cần tên"
    assert (
        validate_answers(made, {"fld_name": "dài quá"}, CONTEXT).errors[0].message == "Tên quá dài"
    )
    assert validate_answers(made, {"fld_name": 3}, CONTEXT).errors[0].message != "Tên quá dài"


@pytest.mark.parametrize(
    ("type_", "entry", "known"),
    [
        ("partial_date", "birth_date", "1990-03-27"),
        ("email_confirmed", "email", "lan@example.com"),
        ("phone_international", "phone", "+84912345678"),
        ("tax_code", "personal_number", "001190000123"),
    ],
)
def test_the_newer_types_are_prefilled_too(type_: str, entry: str, known: str) -> None:
    made = compiled(page("a", field("x", type_, prefill=entry)))
    assert prefill_answers(made, {entry: known}) == {"fld_x": known}
