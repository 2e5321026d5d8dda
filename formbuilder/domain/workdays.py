"""Working days of the tenant, counted without walking over them.

The calendar itself lives elsewhere; whoever evaluates a form passes its days in with the context.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

_LAST: Final = date.max.toordinal()
OFFICE_WEEK: Final = frozenset({1, 2, 3, 4, 5})


@dataclass(frozen=True)
class WorkDays:
    """``week`` holds ISO weekdays that are worked, ``off`` days off, ``on`` days worked instead.

    A day in both ``off`` and ``on`` is worked: the make-up day is always the later decision.
    """

    week: frozenset[int] = OFFICE_WEEK
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative when ``end`` is earlier.

        The day something arrives is not counted, as in the Civil Code 2015, Art. 147.
        """
        return self._until(end.toordinal()) - self._until(start.toordinal())

    def add(self, start: date, count: int) -> date | None:
        """The ``count``-th working day after ``start``, before it when negative, itself for 0."""
        if count == 0:
            return start
        first = start.toordinal() - (count < 0)
        wanted = self._until(first) + count + (count < 0)
        return self._reaching(wanted)

    def to_json(self) -> dict[str, Any]:
        """The shape the browser's evaluator reads."""
        return {
            "week": sorted(self.week),
            "off": sorted(day.isoformat() for day in self.off),
            "on": sorted(day.isoformat() for day in self.on),
        }

    def _reaching(self, wanted: int) -> date | None:
        """The first day up to which ``wanted`` days are worked."""
        if not 0 < wanted <= self._until(_LAST):
            return None
        low, high = 1, _LAST
        while low < high:
            middle = (low + high) // 2
            if self._until(middle) >= wanted:
                high = middle
            else:
                low = middle + 1
        return date.fromordinal(low)

    def _until(self, day: int) -> int:
        """Working days from 1 January of the year 1, a Monday, to ``day``."""
        weeks, rest = divmod(day, 7)
        worked = weeks * len(self.week) + sum(number <= rest for number in self.week)
        return worked - bisect_right(self._lost, day) + bisect_right(self._won, day)

    @cached_property
    def _lost(self) -> list[int]:
        days = self.off - self.on
        return sorted(day.toordinal() for day in days if day.isoweekday() in self.week)

    @cached_property
    def _won(self) -> list[int]:
        return sorted(day.toordinal() for day in self.on if day.isoweekday() not in self.week)


def work_days(week: Iterable[int], off: Iterable[date], on: Iterable[date]) -> WorkDays:
    return WorkDays(frozenset(week), frozenset(off), frozenset(on))
