"""Flat, bisectable tables of working sessions, the fast core of the working-time clock.

All instants here are integers: microseconds since 0001-01-01 00:00 *local wall clock*. Working
time is a running sum over sessions, so "add 3 working days" or "how long between" is two binary
searches instead of a walk over days.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

MICROS_PER_MINUTE = 60_000_000
MICROS_PER_DAY = 24 * 60 * MICROS_PER_MINUTE


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One uninterrupted stretch of work in a day, in minutes from midnight, ``end`` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24 * 60:
            raise ValueError(f"session {self.start}-{self.end} is not inside one day")

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @classmethod
    def parse(cls, text: str) -> "Session":
        """Read ``"07:00-11:30"``."""
        start, end = (part.strip() for part in text.split("-"))
        return cls(_minutes(start), _minutes(end))

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"


DayPlan = tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class SessionTable:
    """Working sessions of the years ``first_year``..``last_year``, with running sums.

    From ``safe_from`` to ``safe_until`` a moment has a session on both sides.
    """

    first_year: int
    last_year: int
    starts: Sequence[int]
    ends: Sequence[int]
    worked_before: Sequence[int]
    total: int
    days: Sequence[int]
    day_ends: Sequence[int]
    safe_from: int
    safe_until: int


def build_table(
    *, first_year: int, last_year: int, plan_of: Callable[[date], DayPlan]
) -> SessionTable:
    """Lay out every session of the years asked for. About 0.4 ms a year."""
    starts: list[int] = []
    ends: list[int] = []
    worked_before: list[int] = []
    days: list[int] = []
    day_ends: list[int] = []
    worked = 0
    first, last = (
        date(first_year, 1, 1).toordinal(),
        date(last_year, 12, 31).toordinal(),
    )
    for ordinal in range(first, last + 1):
        plan = plan_of(date.fromordinal(ordinal))
        if not plan:
            continue
        midnight = (ordinal - 1) * MICROS_PER_DAY
        for session in plan:
            starts.append(midnight + session.start * MICROS_PER_MINUTE)
            ends.append(midnight + session.end * MICROS_PER_MINUTE)
            worked_before.append(worked)
            worked += session.minutes * MICROS_PER_MINUTE
        days.append(ordinal)
        day_ends.append(ends[-1])
    return SessionTable(
        first_year=first_year,
        last_year=last_year,
        starts=starts,
        ends=ends,
        worked_before=worked_before,
        total=worked,
        days=days,
        day_ends=day_ends,
        safe_from=starts[0] if starts else 0,
        safe_until=ends[-1] if ends else 0,
    )


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
