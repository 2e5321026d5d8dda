"""Counting working days agrees with walking over them."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from formbuilder.api import WorkDays, work_days

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(
    work_days, st.sets(st.integers(1, 7)), st.sets(DAYS, max_size=9), st.sets(DAYS, max_size=9)
)
DAY = timedelta(days=1)


def is_worked(days: WorkDays, day: date) -> bool:
    return day in days.on or (day.isoweekday() in days.week and day not in days.off)


@given(CALENDARS, DAYS, DAYS)
@settings(max_examples=80, deadline=None)
def test_between(days: WorkDays, one: date, other: date) -> None:
    start, end = sorted((one, other))
    walked = sum(is_worked(days, start + DAY * step) for step in range(1, (end - start).days + 1))
    assert days.between(start, end) == walked
    assert days.between(end, start) == -walked


@given(CALENDARS, DAYS, st.integers(-400, 400))
@settings(max_examples=80, deadline=None)
def test_add(days: WorkDays, start: date, count: int) -> None:
    found = days.add(start, count)
    if count == 0:
        assert found == start
    elif found is None:
        assert not days.week
    else:
        assert is_worked(days, found)
        assert (found > start) is (count > 0)
        edge = start if count > 0 else start - DAY
        assert days.between(edge, found) == count + (count < 0)
