"""The working-time clock once more, the slow and obvious way, to hold the product's against.

Days come from the package ``holidays`` directly, hours are walked through. Demonstration offices
work 07:00-11:30 and 13:30-17:00; a day worked is one of eight hours.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_SESSIONS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
_VIETNAM = country_holidays("VN", years=range(2025, 2032))


@cache
def is_worked(day: date) -> bool:
    return bool(_VIETNAM.is_working_day(day))


def opening(moment: datetime) -> datetime:
    return next(max(start, moment) for start, end in _sessions(moment) if end > moment)


def closing_of(day: date) -> datetime:
    """Of the day, or of the first worked day after it."""
    while not is_worked(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(17), tzinfo=ZONE)


def add_minutes(moment: datetime, minutes: int) -> datetime:
    left = timedelta(minutes=minutes)
    for start, end in _sessions(moment):
        begin = max(start, moment)
        if end <= begin:
            continue
        if left <= end - begin:
            return begin + left
        left -= end - begin
    raise AssertionError("the walk has no end")


def add_days(moment: datetime, days: int) -> datetime:
    day = opening(moment).astimezone(ZONE).date()
    while days:
        day += timedelta(days=1)
        days -= is_worked(day)
    return closing_of(day)


def same_day(moment: datetime, cut_off: time = time(15)) -> datetime:
    local = opening(moment).astimezone(ZONE)
    if local.time() <= cut_off:
        return closing_of(local.date())
    return closing_of(local.date() + timedelta(days=1))


def add_hours(moment: datetime, hours: int) -> datetime:
    return opening(moment + timedelta(hours=hours))


def worked_between(start: datetime, end: datetime) -> timedelta:
    total = timedelta()
    for first, last in _sessions(start):
        if first >= end:
            return total
        total += max(min(last, end) - max(first, start), timedelta())
    return total


def _sessions(moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """All of them from the day of ``moment`` on."""
    day = moment.astimezone(ZONE).date()
    for _ in range(1_500):
        if is_worked(day):
            for start, end in _SESSIONS:
                yield (
                    datetime.combine(day, start, tzinfo=ZONE),
                    datetime.combine(day, end, tzinfo=ZONE),
                )
        day += timedelta(days=1)
