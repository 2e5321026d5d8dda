"""Conditions of JSON Schema as rules, and the small readers the walk needs."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from formbuilder.api import field_types
from motcua.catalogue.importers.drafting import Data, all_of

Schema = dict[str, Any]
_BOUNDS: Final = {
    "minimum": "ge", "maximum": "le", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt",
}  # fmt: skip
_QUIET: Final = frozenset({"type", "title", "description"})


def test_of(question: Data, test: Any, values: Mapping[str, str] | None) -> Data | None:
    """One property of an ``if``: equal, one of, within bounds. Nothing when it says more."""
    if not isinstance(test, dict):
        return None
    kind = field_types.get(question["type"]).kind
    tests: list[Data] = []
    for keyword, value in test.items():
        if keyword in _QUIET:
            continue
        rule = _one(keyword, value, question["id"], kind, values or {})
        if rule is None:
            return None
        tests.append(rule)
    return all_of(*tests)


def _one(
    keyword: str, value: Any, field_id: str, kind: str, values: Mapping[str, str]
) -> Data | None:
    ref = {"ref": field_id}
    if keyword == "const" and isinstance(value, str | int | float):
        return {"op": "eq", "args": [ref, _constant(value, kind, values)]}
    if keyword == "enum" and isinstance(value, list) and value:
        if not all(isinstance(each, str | int | float) for each in value):
            return None
        wanted = [_constant(each, kind, values) for each in value[:90]]
        return {"op": "in", "args": [ref, *wanted]}
    if keyword in _BOUNDS and isinstance(value, int | float) and kind in ("number", "money"):
        return {"op": _BOUNDS[keyword], "args": [ref, {"value": value}]}
    if keyword == "contains" and isinstance(value, dict) and isinstance(value.get("const"), str):
        return {"op": "contains", "args": [ref, _constant(value["const"], kind, values)]}
    return None


def _constant(value: Any, kind: str, values: Mapping[str, str]) -> Data:
    """As the question stores it: options are texts whatever the schema has."""
    if kind in ("choice", "choices"):
        return {"value": values.get(str(value), str(value))}
    if isinstance(value, float):
        value = round(value, 6)
    return {"value": value}


def negated(rule: Data | None) -> Data | None:
    return {"op": "not", "args": [rule]} if rule else None


def either(first: Data | None, second: Data) -> Data:
    return {"op": "or", "args": [first, second]} if first else second


def names_in(value: Any) -> list[str]:
    """A list of property names, or nothing."""
    if not isinstance(value, list):
        return []
    return [name for name in value if isinstance(name, str)]


def dicts(value: Any) -> list[Schema]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def properties(schema: Schema) -> Schema:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def rows_of(schema: Schema) -> Data:
    """Least and most rows of a list, within what a group can have."""
    found: Data = {}
    for keyword, setting, least in (("minItems", "min_rows", 0), ("maxItems", "max_rows", 1)):
        value = schema.get(keyword)
        if type(value) is int and least <= value <= 200:
            found[setting] = value
    return found


def unread(keyword: str) -> str:
    return _("Từ khóa “%(keyword)s” không được đưa vào.") % {"keyword": keyword[:60]}
