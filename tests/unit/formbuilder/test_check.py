"""The builder is told everything that is wrong, in words, and hostile forms cost little."""

from typing import Any

import pytest

from formbuilder.api import FormInvalid, FormSection, check_form, compile_form
from tests.unit.formbuilder.builders import call, choice, field, form, page


def codes(*pages: dict[str, Any]) -> list[str]:
    return [problem.code for problem in check_form(form(*pages))]


def messages(*pages: dict[str, Any]) -> list[str]:
    return [problem.message for problem in check_form(form(*pages))]


def test_a_good_form_has_no_problems() -> None:
    shown = call("eq", "$status", "married")
    first = page("a", choice("status", "single", "married"), field("spouse", visible_if=shown))
    last = page("b", field("note", "long_text"), visible_if=call("filled", "$spouse"))
    assert codes(first, last) == []


def test_an_empty_form() -> None:
    assert codes() == ["no_pages"]
    assert codes(page("a")) == ["empty_page"]


def test_cycles_are_refused_and_named() -> None:
    one = field("a", label="Câu một", visible_if=call("filled", "$b"))
    two = field("b", label="Câu hai", visible_if=call("filled", "$a"))
    found = check_form(form(page("x", one, two)))
    assert [problem.code for problem in found] == ["cycle"]
    assert "“Câu một”" in found[0].message
    assert "“Câu hai”" in found[0].message
    with pytest.raises(FormInvalid) as caught:
        compile_form(form(page("x", one, two)))
    assert caught.value.problems[0].code == "cycle"


def test_a_calculation_of_itself_is_a_cycle() -> None:
    assert codes(page("x", field("a", "number", calculate=call("add", "$a", 1)))) == ["cycle"]


def test_a_row_rule_over_its_own_group_is_a_cycle() -> None:
    share = field("share", "number", calculate=call("sum", "$g", "$area"))
    group = field("g", "group", fields=[field("area", "number"), share])
    assert codes(page("x", group)) == ["cycle"]


def test_duplicates() -> None:
    first, second = field("a"), field("b") | {"key": "a"}
    assert codes(page("x", first, second)) == ["duplicate_key"]
    assert codes(page("x", first, field("a"))) == ["duplicate_id", "duplicate_key"]


def test_types_and_settings() -> None:
    assert codes(page("x", field("a", "no_such_type"))) == ["unknown_type"]
    assert codes(page("x", field("a", config={"max_length": "many"}))) == ["bad_setting"]
    assert codes(page("x", field("a", config={"evil": 1}))) == ["bad_setting"]
    assert codes(page("x", field("a", "single_choice"))) == ["no_options"]
    assert codes(page("x", choice("a", "x", "x"))) == ["duplicate_option"]
    assert codes(page("x", field("a", "number", config={"min": 2, "max": 1}))) == ["bounds"]
    assert codes(page("x", field("a", "explanation"))) == ["no_body"]
    assert codes(page("x", field("a") | {"label": {}})) == ["no_label"]
    refers = {"birth_field": "fld_gone"}
    assert codes(page("x", field("a", "personal_number", config=refers))) == ["unknown_field"]


def test_groups() -> None:
    assert codes(page("x", field("g", "group"))) == ["empty_group"]
    inner = field("h", "group", fields=[field("a")])
    assert codes(page("x", field("g", "group", fields=[inner]))) == ["nested_group"]
    assert codes(page("x", field("a", fields=[field("b")]))) == ["fields_outside_group"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (call("eq", "$gone", 1), "unknown_field"),
        (call("eval", "1"), "unknown_operator"),
        (call("eq", "$n"), "argument_count"),
        (call("not", "$n", "$n"), "argument_count"),
        (call("lt", "$t", 5), "argument_type"),
        (call("lt", "$t", "$t"), "argument_type"),
        (call("eq", "$n", "a"), "argument_type"),
        (call("and", "$n", True), "argument_type"),
        (call("eq", "$c", "blue"), "unknown_choice"),
        (call("in", "$c", ["red", "blue"]), "unknown_choice"),
        (call("contains", "$l", "z"), "unknown_choice"),
        (call("add", "$n", 1), "rule_result"),
        (call("eq", "$n", 1e15), "number_range"),
        (call("eq", "$n", 0.1234567), "number_range"),
        ({"ref": "fld_t", "part": "province"}, "not_an_address"),
        (call("eq", "$sub", 1), "row_field_outside"),
        (call("any", "$g", call("any", "$g", call("eq", "$sub", 1))), "nested_rows"),
        (call("any", "$g", "$sub"), "argument_type"),
        (call("eq", "$later", "x"), "later_page"),
    ],
)
def test_rules(rule: dict[str, Any], code: str) -> None:
    group = field("g", "group", fields=[field("sub", "number")])
    tick = choice("l", "a", "b", type_="multiple_choice")
    asked = [field("n", "number"), field("t"), choice("c", "red", "green"), tick, group]
    pages = page("one", *asked, field("x", visible_if=rule)), page("two", field("later"))
    assert codes(*pages) == [code]
    assert "“Câu x”" in messages(*pages)[0]


def test_a_page_depends_on_earlier_pages_only() -> None:
    own = page("one", field("a"), visible_if=call("filled", "$a"))
    assert codes(own) == ["later_page", "cycle"]


def test_calculations() -> None:
    assert codes(page("x", field("a", "phone", calculate=call("concat", "a")))) == [
        "not_calculable"
    ]
    assert codes(page("x", field("a", "date", calculate=call("add", 1, 1)))) == ["rule_result"]


def nest(levels: int) -> dict[str, Any]:
    rule: dict[str, Any] = call("eq", 1, 1)
    for _ in range(levels):
        rule = call("not", rule)
    return rule


def test_deep_rules_are_a_problem_and_abysmal_ones_are_not_even_read() -> None:
    assert codes(page("x", field("a", visible_if=nest(15)))) == ["rule_too_large"]
    for levels in (100, 100_000):
        with pytest.raises(ValueError, match="too deep"):
            form(page("x", field("a", visible_if=nest(levels))))


def test_wide_rules_are_a_problem() -> None:
    wide = call("or", *[call("or", *[True] * 50) for _ in range(50)])
    assert codes(page("x", field("a", visible_if=wide))) == ["rule_too_large"]


def test_ten_thousand_fields_are_refused_before_they_are_built() -> None:
    with pytest.raises(ValueError, match="2000 fields"):
        form(page("x", *[field(f"a{number}") for number in range(10_000)]))


def test_fifty_levels_of_fields_are_refused() -> None:
    inner = field("last")
    for number in range(50):
        inner = field(f"g{number}", "group", fields=[inner])
    with pytest.raises(ValueError, match="nested"):
        form(page("x", inner))


def test_rules_over_rows_have_a_price() -> None:
    heavy = call("any", "$g", call("or", *[call("eq", "$sub", 1) for _ in range(40)]))
    group = field("g", "group", fields=[field("sub", "number")])
    fields = [field(f"x{number}", visible_if=heavy) for number in range(100)]
    assert codes(page("p", group, *fields)) == ["rules_too_costly"]


def test_a_large_honest_form_passes() -> None:
    fields = [
        field(f"a{number}", "number", visible_if=call("filled", f"$a{number - 1}"))
        if number
        else field("a0", "number")
        for number in range(2_000)
    ]
    assert codes(page("x", *fields)) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"pages": [{"id": "x"}]},
        {"pages": [{"id": "pag_a", "evil": 1}]},
        {"pages": [page("a", field("a") | {"id": "a-b"})]},
        {"pages": [page("a", field("a") | {"label": {"vi": "x\x00"}})]},
        {"pages": [page("a", field("a") | {"label": {"vi": "x" * 501}})]},
        {"pages": [page("a", field("a", visible_if={"op": "eq", "code": "import os"}))]},
        {"pages": [page("a", field("a", visible_if={"value": {"a": 1}}))]},
        {"pages": [page("a", field("a", visible_if={"profile": "password"}))]},
        {"pages": [page("a", field("a", visible_if="1 == 1"))]},
        {"pages": [page(str(number)) for number in range(101)]},
        {"evil": 1},
    ],
)
def test_shapes_that_are_no_form(bad: Any) -> None:
    with pytest.raises(ValueError, match="validation error"):
        FormSection.model_validate(bad)


def test_documents_survive_storage() -> None:
    original = form(page("a", field("x", visible_if=call("eq", "$y", 1.5)), field("y", "number")))
    assert FormSection.model_validate(original.model_dump(mode="json")) == original
    assert FormSection.model_validate_json(original.model_dump_json()) == original
