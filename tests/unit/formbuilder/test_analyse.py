"""Rules that say nothing are found; rules that might say something are left alone."""

from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formbuilder.api import analyse_rule, analyse_rules
from formbuilder.domain.plan import plan_form
from formbuilder.domain.rules import AnyRule
from formbuilder.queries.analyse import _Analysis
from tests.unit.formbuilder.builders import call, choice, field, form, page
from tests.unit.formbuilder.corpus import RULE, run_form
from tests.unit.formbuilder.generate_vectors import ANSWERS, Maker

STATUS = choice("status", "single", "married")


def codes(*fields: dict[str, Any], **more: Any) -> list[str]:
    return [problem.code for problem in analyse_rules(form(page("a", *fields, **more)))]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (call("eq", 1, 2), "never_visible"),
        (call("eq", 1, 1), "always_visible"),
        ({"value": None}, "never_visible"),
        (call("and", call("eq", "$status", "single"), call("eq", "$status", "married")),
         "never_visible"),
        (call("or", call("filled", "$status"), call("empty", "$status")), "always_visible"),
        (call("or", call("ne", "$status", "single"), call("ne", "$status", "married")),
         "always_visible"),
        (call("and", call("gt", "$n", 5), call("lt", "$n", 5)), "never_visible"),
        (call("gt", "$n", 100), "never_visible"),
        (call("between", "$n", 7, 3), "never_visible"),
        (call("and", call("ge", "$day", "2026-01-02"), call("lt", "$day", "2026-01-02")),
         "never_visible"),
        (call("and", call("contains", "$many", "x"), call("empty", "$many")), "never_visible"),
        (call("and", call("eq", "$yes", True), call("eq", "$yes", False)), "never_visible"),
        (call("and", call("gt", call("age", "$day"), 18),
              call("not", call("gt", call("age", "$day"), 18))), "never_visible"),
        (call("or", call("eq", "$status", "single"), call("eq", "$status", "gone")),
         "part_never"),
        (call("and", call("eq", "$status", "single"), call("ne", "$status", "gone")),
         "part_always"),
    ],
)  # fmt: skip
def test_found(rule: dict[str, Any], code: str) -> None:
    number = field("n", "number", config={"min": 0, "max": 10})
    many = choice("many", "x", "y", type_="multiple_choice")
    asked = [STATUS, number, many, field("yes", "yes_no"), field("day", "date")]
    assert codes(*asked, field("late", visible_if=rule)) == [code]


@pytest.mark.parametrize(
    "rule",
    [
        call("eq", "$status", "single"),
        call("gt", "$n", 5),
        call("and", call("gt", "$n", 5), call("lt", "$n", 5.5)),
        call("gt", call("age", "$day"), 200),
        call("eq", "$n", "$other"),
        call("and", call("contains", "$many", "x"), call("contains", "$many", "y")),
        call("ge", {"profile": "assurance"}, 2),
        call("any", "$g", call("filled", "$in")),
        call("and", call("contains", "$text", "a"), call("contains", "$text", "b")),
    ],
)
def test_left_alone(rule: dict[str, Any]) -> None:
    many = choice("many", "x", "y", type_="multiple_choice")
    asked = [STATUS, many, field("n", "number"), field("other", "number"), field("day", "date")]
    group = field("g", "group", fields=[field("in")])
    assert codes(*asked, field("text"), group, field("late", visible_if=rule)) == []


def test_what_stands_around_counts() -> None:
    first = page("a", STATUS, field("spouse", visible_if=call("eq", "$status", "married")))
    last = page(
        "b",
        field("x", visible_if=call("eq", "$status", "single")),
        field("y", visible_if=call("empty", "$spouse")),
        field("z", required_if=call("eq", "$status", "single")),
        visible_if=call("eq", "$status", "married"),
    )
    found = {problem.subject: problem.code for problem in analyse_rules(form(first, last))}
    assert found == {"fld_x": "never_visible", "fld_z": "never_true"}


def test_a_hidden_question_has_no_answer() -> None:
    spouse = choice("spouse", "vn", "other", visible_if=call("eq", "$status", "married"))
    both = call("and", call("eq", "$status", "single"), call("eq", "$spouse", "vn"))
    assert codes(STATUS, spouse, field("late", visible_if=both)) == ["never_visible"]


def test_pages_nobody_reaches() -> None:
    one = page("a", STATUS)
    two = page("b", field("x"), visible_if=call("eq", "$status", "gone"))
    three = page("c", field("y", visible_if=call("eq", "$status", "gone")))
    found = [(each.code, each.subject) for each in analyse_rules(form(one, two, three))]
    assert found == [
        ("unreachable_page", "pag_b"),
        ("never_visible", "fld_y"),
        ("unreachable_page", "pag_c"),
    ]
    [problem] = analyse_rules(form(one, two))
    assert "“Trang b”" in problem.message
    assert "“Câu status” là “gone”" in problem.message


def test_a_calculation_that_reads_nothing() -> None:
    assert codes(field("n", "number", calculate=call("add", 1, 2))) == ["constant_calculation"]
    assert codes(field("n", "date", calculate=call("today"))) == []


def test_rules_outside_the_form() -> None:
    plain = form(page("a", STATUS))
    never: AnyRule = RULE.validate_python(call("eq", "$status", "gone"))
    [problem] = analyse_rule(plain, never, name="Lệ phí", path="fees/0")
    assert (problem.code, problem.path) == ("never_true", "fees/0")


def test_a_form_with_a_cycle_is_not_analysed() -> None:
    one, two = (
        field("a", visible_if=call("filled", "$b")),
        field("b", visible_if=call("filled", "$a")),
    )
    assert codes(one, two) == []


@settings(max_examples=60, deadline=None)
@example(395219, [])  # A unit of time that is a list.
@given(st.integers(0, 10**9), st.lists(st.sampled_from(range(len(ANSWERS))), max_size=12))
def test_what_is_called_never_is_never_met(seed: int, places: list[int]) -> None:
    """Random forms, random answers: nothing the analysis calls hidden for good is ever shown."""
    case = Maker(seed).case(seed)
    made = form(*case["form"]["pages"]).model_copy(update={})
    plan_form(made)
    found = [each for each in _Analysis(made).run() if each.code == "never_visible"]
    ids = [each.subject for each in found]
    answers = case["answers"] | {
        id_: ANSWERS[place] for id_, place in zip(case["answers"], places, strict=False)
    }
    plain_form = {"pages": [{**each, "section": None} for each in case["form"]["pages"]]}
    _rules, evaluation = run_form(plain_form, answers, case)
    shown = {path.rpartition("/")[2] for path in evaluation.visible}
    assert not shown & set(ids)


def test_a_large_form_is_analysed_in_time() -> None:
    fields = [
        choice(f"c{number}", "a", "b", "c", visible_if=call("eq", f"$c{number - 1}", "a"))
        if number
        else choice("c0", "a", "b", "c")
        for number in range(300)
    ]
    start = process_time()
    analyse_rules(form(page("a", *fields)))
    assert process_time() - start < 5
