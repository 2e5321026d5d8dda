"""Between answers as JSON and values as rules see them.

A rule value is ``None``, ``bool``, ``int`` (millionths, see ``numbers``), ``str``, ``list`` or
``dict``. Whatever does not fit the kind of its field is null: evaluation never raises.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import islice
from typing import Any, Final, Literal

from formbuilder.domain import numbers
from formbuilder.domain.limits import MAX_CHOICES, MAX_FILES, MAX_PARTS

AnswerKind = Literal[
    "text",
    "number",
    "money",
    "date",
    "bool",
    "choice",
    "choices",
    "address",
    "parts",
    "scalar",
    "files",
    "rows",
    "none",
]
Value = Any
"""Rule value; checked at run time by ``type``, so nothing a citizen sends can surprise."""


def _text(raw: object) -> Value:
    return raw if type(raw) is str and raw else None


def _flag(raw: object) -> Value:
    return raw if type(raw) is bool else None


def _texts(raw: object) -> Value:
    if type(raw) is not list:
        return None
    return [item for item in raw[:MAX_CHOICES] if type(item) is str] or None


def _files(raw: object) -> Value:
    if type(raw) is not list:
        return None
    return [item for item in raw[:MAX_FILES] if type(item) is dict] or None


def _nothing(raw: object) -> Value:
    """Rows are loaded field by field."""
    return None


def _address(raw: object) -> Value:
    if type(raw) is not dict:
        return None
    known = {key: raw.get(key) for key in ("province", "commune", "detail")}
    return {key: text for key, text in known.items() if type(text) is str and text} or None


def _scalar(raw: object) -> Value:
    """Whatever a hidden calculation gave: a text, a number, yes or no."""
    if type(raw) is bool:
        return raw
    return raw or None if type(raw) is str else numbers.from_json(raw)


PART_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,39}(?:\.[a-z0-9][a-z0-9_]{0,39})?")


def _parts(raw: object) -> Value:
    """A composite answer: a flat record of texts, flags, numbers and lists of texts."""
    if type(raw) is not dict:
        return None
    loaded = {
        key: _part(part)
        for key, part in islice(raw.items(), MAX_PARTS)
        if type(key) is str and PART_KEY.fullmatch(key)
    }
    return {key: value for key, value in loaded.items() if value is not None} or None


def _part(raw: object) -> Value:
    if type(raw) is bool:
        return raw
    if type(raw) is str:
        return raw or None
    return _texts(raw) if type(raw) is list else numbers.from_json(raw)


LOADERS: Final[Mapping[AnswerKind, Callable[[object], Value]]] = {
    "text": _text,
    "choice": _text,
    "date": _text,
    "number": numbers.from_json,
    "money": numbers.from_json,
    "bool": _flag,
    "choices": _texts,
    "files": _files,
    "address": _address,
    "parts": _parts,
    "scalar": _scalar,
    "rows": _nothing,
    "none": _nothing,
}


def load_constant(raw: object) -> Value:
    """A literal of a rule, or a profile entry."""
    if raw is None or type(raw) is bool or type(raw) is str:
        return raw
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, (list, tuple)):
        return [load_constant(item) for item in raw]
    if isinstance(raw, Mapping):
        return _address(dict(raw))
    return numbers.from_json(raw)


def store_calculated(value: Value, kind: AnswerKind) -> object:
    """A calculation's result as the JSON answer of its field; null when it does not fit."""
    if type(value) is int:
        if kind == "money":
            whole = numbers.rounded(value, 0)
            return None if whole is None else numbers.to_json(whole)
        return numbers.to_json(value) if kind in ("number", "scalar") else None
    if type(value) is str:
        return value or None if kind in ("text", "date", "choice", "scalar") else None
    if type(value) is bool:
        return value if kind in ("bool", "scalar") else None
    return None


def to_json(value: Value) -> object:
    """Any rule value as JSON, for previews and golden vectors."""
    if type(value) is int:
        return numbers.to_json(value)
    if type(value) is list:
        return [to_json(item) for item in value]
    if type(value) is dict:
        return {key: to_json(item) for key, item in value.items()}
    return value
