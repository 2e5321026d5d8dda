"""Types and keywords of JSON Schema, and what they are as questions."""

import re
from typing import Any, Final

from motcua.catalogue.importers.drafting import Data, accepts, first_type, option
from motcua.catalogue.importers.wording import Names, clean, name_from

Schema = dict[str, Any]
_VALUE: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
LONG_TEXT: Final = 300
"""Longer texts get several lines."""

_FORMATS: Final = {
    "date": ("date",),
    "email": ("email",),
    "idn-email": ("email",),
    "uri": ("url", "short_text"),
    "uri-reference": ("url", "short_text"),
    "iri": ("url", "short_text"),
    "time": ("time", "short_text"),
}
_QUIET_FORMATS: Final = frozenset(_FORMATS) - {"uri", "time", "iri", "uri-reference"}
KNOWN: Final = frozenset(
    {
        "title", "description", "type", "properties", "required", "items", "enum", "const", "oneOf",
        "allOf", "if", "then", "else", "minLength", "maxLength", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "pattern", "format", "minItems", "maxItems",
        "uniqueItems", "definitions", "dependentRequired", "dependencies", "dependentSchemas",
        "anyOf", "examples", "multipleOf", "default", "readOnly", "id", "additionalProperties",
    }
)  # fmt: skip
"""Carried over, told one by one elsewhere, or without meaning to a form."""


def type_of(schema: Schema) -> str:
    """The one type of a schema; ``null`` beside it means that it may be left out."""
    found = schema.get("type")
    if isinstance(found, list):
        found = next((each for each in found if each != "null"), "")
    if isinstance(found, str) and found:
        return found
    if isinstance(schema.get("properties"), dict):
        return "object"
    if "items" in schema:
        return "array"
    if "enum" in schema or "const" in schema or _titled(schema):
        return "string"
    plain = [each for each in _list(schema.get("anyOf")) if each.get("type") != "null"]
    return type_of(plain[0]) if len(plain) == 1 and "anyOf" not in plain[0] else ""


def is_list_of_choices(schema: Schema) -> bool:
    items = schema.get("items")
    return isinstance(items, dict) and ("enum" in items or bool(_titled(items)))


def kind_of(schema: Schema) -> str:
    """Our type; empty when there is none."""
    kind = type_of(schema)
    if kind in ("array", "boolean"):
        return "multiple_choice" if kind == "array" else "yes_no"
    if _choices(schema) or "const" in schema:
        return "single_choice"
    if kind in ("integer", "number"):
        return "number"
    return _text_kind(schema) if kind == "string" else ""


def _text_kind(schema: Schema) -> str:
    if schema.get("contentEncoding") == "base64" or schema.get("format") == "data-url":
        return "file"
    given = schema.get("format")
    if isinstance(given, str) and given in _FORMATS:
        return first_type(*_FORMATS[given])
    longest = schema.get("maxLength")
    return "long_text" if type(longest) is int and longest > LONG_TEXT else "short_text"


def settings_of(schema: Schema, kind: str) -> tuple[Data, list[str]]:
    """Settings, and the keywords that have no counterpart."""
    settings: Data = {}
    lost: list[str] = []
    if kind == "number":
        settings["decimals"] = 0 if type_of(schema) == "integer" else 6
        _bounds(schema, settings, lost)
    for keyword, setting in (("minLength", "min_length"), ("maxLength", "max_length")):
        value = schema.get(keyword)
        if type(value) is int and value > 0:
            if accepts(kind, setting):
                settings[setting] = min(value, 50_000 if kind == "long_text" else 1_000)
            else:
                lost.append(keyword)
    if kind == "multiple_choice":
        for keyword, setting in (("minItems", "min_selected"), ("maxItems", "max_selected")):
            value = schema.get(keyword)
            if type(value) is int and 0 <= value <= 1_000:
                settings[setting] = value
    if isinstance(schema.get("pattern"), str):
        if accepts(kind, "pattern"):
            settings["pattern"] = schema["pattern"]
        else:
            lost.append("pattern")
    return settings, lost + _untold(schema, kind)


def _bounds(schema: Schema, settings: Data, lost: list[str]) -> None:
    whole = settings["decimals"] == 0
    for keyword, setting, step in (
        ("minimum", "min", 0),
        ("maximum", "max", 0),
        ("exclusiveMinimum", "min", 1),
        ("exclusiveMaximum", "max", -1),
    ):
        value = schema.get(keyword)
        if value is None:
            continue
        usable = type(value) in (int, float) and abs(value) < 10**15
        if not usable or (step and (not whole or value != int(value))):
            lost.append(keyword)
        else:
            settings[setting] = int(value) + step if step or whole else value


def _untold(schema: Schema, kind: str) -> list[str]:
    names: tuple[str, ...] = ("multipleOf", "default", "readOnly", "const")
    lost = [name for name in names if name in schema]
    if kind == "single_choice" and "const" in lost:
        lost.remove("const")
    given = schema.get("format")
    if isinstance(given, str) and given not in _QUIET_FORMATS and kind == "short_text":
        lost.append("format")
    if "anyOf" in schema and kind not in ("single_choice", "multiple_choice"):
        plain = [each for each in _list(schema["anyOf"]) if each.get("type") != "null"]
        if len(plain) != 1:
            lost.append("anyOf")
    if "oneOf" in schema and not _titled(schema):
        lost.append("oneOf")
    return lost


def options_of(schema: Schema, kind: str) -> tuple[list[Data], dict[str, str]]:
    """Options, and the values that had to be renamed."""
    if kind == "multiple_choice":
        items = schema.get("items")
        schema = items if isinstance(items, dict) else {}
    names = Names(limit=60)
    options: list[Data] = []
    changed: dict[str, str] = {}
    for value, label in _choices(schema)[:1_000]:
        raw = str(value)
        given = names.give(raw if _VALUE.fullmatch(raw) else name_from(raw, limit=55))
        if given != raw:
            changed.setdefault(raw, given)
        options.append(option(given, {"vi": clean(label) or given}))
    return options, changed


def _choices(schema: Schema) -> list[tuple[Any, str]]:
    values = schema.get("enum")
    if isinstance(values, list):
        names = schema.get("enumNames")
        names = names if isinstance(names, list) and len(names) == len(values) else values
        return [
            (value, str(name))
            for value, name in zip(values, names, strict=True)
            if isinstance(value, str | int | float) and not isinstance(value, bool)
        ]
    if "const" in schema and isinstance(schema["const"], str | int | float):
        return [(schema["const"], str(schema.get("title") or schema["const"]))]
    return _titled(schema)


def _titled(schema: Schema) -> list[tuple[Any, str]]:
    """``oneOf`` (or ``anyOf``) of constants with titles, the usual way to name options."""
    for keyword in ("oneOf", "anyOf"):
        parts = _list(schema.get(keyword))
        if parts and all(isinstance(part.get("const"), str | int | float) for part in parts):
            return [(part["const"], str(part.get("title") or part["const"])) for part in parts]
    return []


def _list(value: Any) -> list[Schema]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
