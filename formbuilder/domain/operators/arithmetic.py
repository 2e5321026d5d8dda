"""Numbers. A null, a value of another type or a result out of range makes the result null."""

from formbuilder.domain import numbers
from formbuilder.domain.operators.base import define
from formbuilder.domain.operators.logic import is_empty
from formbuilder.domain.values import Value


def _numeric(values: tuple[Value, ...]) -> bool:
    return all(type(value) is int for value in values)


def _add(*values: Value) -> Value:
    return numbers.bounded(sum(values)) if _numeric(values) else None


def _sub(left: Value, right: Value) -> Value:
    return numbers.bounded(left - right) if _numeric((left, right)) else None


def _mul(*values: Value) -> Value:
    if not _numeric(values):
        return None
    product: int | None = numbers.ONE
    for value in values:
        product = numbers.bounded(numbers.divide(product * value, numbers.ONE))
        if product is None:
            return None
    return product


def _div(left: Value, right: Value) -> Value:
    if not _numeric((left, right)) or right == 0:
        return None
    return numbers.bounded(numbers.divide(left * numbers.ONE, right))


def _round(value: Value, digits: Value = 0) -> Value:
    if not _numeric((value, digits)) or digits % numbers.ONE:
        return None
    places = digits // numbers.ONE
    return numbers.rounded(value, places) if 0 <= places <= numbers.DIGITS else None


def _floor(value: Value) -> Value:
    return value // numbers.ONE * numbers.ONE if type(value) is int else None


def _ceil(value: Value) -> Value:
    return numbers.bounded(-(-value // numbers.ONE) * numbers.ONE) if type(value) is int else None


def _known(values: tuple[Value, ...]) -> list[int]:
    return [value for value in values if type(value) is int]


def _sum(*values: Value) -> Value:
    return numbers.bounded(sum(_known(values)))


def _count(*values: Value) -> Value:
    """Length of a list when it is the only argument, else how many arguments are filled."""
    if len(values) == 1 and type(values[0]) is list:
        return len(values[0]) * numbers.ONE
    return sum(not is_empty(value) for value in values) * numbers.ONE


def register() -> None:
    define("add", _add, ("number",), "number", at_least=1, repeats=True)
    define("sub", _sub, ("number", "number"), "number")
    define("mul", _mul, ("number",), "number", at_least=1, repeats=True)
    define("div", _div, ("number", "number"), "number")
    define("round", _round, ("number", "number"), "number", at_least=1)
    define("floor", _floor, ("number",), "number")
    define("ceil", _ceil, ("number",), "number")
    define("abs", lambda n: abs(n) if type(n) is int else None, ("number",), "number")
    define(
        "min",
        lambda *values: min(_known(values), default=None),
        ("number",),
        "number",
        at_least=1,
        repeats=True,
        over_rows=True,
    )
    define(
        "max",
        lambda *values: max(_known(values), default=None),
        ("number",),
        "number",
        at_least=1,
        repeats=True,
        over_rows=True,
    )
    define("sum", _sum, ("number",), "number", at_least=1, repeats=True, over_rows=True)
    define("count", _count, ("any",), "number", at_least=1, repeats=True, over_rows=True)
