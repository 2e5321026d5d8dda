"""What holds for every field type, those of plugins included."""

import json
from typing import Any

import pytest

from formbuilder.api import FieldType, field_types
from formbuilder.domain.values import LOADERS
from formbuilder.fieldtypes.base import Posted, Question
from tests.cases import try_each
from tests.contracts.field_types import cases_of
from tests.unit.formbuilder.builders import CONTEXT, FILE


def _good_case(key: str) -> dict[str, Any]:
    """The first case of the type's contract that ends well, one with inputs before others."""
    good = [case for case in cases_of(key) if "display" in case]
    return next((case for case in good if "posted" in case), good[0] if good else {})


GOOD = {key: _good_case(key) for key in field_types.keys()}  # noqa: SIM118 -- a registry, no dict
SETTINGS: dict[str, dict[str, Any]] = {
    "explanation": {"body": {"vi": "Lưu ý"}},
    "rich_text": {"body": {"vi": "<p>Lưu ý</p>"}},
    **{key: case["settings"] for key, case in GOOD.items() if "settings" in case},
}
HOSTILE: list[Any] = [
    0, -1, 1.5, float("nan"), float("inf"), 10**400, True, False, "x", "\x00", "a\u202eb", "\ud800",
    "n" * 60_000, "e\u0301", [], [None], [[[]]], ["a", "a"], [{"_row": 1}], {}, {"province": 1},
    {"province": "99", "commune": "1"}, [FILE, FILE], [{**FILE, "size": -1}], [{**FILE, "x": 1}],
    [{"_row": "r1"}, {"_row": "r1"}], "0001-13-01", "٣", object(),
]  # fmt: skip

ALL = pytest.mark.parametrize("kind", list(field_types), ids=lambda kind: kind.key)
QUESTION = Question("Câu hỏi", context=CONTEXT)


def settings_of(kind: FieldType[Any]) -> Any:
    return kind.config.model_validate(SETTINGS.get(kind.key, {}))


def posted_to(kind: FieldType[Any]) -> dict[str, list[str]]:
    given = GOOD[kind.key].get("posted", {})
    return {f"f-x{part}": [text] if isinstance(text, str) else text for part, text in given.items()}


@ALL
def test_describes_itself(kind: FieldType[Any]) -> None:
    assert kind.label["vi"]
    assert kind.label["en"]
    assert kind.icon
    assert kind.widget
    assert kind.kind in LOADERS
    assert kind.personal_data in ("none", "basic", "sensitive")
    assert kind.config().model_dump(mode="json") is not None


@ALL
def test_nothing_posted_changes_nothing(kind: FieldType[Any]) -> None:
    assert not kind.parse(Posted("f-x", {}), settings_of(kind), QUESTION).given


@ALL
def test_blank_inputs_mean_no_answer(kind: FieldType[Any]) -> None:
    if not posted_to(kind):
        return
    blank = "" if kind.kind in ("bool", "choice", "choices", "parts") else " "
    values = {name: [blank] for name in posted_to(kind) if not name.endswith("-present")}
    parsed = kind.parse(Posted("f-x", values), settings_of(kind), QUESTION)
    assert parsed.given
    assert parsed.issue is None
    assert kind.is_empty(parsed.value)


@ALL
def test_empty_is_empty_and_missing_is_said(kind: FieldType[Any]) -> None:
    assert kind.is_empty(kind.empty())
    if kind.answers:
        for label in ("Họ và tên", "Đã kết hôn chưa?"):
            issue = kind.missing(settings_of(kind), Question(label))
            assert issue.code == "required"
            assert issue.message[0].isupper()


@ALL
def test_hostile_stored_data_is_judged_and_never_raises(kind: FieldType[Any]) -> None:
    settings = settings_of(kind)

    def judge(value: Any) -> None:
        faults = list(kind.check(value, settings, QUESTION))
        if not faults:
            list(kind.warn(value, settings, QUESTION))
        LOADERS[kind.kind](value)
        if type(value) is object:
            assert faults

    try_each(HOSTILE, judge, name=lambda value: ascii(value)[:30])


@ALL
def test_posted_control_characters_are_never_kept(kind: FieldType[Any]) -> None:
    for evil in ("a\x00b", "a\u202eb", "\ud800"):
        for part in kind.endings(settings_of(kind)):
            values = {**posted_to(kind), f"f-x{part}": [evil]}
            parsed = kind.parse(Posted("f-x", values), settings_of(kind), QUESTION)
            assert evil not in json.dumps(parsed.value, ensure_ascii=False)


@ALL
def test_unknown_settings_are_refused(kind: FieldType[Any]) -> None:
    with pytest.raises(ValueError, match="evil"):
        kind.config.model_validate({"evil": 1})
