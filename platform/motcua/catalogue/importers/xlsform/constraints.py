"""Constraints of one question as settings of its type: bounds, lengths, dates, patterns."""

from collections.abc import Iterator
from typing import Any, Final

from motcua.catalogue.importers.drafting import accepts
from motcua.catalogue.importers.expressions import Apply, Literal, Name, Node

Settings = dict[str, Any]
_TURNED: Final = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq"}
_WHEN: Final = {"lt": "past", "le": "today_or_past", "gt": "future", "ge": "today_or_future"}


def settings_of(node: Node, kind: str, settings: Settings) -> tuple[Settings, list[Node]]:
    """New settings, and the parts of the constraint that are none."""
    found: Settings = {}
    rest: list[Node] = []
    for part in _conjuncts(node):
        made = _one(part, kind, {**settings, **found})
        if made:
            found |= made
        else:
            rest.append(part)
    return found, rest


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply) and node.op == "and":
        for arg in node.args:
            yield from _conjuncts(arg)
    else:
        yield node


def _one(node: Node, kind: str, settings: Settings) -> Settings:
    if not isinstance(node, Apply) or len(node.args) != 2:
        return {}
    left, right, op = *node.args, node.op
    if op == "regex()":
        known = _is_own(left) and isinstance(right, Literal) and accepts(kind, "pattern")
        return {"pattern": str(right.value)} if known and isinstance(right, Literal) else {}
    if isinstance(left, Literal):
        left, right, op = right, left, _TURNED.get(op, op)
    if op not in _TURNED:
        return {}
    if _is_own(left):
        return _bound(op, right, kind, settings)
    if isinstance(left, Apply) and len(left.args) == 1 and _is_own(left.args[0]):
        return _size(left.op, op, right)
    return {}


def _is_own(node: Node) -> bool:
    return isinstance(node, Name) and node.name == "."


def _bound(op: str, limit: Node, kind: str, settings: Settings) -> Settings:
    if kind == "date":
        return _date_bound(op, limit)
    if kind not in ("number", "money", "decimal") or not isinstance(limit, Literal):
        return {}
    value = limit.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return {}
    whole = not settings.get("decimals")
    if op in ("lt", "gt"):
        if not whole or value != int(value):
            return {}
        value = int(value) + (1 if op == "gt" else -1)
    if op == "eq":
        return {"min": value, "max": value}
    return {"min" if op in ("gt", "ge") else "max": value}


def _date_bound(op: str, limit: Node) -> Settings:
    if isinstance(limit, Apply) and limit.op in ("today()", "now()") and op in _WHEN:
        return {"when": _WHEN[op]}
    if isinstance(limit, Apply) and limit.op == "date()" and len(limit.args) == 1:
        limit = limit.args[0]
    if isinstance(limit, Literal) and isinstance(limit.value, str) and op in ("le", "ge"):
        return {"min" if op == "ge" else "max": limit.value}
    return {}


def _size(function: str, op: str, limit: Node) -> Settings:
    """``string-length(.) <= 20`` and ``count-selected(.) >= 2``."""
    names = {
        "string-length()": ("min_length", "max_length"),
        "count-selected()": ("min_selected", "max_selected"),
    }.get(function)
    value = limit.value if isinstance(limit, Literal) else None
    if names is None or type(value) is not int:
        return {}
    if op == "eq":
        return {names[0]: value, names[1]: value}
    value += {"gt": 1, "lt": -1}.get(op, 0)
    return {names[0] if op in ("gt", "ge") else names[1]: value}
