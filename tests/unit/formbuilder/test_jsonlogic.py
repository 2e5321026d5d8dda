"""Rules to JsonLogic and back say the same; what has no counterpart is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formbuilder.api import from_jsonlogic, to_jsonlogic
from tests.unit.formbuilder.builders import call, choice, field, form, page
from tests.unit.formbuilder.corpus import RULE, outcome
from tests.unit.formbuilder.rule_maker import FIELDS, ROW, RuleMaker

FORM = form(
    page(
        "a",
        *[field(id_.removeprefix("fld_"), type_) for id_, (type_, _) in FIELDS.items()],
        field("rows", "group", fields=ROW),
        choice("status", "single", "married"),
    )
)


def carried(raw: Any) -> Any:
    found = from_jsonlogic(raw, FORM)
    assert found.lost == ()
    return found.rule.model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("logic", "rule"),
    [
        ({"===": [{"var": "status"}, "married"]}, call("eq", "$status", "married")),
        ({"==": [{"var": "number"}, None]}, call("empty", "$number")),
        ({"!=": [{"var": "number"}, None]}, call("filled", "$number")),
        ({"!": {"var": "text"}}, call("empty", "$text")),
        ({"!!": [{"var": "list"}]}, call("filled", "$list")),
        ({"!": [{"var": "yes"}]}, call("not", "$yes")),
        ({"<": [1, {"var": "number"}, 5]},
         call("and", call("lt", 1, "$number"), call("lt", "$number", 5))),
        ({"<=": [1, {"var": "number"}, 5]}, call("between", "$number", 1, 5)),
        ({"in": [{"var": "status"}, ["single", "x"]]}, call("in", "$status", ["single", "x"])),
        ({"in": ["a", {"var": "list"}]}, call("contains", "$list", "a")),
        ({"if": [{"var": "yes"}, 1, {"var": "yes"}, 2, 3]},
         call("if", "$yes", 1, call("if", "$yes", 2, 3))),
        ({"-": [{"var": "number"}]}, call("sub", 0, "$number")),
        ({"var": "place.province"}, {"ref": "fld_place", "part": "province"}),
        ({"var": "profile.birth_date"}, {"profile": "birth_date"}),
        ({"var": ["number", 5]}, call("coalesce", "$number", 5)),
        ({"some": [{"var": "rows"}, {">": [{"var": "area"}, 3]}]},
         call("any", "$rows", call("gt", "$area", 3))),
        ({"none": [{"var": "rows"}, {">": [{"var": "area"}, 3]}]},
         call("not", call("any", "$rows", call("gt", "$area", 3)))),
        ({"reduce": [{"var": "rows"},
                     {"+": [{"var": "accumulator"}, {"var": "current.area"}]}, 0]},
         call("sum", "$rows", "$area")),
        ({"age": [{"var": "date"}]}, call("age", "$date")),
    ],
)  # fmt: skip
def test_import(logic: Any, rule: dict[str, Any]) -> None:
    assert carried(logic) == rule


@pytest.mark.parametrize(
    ("logic", "code"),
    [
        ({"missing": ["a"]}, "operator"),
        ({"map": [{"var": "rows"}, {"var": "area"}]}, "operator"),
        ({"%": [{"var": "number"}, 2]}, "operator"),
        ({"method": [{"var": "text"}, "toUpperCase"]}, "operator"),
        ({"var": "nobody"}, "variable"),
        ({"var": 3}, "variable"),
        ({"substr": [{"var": "text"}, -2]}, "argument"),
        ({"==": 1, "!=": 2}, "not_a_rule"),
        ({"and": [{"==": [{"var": "text"}, [{"var": "number"}]]}]}, "computed_list"),
        ({"reduce": [{"var": "rows"}, {"*": [{"var": "accumulator"}, 2]}, 1]}, "operator"),
    ],
)
def test_what_is_lost_is_told_and_nothing_is_made_up(logic: Any, code: str) -> None:
    found = from_jsonlogic({"and": [True, logic]}, FORM)
    assert found.rule is None
    assert [fault.code for fault in found.lost] == [code]
    assert found.lost[0].path.startswith("/and")


def test_export() -> None:
    def said(rule: dict[str, Any]) -> Any:
        return to_jsonlogic(RULE.validate_python(rule), FORM)

    assert said(call("eq", "$status", "married")).rule == {"===": [{"var": "status"}, "married"]}
    assert said(call("gt", "$number", 3)).rule == {
        "and": [{"!": [{"==": [{"var": "number"}, None]}]}, {">": [{"var": "number"}, 3]}]
    }
    older = said(call("ge", call("age", "$date"), 18))
    assert [(fault.code, fault.what) for fault in older.lost] == [("operator", "age")]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_there_and_back_gives_the_same(seed: int) -> None:
    case = RuleMaker(seed).case(seed)
    gone = to_jsonlogic(RULE.validate_python(case["rule"]), FORM)
    if any(fault.code == "outside_row" for fault in gone.lost):
        return
    back = from_jsonlogic(gone.rule, FORM)
    if back.rule is None:
        # Only what was told on the way out may be missing on the way back.
        assert gone.lost or all(fault.what == "substr" for fault in back.lost)
        return
    again = {**case, "rule": back.rule.model_dump(exclude_defaults=True)}
    again["fields"] = {**case["fields"]}
    assert outcome(again) == outcome(case)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["var", "and", "if", "reduce", "some", "in", "<", "!", "x", "-", "+"]),
            inner,
            max_size=2,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(raw: Any) -> None:
    found = from_jsonlogic(raw, FORM)
    assert (found.rule is None) is bool(found.lost)


def test_a_tower_is_refused_at_once() -> None:
    tower: Any = {"var": "yes"}
    for _ in range(5_000):
        tower = {"!": [tower]}
    assert [fault.code for fault in from_jsonlogic(tower, FORM).lost] == ["too_large"]
