"""Text. Lengths and positions count code points; results over the limit are null."""

import re
import unicodedata
from typing import Final

from formbuilder.domain import numbers
from formbuilder.domain.limits import MAX_RULE_TEXT
from formbuilder.domain.operators.base import define
from formbuilder.domain.values import Value

_NUMERAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_MARK: Final = re.compile("[\u0300-\u036f]")
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)} | {
    ord("đ"): ord("d"),
    ord("Đ"): ord("d"),
}


def as_text(value: Value) -> str:
    """How a value reads inside a longer text; null, lists and addresses read as nothing."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    return numbers.to_text(value) if type(value) is int else ""


def _concat(*values: Value) -> Value:
    text = "".join(as_text(value) for value in values)
    return text if len(text) <= MAX_RULE_TEXT else None


def fold(value: Value) -> Value:
    """Lower-case Latin letters without Vietnamese marks, for lenient comparison."""
    if type(value) is not str or len(value) > MAX_RULE_TEXT:
        return None
    return _MARK.sub("", unicodedata.normalize("NFD", value)).translate(_LOWER)


def _length(value: Value) -> Value:
    return len(value) * numbers.ONE if type(value) is str else None


def _slice(text: Value, start: Value, length: Value) -> Value:
    if type(text) is not str or type(start) is not int or type(length) is not int:
        return None
    if start % numbers.ONE or length % numbers.ONE or start < 0 or length < 0:
        return None
    begin = start // numbers.ONE
    return text[begin : begin + length // numbers.ONE]


def _number(value: Value) -> Value:
    if type(value) is int:
        return value
    if type(value) is not str or not _NUMERAL.fullmatch(value):
        return None
    return numbers.from_text(value)


def _starts(text: Value, part: Value) -> bool:
    return type(text) is str and type(part) is str and text.startswith(part)


def _ends(text: Value, part: Value) -> bool:
    return type(text) is str and type(part) is str and text.endswith(part)


def register() -> None:
    define("concat", _concat, ("any",), "text", at_least=1, repeats=True, weight=20)
    define("length", _length, ("text",), "number")
    define("slice", _slice, ("text", "number", "number"), "text", weight=10)
    define("starts_with", _starts, ("text", "text"), "bool")
    define("ends_with", _ends, ("text", "text"), "bool")
    define("fold", fold, ("text",), "text", weight=2_000)
    define("number", _number, ("any",), "number")
