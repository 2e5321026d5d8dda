"""Rules made to break the evaluator are refused or run in bounded time."""

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from formbuilder.api import (
    FormInvalid,
    FormSection,
    analyse_rules,
    check_form,
    compile_form,
    evaluate,
    explain,
    index_rules,
)
from formbuilder.domain.operators import operators
from tests.unit.formbuilder.builders import CONTEXT, call, field, form, page
from tests.unit.formbuilder.corpus import RULE, run_form
from tests.unit.formbuilder.rule_maker import FIELDS, RuleMaker

BOUND = 8
"""Seconds of processor time on a slow machine; each of these takes a fraction."""


def raw_form(rule: Any) -> dict[str, Any]:
    return {"pages": [page("a", field("x", visible_if=rule))]}


def test_a_deep_tree_is_refused_before_it_is_walked() -> None:
    tower: dict[str, Any] = {"value": True}
    for _ in range(20_000):
        tower = {"op": "not", "args": [tower]}
    start = process_time()
    with pytest.raises(ValidationError):
        FormSection.model_validate(raw_form(tower))
    with pytest.raises((ValidationError, RecursionError)):
        RULE.validate_python(tower)
    assert process_time() - start < BOUND


def test_a_tree_that_doubles_at_every_level_is_refused() -> None:
    doubled: dict[str, Any] = {"value": True}
    for _ in range(40):
        doubled = {"op": "and", "args": [doubled, doubled]}
    start = process_time()
    with pytest.raises(ValidationError):
        FormSection.model_validate(raw_form(doubled))
    assert process_time() - start < BOUND


def test_a_text_that_doubles_at_every_step_ends() -> None:
    fields = [field("t0", "long_text")] + [
        field(f"t{number}", calculate=call("concat", f"$t{number - 1}", f"$t{number - 1}"))
        for number in range(1, 400)
    ]
    start = process_time()
    found = evaluate(compile_form(form(page("a", *fields))), {"fld_t0": "x" * 50_000})
    assert found.values["fld_t1"] is None
    grown = evaluate(compile_form(form(page("a", *fields))), {"fld_t0": "xy"})
    assert max(len(value or "") for value in grown.values.values()) <= 10_000
    assert process_time() - start < BOUND


def test_numbers_that_square_at_every_step_end() -> None:
    fields = [field("n0", "number")] + [
        field(f"n{number}", "number", calculate=call("mul", f"$n{number - 1}", f"$n{number - 1}"))
        for number in range(1, 900)
    ]
    found = evaluate(compile_form(form(page("a", *fields))), {"fld_n0": 7})
    assert found.values["fld_n899"] is None


def test_costly_operators_are_counted_as_such() -> None:
    many = call("and", *[call("eq", call("fold", "$t"), "x") for _ in range(49)])
    fields = [field(f"c{number}", visible_if=many) for number in range(40)]
    hostile = form(page("a", field("t", "long_text"), *fields))
    assert "rules_too_costly" in [problem.code for problem in check_form(hostile)]
    with pytest.raises(FormInvalid):
        compile_form(hostile)


def test_loops_over_rows_are_counted() -> None:
    inner = [
        field(f"i{number}", visible_if=call("any", "$g", call("filled", "$x")))
        for number in range(30)
    ]
    group = field("g", "group", fields=[field("x")])
    other = field("h", "group", fields=inner)
    codes = [problem.code for problem in check_form(form(page("a", group, other)))]
    assert "rules_too_costly" in codes


def test_five_hundred_rules_over_long_answers_end() -> None:
    fields = [field("t", "long_text"), field("g", "group", fields=[field("x")])]
    for number in range(250):
        fields.append(field(f"a{number}", visible_if=call("contains", "$t", "y" * 200)))
        fields.append(field(f"b{number}", "number", calculate=call("count", "$g")))
    rows = [{"_row": f"r{number}", "fld_x": "z"} for number in range(5_000)]
    compiled = compile_form(form(page("a", *fields)))
    start = process_time()
    found = evaluate(compiled, {"fld_t": "y" * 50_000, "fld_g": rows}, CONTEXT)
    assert found.values["fld_b0"] == 200
    assert process_time() - start < BOUND


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["op", "args", "ref", "value", "profile", "part", "x"]), inner,
            max_size=3,
        )
        | st.builds(
            lambda op, args: {"op": op, "args": args},
            st.sampled_from([*operators.keys(), "eval", "__class__"]),
            st.lists(inner, max_size=3),
        )
        | st.builds(lambda ref: {"ref": ref}, st.sampled_from(["fld_x", "fld_y", "fld_g", "x"]))
    ),
    max_leaves=15,
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(JSON)
def test_anything_as_a_rule_is_refused_or_told_or_run(raw: Any) -> None:
    try:
        made = FormSection.model_validate(
            {
                "pages": [
                    page(
                        "a",
                        field("y", "number"),
                        field("g", "group", fields=[field("in")]),
                        field("x", visible_if=raw, required_if=raw),
                    )
                ]
            }
        )
    except ValidationError:
        return
    index_rules(made)
    check_form(made)
    analyse_rules(made)
    try:
        compiled = compile_form(made)
    except FormInvalid:
        return
    found = evaluate(compiled, {"fld_y": 1, "fld_g": [{"fld_in": "a"}]}, CONTEXT)
    explain(compiled, found, "fld_x")
    assert found.required <= found.visible


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.data())
def test_wrong_answers_only_ever_make_null(seed: int, data: st.DataObject) -> None:
    """A rule gives the same for an answer of a wrong shape as for none, or at least something."""
    case = RuleMaker(seed).case(seed)
    odd = data.draw(st.sampled_from([float("nan"), float("inf"), 10**400, b"x", object(), {1: 2}]))
    fields = {id_: given for id_, given in case["fields"].items() if id_ in FIELDS}
    listed = [{"id": id_, "key": id_, "type": given["type"]} for id_, given in fields.items()]
    listed.append(field("late", visible_if=case["rule"]))
    try:
        run_form({"pages": [page("a", *listed)]}, dict.fromkeys(fields, odd), case)
    except ValidationError:
        return
