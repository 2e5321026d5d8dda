"""Calendar arithmetic of the rule language on ISO text: ``2001-03-27``, ``2001-03``, ``2001``.

A partial date stands for the first day of its month or year. All results outside the years
1 to 9999 are null.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_ISO: Final = re.compile(r"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")


@lru_cache(maxsize=4096)
def parts_of(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month, day as far as they are given; ``None`` when this is no date."""
    match = _ISO.match(text)
    if match is None or text.endswith("\n"):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return year or 0, month, day


def day_of(text: object) -> date | None:
    """First day the text stands for."""
    return _first_day(text) if type(text) is str else None


@lru_cache(maxsize=4096)
def _first_day(text: str) -> date | None:
    parts = parts_of(text)
    return date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def add_days(start: date, count: int) -> date | None:
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def add_months(start: date, count: int) -> date | None:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def full_months(start: date, end: date) -> int:
    """Complete months from ``start`` to ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -full_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (1 if end.day < start.day else 0)


def full_years(start: date, end: date) -> int:
    """Complete years: who is born on 29 February turns a year older on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
