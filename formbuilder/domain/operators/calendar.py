"""Dates. ``today`` comes from the context; without it every rule that needs it gets null."""

from formbuilder.domain import numbers
from formbuilder.domain.dates import (
    add_days,
    add_months,
    day_of,
    full_months,
    full_years,
    parts_of,
)
from formbuilder.domain.operators.base import define
from formbuilder.domain.values import Value
from formbuilder.domain.workdays import WorkDays

_FARTHEST = 4_000_000


def _age(today: Value, birth: Value, *on: Value) -> Value:
    start, end = day_of(birth), day_of(on[0] if on else today)
    if start is None or end is None or end < start:
        return None
    return full_years(start, end) * numbers.ONE


def _days_between(first: Value, second: Value) -> Value:
    start, end = day_of(first), day_of(second)
    return None if start is None or end is None else (end - start).days * numbers.ONE


def _months_between(first: Value, second: Value) -> Value:
    start, end = day_of(first), day_of(second)
    return None if start is None or end is None else full_months(start, end) * numbers.ONE


def _date_add(start: Value, amount: Value, unit: Value) -> Value:
    day = day_of(start)
    if day is None or type(amount) is not int or amount % numbers.ONE:
        return None
    count = amount // numbers.ONE
    if abs(count) > _FARTHEST:
        return None
    if unit == "days":
        moved = add_days(day, count)
    elif unit == "months":
        moved = add_months(day, count)
    else:
        moved = add_months(day, 12 * count) if unit == "years" else None
    return moved.isoformat() if moved else None


def _workdays_between(days: WorkDays | None, first: Value, second: Value) -> Value:
    start, end = day_of(first), day_of(second)
    if days is None or start is None or end is None:
        return None
    return days.between(start, end) * numbers.ONE


def _workday_add(days: WorkDays | None, start: Value, amount: Value) -> Value:
    day = day_of(start)
    if days is None or day is None or type(amount) is not int or amount % numbers.ONE:
        return None
    count = amount // numbers.ONE
    moved = days.add(day, count) if abs(count) <= _FARTHEST else None
    return moved.isoformat() if moved else None


def _part(value: Value, index: int) -> Value:
    parts = parts_of(value) if type(value) is str else None
    part = parts[index] if parts else None
    return None if part is None else part * numbers.ONE


def _weekday(value: Value) -> Value:
    parts = parts_of(value) if type(value) is str else None
    day = day_of(value) if parts and parts[2] else None
    return day.isoweekday() * numbers.ONE if day else None


def register() -> None:
    define("today", lambda today: today, (), "date", reads_today=True)
    define("age", _age, ("date", "date"), "number", at_least=1, reads_today=True)
    define("days_between", _days_between, ("date", "date"), "number")
    define("months_between", _months_between, ("date", "date"), "number")
    define("date_add", _date_add, ("date", "number", "text"), "date")
    define("workdays_between", _workdays_between, ("date", "date"), "number", reads_workdays=True)
    define(
        "workday_add",
        _workday_add,
        ("date", "number"),
        "date",
        reads_workdays=True,
        weight=100,
    )
    define("year", lambda value: _part(value, 0), ("date",), "number")
    define("month", lambda value: _part(value, 1), ("date",), "number")
    define("day", lambda value: _part(value, 2), ("date",), "number")
    define("weekday", _weekday, ("date",), "number")
