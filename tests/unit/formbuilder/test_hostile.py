"""Definitions and answers made to hurt: refused clearly, in bounded time, never with a crash."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from formbuilder.api import (
    FormSection,
    check_form,
    compile_form,
    field_types,
    parse_page,
    present,
    validate_answers,
)
from formbuilder.domain.limits import MAX_POSTED_VALUES, MAX_ROWS
from motcua.kernel.errors import DomainError
from tests.cases import try_each
from tests.unit.formbuilder.builders import CONTEXT, call, compiled, field, form, page
from tests.unit.formbuilder.test_field_type_contract import SETTINGS

SECONDS = 10
"""Of processor time: far above what any of this takes, far below what a mistake would take."""
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def in_time() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


def refused(raw: Any) -> str:
    with in_time(), pytest.raises(ValidationError) as caught:
        FormSection.model_validate(raw)
    said = str(caught.value)
    assert len(said) < 20_000, "an error must not quote its input"
    return said


def one(**more: Any) -> dict[str, Any]:
    return {"pages": [page("a", {**field("x"), **more})]}


def nested(levels: int) -> dict[str, Any]:
    inner = field("deep")
    for level in range(levels):
        inner = field(f"g{level}", "group", fields=[inner])
    return {"pages": [page("a", inner)]}


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"a": value}
    return value


def test_ten_thousand_fields_are_refused() -> None:
    many = [field(f"x{number}") for number in range(10_000)]
    assert "at most 2000 fields" in refused({"pages": [page("a", *many)]})


def test_fifty_levels_are_refused() -> None:
    assert "nested 5 levels" in refused(nested(50))
    assert "nested 5 levels" in refused(nested(2_000))


def test_as_many_fields_as_allowed_are_handled() -> None:
    with in_time():
        most = form(page("a", *[field(f"x{number}") for number in range(2_000)]))
        assert check_form(most) == []
        ready = compile_form(most)
        judged = validate_answers(ready, dict.fromkeys(ready.fields, "x"), CONTEXT)
        assert len(judged.answers_visible_only) == 2_000


@pytest.mark.parametrize(
    "raw",
    [
        lambda: one(config=deep(100_000)),
        lambda: one(config={"options": [1] * 500_000}),
        lambda: one(label={"vi": "x" * 5_000_000}),
        lambda: one(help={"vi": "x" * 5_000_000}),
        lambda: one(label={f"a{chr(97 + number % 26)}": "x" for number in range(26)}),
        lambda: one(visible_if=deep(1_000)),
        lambda: one(visible_if={"op": "and", "args": [{"value": True}] * 101}),
        lambda: {"pages": [page(f"p{number}") for number in range(101)]},
    ],
    ids=["depth", "list", "label", "help", "languages", "rule", "arguments", "pages"],
)
def test_what_is_too_much_is_refused(raw: Any) -> None:
    refused(raw())


@pytest.mark.parametrize(
    "raw",
    [
        None, 3, "x", [], [[]], {"pages": "x"}, {"pages": [None]}, {"pages": [{}]},
        {"pages": [page("a", *[3])]}, {"pages": [], "evil": 1}, one(evil=1), one(type=3),
        one(label="x"), one(label={"vi": 3}), one(label={"VI!": "x"}), one(id="x"),
        one(id="fld_a b"), one(key="1x"), one(key="x\x00"), one(type="<script>"), one(config=[]),
        one(fields={}), one(required="perhaps"), one(visible_if="1 == 1"), one(calculate=3),
        one(personal_data="secret"), one(prefill="password"),
    ],
    ids=lambda raw: json.dumps(raw)[-60:],
)  # fmt: skip
def test_wrong_shapes_are_refused(raw: Any) -> None:
    refused(raw)


@pytest.mark.parametrize(
    "evil", ["a\x00b", "a\u202eb", "a\u2066b", "\x1b[31m", "\ud800", "a\ufffeb"]
)
def test_words_nobody_can_see_through_are_refused(evil: str) -> None:
    refused(one(label={"vi": evil}))
    refused(one(help={"vi": evil}))
    refused({"pages": [{**page("a"), "title": {"vi": evil}}]})


def test_words_are_composed_and_lose_what_takes_no_room() -> None:
    made = form(page("a", field("x", label="Ho\u0323 \u200bva\u0300\u00ad te\u0302n\ufeff")))
    assert made.pages[0].fields[0].label == {"vi": "Họ và tên"}


@pytest.mark.parametrize("key", field_types.keys())
@pytest.mark.parametrize("evil", ["a\x00b", "a\u202eb"], ids=["nul", "direction"])
def test_words_in_settings_are_held_to_the_same(key: str, evil: str) -> None:
    kind = field_types.get(key)
    for name, schema in kind.config.model_json_schema().get("properties", {}).items():
        if "patternProperties" in schema:
            with pytest.raises(ValidationError):
                kind.config.model_validate({name: {"vi": evil}})


@pytest.mark.parametrize("key", field_types.keys())
def test_absurd_settings_are_a_problem_or_do_no_harm(key: str) -> None:
    kind = field_types.get(key)
    absurd = [-1, 10**400, float("nan"), "x" * 1_000_000, [[]] * 1_000, None]

    def judge(case: tuple[Any, str]) -> None:
        evil, name = case
        config = {**SETTINGS.get(key, {}), name: evil}
        with in_time():
            problems = check_form(form(page("a", field("x", key, config=config))))
        for problem in problems:
            assert len(problem.message) < 1_000
        try:
            stored = kind.config.model_validate(config)
        except ValidationError:
            assert any(problem.code == "bad_setting" for problem in problems)
        else:
            json.dumps(stored.model_dump(mode="json"), allow_nan=False)

    # Explanations and the like have nothing to set.
    if names := list(kind.config.model_fields):
        cases = [(evil, name) for evil in absurd for name in names]
        try_each(cases, judge, name=lambda case: f"{case[1]}={ascii(case[0])[:30]}")


def test_negative_repeats_are_refused() -> None:
    bad = form(page("a", field("g", "group", config={"min_rows": -3}, fields=[field("x")])))
    assert [problem.code for problem in check_form(bad)] == ["bad_setting"]
    turned = form(
        page("a", field("g", "group", config={"min_rows": 3, "max_rows": 2}, fields=[field("x")]))
    )
    assert [problem.code for problem in check_form(turned)] == ["bounds"]


GROUP = compiled(
    page(
        "a",
        field(
            "g",
            "group",
            required=True,
            config={"min_rows": 2, "max_rows": 3},
            fields=[
                field("name", required=True),
                field("adult", "yes_no"),
                field("job", required=True, visible_if=call("eq", "$adult", True)),
            ],
        ),
    )
)


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    return {"fld_g": [{"_row": f"r{place}", **row} for place, row in enumerate(given)]}


def codes(answers: dict[str, Any]) -> list[tuple[str, str]]:
    judged = validate_answers(GROUP, answers, CONTEXT)
    return [(error.path, error.code) for error in judged.errors]


def test_a_group_has_least_and_most_rows_and_conditions_of_its_own() -> None:
    child = {"fld_name": "Lan", "fld_adult": False}
    adult = {"fld_name": "Bình", "fld_adult": True}
    assert codes({}) == [("fld_g", "required")]
    assert codes(rows(child)) == [("fld_g", "too_few")]
    assert codes(rows(child, child, child, child)) == [("fld_g", "too_many")]
    assert codes(rows(child, child)) == []
    assert codes(rows(child, adult)) == [("fld_g/r1/fld_job", "required")]
    kept = validate_answers(GROUP, rows(child, {**child, "fld_job": "x"}), CONTEXT)
    assert "fld_job" not in kept.answers_visible_only["fld_g"][1]


@pytest.mark.parametrize(
    "rows_", [-3, "2", {"_row": "r1"}, [-1], [[]], [{"_row": "../x"}], [None] * 9]
)
def test_rows_of_a_wrong_shape_are_refused(rows_: Any) -> None:
    assert ("fld_g", "wrong_type") in codes({"fld_g": rows_})


def test_rows_without_number_are_cut_off() -> None:
    names = {f"f-fld_g-r{number}-fld_name": ["x"] for number in range(2_000)}
    with in_time():
        parsed = parse_page(GROUP, "pag_a", names, context=CONTEXT)
    assert len(parsed.answers["fld_g"]) <= MAX_ROWS
    assert "too_many" in {error.code for error in parsed.errors}


ALL_TYPES = compiled(
    page(
        "a",
        *[
            field(
                key,
                key,
                config=SETTINGS.get(key, {}),
                fields=[field("in")] if key == "group" else [],
            )
            for key in field_types.keys()  # noqa: SIM118 -- a registry, no dict
        ],
    )
)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "\x00" * 100_000, "e\u0301" * 1_000_000, "9" * 1_000_000, "\u200b" * 1_000_000,
     "(" * 100_000, "a@" * 200_000, "1.234" * 200_000, "-" * 1_000_000, "https://" + "a." * 500_000],
    ids=["ten million", "nul", "combining", "digits", "zero width", "brackets", "mail", "numbers",
         "dashes", "hosts"],
)  # fmt: skip
def test_ten_megabytes_typed_into_every_input_are_judged_in_time(text: str) -> None:
    posted = {
        f"f-{item.id}{part}": [text]
        for item in ALL_TYPES.page("pag_a").fields
        for part in item.type.endings(item.settings)[:3]
    }
    start = time.process_time()
    parsed = parse_page(ALL_TYPES, "pag_a", posted, context=CONTEXT)
    assert time.process_time() - start < SECONDS
    stored = json.dumps(parsed.answers, allow_nan=False)
    assert len(stored) < 2_000_000
    assert "\\u0000" not in stored


def test_too_many_inputs_are_refused() -> None:
    with in_time(), pytest.raises(DomainError):
        parse_page(GROUP, "pag_a", {"f-x": ["1"] * (MAX_POSTED_VALUES + 1)})


def test_unknown_answers_are_told_not_kept() -> None:
    judged = validate_answers(GROUP, {"evil": 1, "x" * 10_000: 2, "fld_g": []}, CONTEXT)
    assert {error.code for error in judged.errors} == {"unknown_field", "required"}
    assert judged.answers_visible_only == {}
    assert all(len(error.path) <= 80 for error in judged.errors)


TEXTS = st.text(max_size=30) | st.sampled_from(
    ["\x00", "\u202e", "\u200b", "e\u0301", "٣", "\ud800"]
)
INPUTS = st.dictionaries(
    st.sampled_from(
        [
            f"f-{item.id}{part}"
            for item in ALL_TYPES.page("pag_a").fields
            for part in (*item.type.endings(item.settings), "-present", "-remove", "-rows", "-add")
        ]
    ),
    st.lists(TEXTS, max_size=3),
    max_size=25,
)


@RELAXED
@given(INPUTS)
def test_whatever_is_posted_is_read_judged_and_shown(posted: dict[str, list[str]]) -> None:
    parsed = parse_page(ALL_TYPES, "pag_a", posted, context=CONTEXT)
    json.dumps(parsed.answers, allow_nan=False)
    judged = validate_answers(ALL_TYPES, parsed.answers, CONTEXT)
    json.dumps(judged.answers_visible_only, allow_nan=False)
    if judged.is_valid:
        present(ALL_TYPES, judged.answers_visible_only, "vi")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@RELAXED
@given(st.dictionaries(st.sampled_from(list(ALL_TYPES.fields)), JSON_VALUES, max_size=20))
def test_whatever_is_stored_is_judged(answers: dict[str, Any]) -> None:
    judged = validate_answers(ALL_TYPES, answers, CONTEXT)
    for error in judged.errors:
        assert error.message
        assert error.code


@RELAXED
@given(JSON_VALUES)
def test_whatever_is_a_definition_is_judged(raw: Any) -> None:
    for shape in (raw, {"pages": raw}, one(config=raw), one(label=raw), one(visible_if=raw)):
        try:
            made = FormSection.model_validate(shape)
        except ValidationError:
            continue
        for problem in check_form(made):
            assert problem.message
