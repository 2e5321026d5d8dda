"""Conditions. Only ``true`` is true: null, numbers and text never count as yes."""

from formbuilder.domain.dates import parts_of
from formbuilder.domain.operators.base import define
from formbuilder.domain.values import Value

SCALARS = (bool, int, str)


def same(left: Value, right: Value) -> bool:
    """Equal scalars of one type; null, lists and addresses equal nothing."""
    return type(left) is type(right) and type(left) in SCALARS and bool(left == right)


def is_empty(value: Value) -> bool:
    return value is None or value in ("", [], {})


def order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 for two numbers or two dates; ``None`` for anything else."""
    if type(left) is int and type(right) is int:
        return (left > right) - (left < right)
    if type(left) is str and type(right) is str:
        first, second = parts_of(left), parts_of(right)
        if first and second:
            earlier, later = _padded(first), _padded(second)
            return (earlier > later) - (earlier < later)
    return None


def _padded(parts: tuple[int, int | None, int | None]) -> tuple[int, int, int]:
    return parts[0], parts[1] or 1, parts[2] or 1


def _between(value: Value, low: Value, high: Value) -> bool:
    return order(value, low) in (0, 1) and order(value, high) in (-1, 0)


def _among(value: Value, *options: Value) -> bool:
    if len(options) == 1 and type(options[0]) is list:
        return any(same(value, option) for option in options[0])
    return any(same(value, option) for option in options)


def _contains(whole: Value, part: Value) -> bool:
    if type(whole) is list:
        return any(same(item, part) for item in whole)
    return type(whole) is str and type(part) is str and part in whole


def _if(condition: Value, then: Value, otherwise: Value = None) -> Value:
    return then if condition is True else otherwise


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if not is_empty(value)), None)


def _all(*values: Value) -> bool:
    return all(value is True for value in values)


def _any(*values: Value) -> bool:
    return any(value is True for value in values)


def register() -> None:
    define("and", _all, ("bool",), "bool", at_least=1, repeats=True)
    define("or", _any, ("bool",), "bool", at_least=1, repeats=True)
    define("not", lambda value: value is not True, ("bool",), "bool")
    define("all", _all, ("bool",), "bool", at_least=1, repeats=True, over_rows=True)
    define("any", _any, ("bool",), "bool", at_least=1, repeats=True, over_rows=True)
    define("eq", same, ("any", "any"), "bool")
    define("ne", lambda left, right: not same(left, right), ("any", "any"), "bool")
    define("lt", lambda left, right: order(left, right) == -1, ("any", "any"), "bool")
    define("le", lambda left, right: order(left, right) in (-1, 0), ("any", "any"), "bool")
    define("gt", lambda left, right: order(left, right) == 1, ("any", "any"), "bool")
    define("ge", lambda left, right: order(left, right) in (0, 1), ("any", "any"), "bool")
    define("between", _between, ("any", "any", "any"), "bool")
    define("in", _among, ("any", "any"), "bool", repeats=True, weight=100)
    define("contains", _contains, ("any", "any"), "bool", weight=100)
    define("empty", is_empty, ("any",), "bool")
    define("filled", lambda value: not is_empty(value), ("any",), "bool")
    define("if", _if, ("bool", "any", "any"), "any", at_least=2)
    define("coalesce", _coalesce, ("any",), "any", at_least=1, repeats=True)
