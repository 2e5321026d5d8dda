"""Evaluation and judgement are total, whatever is stored or posted."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formbuilder.api import (
    check_form,
    compile_form,
    evaluate,
    field_types,
    parse_page,
    present,
    validate_answers,
)
from formbuilder.domain import numbers
from tests.unit.formbuilder.builders import CONTEXT, call, compiled, field, form, page
from tests.unit.formbuilder.corpus import run_form
from tests.unit.formbuilder.generate_vectors import Maker
from tests.unit.formbuilder.test_field_type_contract import SETTINGS

EVERY = [kind for kind in field_types if kind.key != "group"]
INSIDE = [
    field(f"in_{kind.key}", kind.key, config=SETTINGS.get(kind.key, {}), label=kind.key)
    for kind in EVERY
]
FORM = compiled(
    page(
        "a",
        *[field(kind.key, kind.key, config=SETTINGS.get(kind.key, {})) for kind in EVERY],
        field("g", "group", fields=INSIDE),
        field("total", "number", calculate=call("sum", "$g", "$in_number")),
        field("late", visible_if=call("any", "$g", call("filled", "$in_short_text"))),
    )
)
IDS = list(FORM.fields)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*IDS, "_row", "province", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
ANSWERS = st.dictionaries(st.sampled_from([*IDS, "evil"]), JSON, max_size=12)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@RELAXED
@given(ANSWERS)
def test_any_answers_are_evaluated_judged_and_shown(answers: dict[str, Any]) -> None:
    found = evaluate(FORM, answers, CONTEXT)
    assert found.visible >= {"pag_a"}
    assert set(found.reasons).isdisjoint(found.visible)
    judged = validate_answers(FORM, answers, CONTEXT)
    if judged.is_valid:
        kept = judged.answers_visible_only
        json.dumps(kept, allow_nan=False)
        assert validate_answers(FORM, kept, CONTEXT).answers_visible_only == kept
        present(FORM, kept)
        present(FORM, kept, "en", CONTEXT)


@RELAXED
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "f-fld_g-rows",
                "f-fld_g-add",
                "f-fld_g-r1-remove",
                *[f"f-{id_}{part}" for id_ in IDS for part in FORM.fields[id_].type.parts],
                *[
                    f"f-fld_g-r1-{item['id']}{part}"
                    for item in INSIDE
                    for part in field_types.get(item["type"]).parts
                ],
            ]
        )
        | st.text(max_size=12),
        st.lists(st.text(max_size=30) | st.sampled_from(["r1", "yes", "a", "12"]), max_size=3),
    ),
    ANSWERS,
)
def test_any_post_is_read(posted: dict[str, list[str]], existing: dict[str, Any]) -> None:
    found = parse_page(FORM, "pag_a", posted, {}, existing, context=CONTEXT)
    before = {id_: value for id_, value in existing.items() if id_ not in FORM.fields}
    assert {id_: v for id_, v in found.answers.items() if id_ not in FORM.fields} == before


@RELAXED
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_random_rules_over_random_answers(seed: int, other: int) -> None:
    case, answers = Maker(seed).case(seed), Maker(other).case(other)["answers"]
    _rules, found = run_form(case["form"], {**case["answers"], **answers}, case)
    assert found.reasons is not None
    check_form(form(*case["form"]["pages"]))


@given(st.integers(-(10**21) + 1, 10**21 - 1))
def test_numbers_survive_text(millionths: int) -> None:
    assert numbers.from_text(numbers.to_text(millionths)) == millionths


@given(st.floats(-1e8, 1e8).map(lambda number: round(number, 6)))
def test_numbers_survive_json(number: float) -> None:
    stored = numbers.from_json(number)
    assert stored is not None
    assert numbers.to_json(stored) == number


def test_a_form_at_the_limits_is_evaluated_in_one_pass() -> None:
    """Two thousand chained calculations: linear work, no recursion."""
    fields = [
        field(f"n{number}", "number", calculate=call("add", f"$n{number - 1}", 1))
        if number
        else field("n0", "number")
        for number in range(2_000)
    ]
    chain = compile_form(form(page("a", *reversed(fields))))
    assert evaluate(chain, {"fld_n0": 1}).values["fld_n1999"] == 2_000
