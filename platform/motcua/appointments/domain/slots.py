"""When one can come: times cut out of an office's working hours, and how many places are left.

Pure: hours, bookings and closures are given. Times are aware; hours of a week are the office's own
wall clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from motcua.workflow.api import Session, WorkingCalendar

SLOT_MINUTES: Final = (5, 240)
CAPACITY: Final = (1, 50)
WALK_IN_PERCENT: Final = (0, 90)
LEAD_MINUTES: Final = (0, 14 * 24 * 60)
HORIZON_DAYS: Final = (1, 60)
CHECK_IN_MINUTES: Final = (0, 120)

Span = tuple[datetime, datetime]
Week = Sequence[Sequence[Session]]


@dataclass(frozen=True, slots=True)
class Rules:
    """How one opening gives out its time. ``week``: Monday to Sunday, or empty: whenever the office
    works. ``lead_minutes``: nobody books later than that before; ``horizon_days``: nor further
    ahead."""

    week: Week
    slot_minutes: int
    capacity: int
    walk_in_percent: int
    lead_minutes: int
    horizon_days: int

    @property
    def bookable(self) -> int:
        """Places of a slot that can be booked; the share for walk-ins is rounded up."""
        return self.capacity - -(-self.capacity * self.walk_in_percent // 100)


@dataclass(frozen=True, slots=True)
class Slot:
    opening_id: UUID
    starts_at: datetime
    minutes: int
    free: int
    bookable: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def parse_hours(text: str) -> tuple[Session, ...]:
    """``07:30-11:00, 13:30-16:30`` in order; empty: none. Raises ``ValueError``."""
    parts = [part.replace("–", "-") for part in text.replace(";", ",").split(",") if part.strip()]
    found = tuple(sorted(Session.parse(part) for part in parts))
    if any(left.end > right.start for left, right in pairwise(found)):
        raise ValueError("hours overlap")
    return found


def last_day(rules: Rules, *, today: date) -> date:
    return today + timedelta(days=rules.horizon_days)


def starts_on(day: date, rules: Rules, calendar: WorkingCalendar) -> list[datetime]:
    """Every slot that lies wholly in the opening's hours and in the office's."""
    found = []
    for begin, end in _hours(day, rules.week, calendar):
        for minute in range(begin, end - rules.slot_minutes + 1, rules.slot_minutes):
            clock = time(minute // 60, minute % 60)
            found.append(datetime.combine(day, clock, tzinfo=calendar.zone))
    return found


def slots_between(
    first: date,
    last: date,
    *,
    opening_id: UUID,
    rules: Rules,
    calendar: WorkingCalendar,
    taken: Iterable[Span],
    closed: Iterable[Span],
    now: datetime,
) -> list[Slot]:
    """Slots from ``first`` to ``last`` that may be booked at ``now``, full ones with ``free`` 0."""
    soonest = now + timedelta(minutes=rules.lead_minutes)
    last = min(last, last_day(rules, today=calendar.local_date(now)))
    by_day = _by_day(taken, calendar)
    shut, found = list(closed), []
    for day in _days(max(first, calendar.local_date(now)), last):
        for start in starts_on(day, rules, calendar):
            end = start + timedelta(minutes=rules.slot_minutes)
            if start < soonest or start <= now or any(_meet(each, (start, end)) for each in shut):
                continue
            used = sum(_meet(each, (start, end)) for each in by_day.get(day, ()))
            free = max(rules.bookable - used, 0)
            found.append(Slot(opening_id, start, rules.slot_minutes, free, rules.bookable))
    return found


def _hours(day: date, week: Week, calendar: WorkingCalendar) -> list[tuple[int, int]]:
    """Minutes from midnight. On a day worked to make up for another, the hours of the first day of
    the week that has any."""
    office = calendar.plan_of(day)
    if not any(week):
        return [(each.start, each.end) for each in office]
    own = week[day.weekday()]
    if not own and day in calendar.workdays:
        own = next(plan for plan in week if plan)
    both = [
        (max(left.start, right.start), min(left.end, right.end)) for left in office for right in own
    ]
    return sorted((begin, end) for begin, end in both if begin < end)


def _by_day(taken: Iterable[Span], calendar: WorkingCalendar) -> dict[date, list[Span]]:
    found: dict[date, list[Span]] = {}
    for span in taken:
        found.setdefault(calendar.local_date(span[0]), []).append(span)
    return found


def _days(first: date, last: date) -> Iterable[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _meet(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]
