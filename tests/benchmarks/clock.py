"""A million due dates in working days and in working hours, against walking day by day."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.official_days import official_days
from tests.benchmarks.report import Figure, at_least, middle, recorded, side_by_side
from tests.processes import plain_clock

NAME = "clock"
MANY, SAMPLE, ROUNDS = 1_000_000, 2_000, 9
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def run() -> list[Figure]:
    calendar = _calendar()
    days = _million(lambda moment: calendar.add_working_days(moment, 7))
    minutes = _million(lambda moment: calendar.add_working_minutes(moment, 1_440))
    ours, walked = side_by_side(
        ROUNDS,
        lambda: _timed(SAMPLE, lambda moment: calendar.add_working_days(moment, 7)),
        lambda: _timed(SAMPLE, lambda moment: plain_clock.add_days(moment, 7)),
    )
    return [
        at_least(NAME, "walking day by day / ours, a due date", middle(walked) / middle(ours), "x", 2),
        recorded(NAME, "a million due dates in working days", days, "s"),
        recorded(NAME, "a million due dates in working hours", minutes, "s"),
    ]  # fmt: skip


def _calendar() -> WorkingCalendar:
    official = official_days(range(2025, 2032))
    workdays = dict.fromkeys(sorted(official.worked), ())
    calendar = WorkingCalendar(holidays=official.off, workdays=workdays)
    calendar.is_working_day(date(2026, 1, 1))
    return calendar


def _million(due: Callable[[datetime], datetime]) -> float:
    return _timed(MANY, due)


def _timed(count: int, due: Callable[[datetime], datetime]) -> float:
    """Seconds; moments spread over four years, day and night."""
    step = timedelta(minutes=4 * 525_600 / count)
    began, moment = time.perf_counter(), _BEGIN
    for _ in range(count):
        due(moment)
        moment += step
    return time.perf_counter() - began
