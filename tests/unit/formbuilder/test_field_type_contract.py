"""What holds for every field type, those of plugins included."""

import json
import re
from typing import Any

import pytest

from formbuilder.api import FieldType, field_types
from formbuilder.domain.values import LOADERS
from formbuilder.fieldtypes.base import Posted, Question
from tests.unit.formbuilder.builders import CONTEXT, FILE

OPTIONS = {"options": [{"value": "a", "label": {"vi": "A"}}, {"value": "b", "label": {"vi": "B"}}]}
SETTINGS: dict[str, dict[str, Any]] = {
    "single_choice": OPTIONS,
    "multiple_choice": OPTIONS,
    "explanation": {"body": {"vi": "Lưu ý"}},
}
POSTED: dict[str, dict[str, list[str]]] = {
    "short_text": {"": [" Trần  Văn Bình "]},
    "long_text": {"": ["dòng một\r\ndòng hai"]},
    "number": {"": ["12"]},
    "money": {"": ["1.500.000 đ"]},
    "date": {"-day": ["27"], "-month": ["3"], "-year": ["1990"]},
    "yes_no": {"": ["no"]},
    "single_choice": {"": ["a"]},
    "multiple_choice": {"": ["b", "a"]},
    "email": {"": ["Lan@Example.COM"]},
    "phone": {"": ["0912 345 678"]},
    "personal_number": {"": ["001190000123"]},
    "address": {"-province": ["01"], "-commune": ["00070"], "-detail": ["12 phố Huế"]},
    "file": {},
    "group": {},
    "explanation": {},
}
STORED: dict[str, Any] = {"group": [{"_row": "r1"}], "file": [FILE]}
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


def read(kind: FieldType[Any]) -> Any:
    if kind.key in STORED:
        return STORED[kind.key]
    values = {f"f-x{part}": given for part, given in POSTED[kind.key].items()}
    parsed = kind.parse(Posted("f-x", values), settings_of(kind), QUESTION)
    assert parsed.issue is None
    return parsed.value


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
def test_reads_checks_and_shows_a_good_answer(kind: FieldType[Any]) -> None:
    if not kind.answers:
        return
    value, settings = read(kind), settings_of(kind)
    json.dumps(value)
    assert list(kind.check(value, settings, QUESTION)) == []
    assert list(kind.warn(value, settings, QUESTION)) == []
    for language in ("vi", "en"):
        assert kind.display(value, settings, language)
    json.dumps(kind.export(value, settings))
    json.dumps(kind.schema(settings))


@ALL
def test_nothing_posted_changes_nothing(kind: FieldType[Any]) -> None:
    assert not kind.parse(Posted("f-x", {}), settings_of(kind), QUESTION).given


@ALL
def test_blank_inputs_mean_no_answer(kind: FieldType[Any]) -> None:
    if not POSTED[kind.key]:
        return
    values = {f"f-x{part}": [" "] for part in kind.parts}
    if kind.key in ("yes_no", "single_choice", "multiple_choice"):
        values = {"f-x": [""]}
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
@pytest.mark.parametrize(
    "value", HOSTILE, ids=lambda value: re.sub(r" at 0x.*", "", ascii(value))[:30]
)
def test_hostile_stored_data_is_judged_and_never_raises(kind: FieldType[Any], value: Any) -> None:
    settings = settings_of(kind)
    faults = list(kind.check(value, settings, QUESTION))
    list(kind.warn(value, settings, QUESTION))
    LOADERS[kind.kind](value)
    if type(value) is object:
        assert faults


@ALL
def test_posted_control_characters_are_never_kept(kind: FieldType[Any]) -> None:
    for evil in ("a\x00b", "a\u202eb", "\ud800"):
        values = {f"f-x{part}": [evil] for part in kind.parts}
        parsed = kind.parse(Posted("f-x", values), settings_of(kind), QUESTION)
        assert parsed.issue is not None or parsed.value is None


@ALL
def test_unknown_settings_are_refused(kind: FieldType[Any]) -> None:
    with pytest.raises(ValueError, match="evil"):
        kind.config.model_validate({"evil": 1})
