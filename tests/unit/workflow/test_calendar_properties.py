"""What must hold for every calendar, moment and term."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.workflow.domain.calendar import OFFICE_DAY, WorkingCalendar
from motcua.workflow.domain.calendar_table import Session
from tests.factories.workflow import official_calendar

OFFICIAL = official_calendar(2020, 2035)
MOMENTS = st.datetimes(
    min_value=datetime(2021, 1, 1),  # noqa: DTZ001
    max_value=datetime(2033, 12, 31),  # noqa: DTZ001
).map(lambda moment: moment.replace(tzinfo=UTC))
MINUTES = st.integers(min_value=1, max_value=30_000)
DAYS = st.integers(min_value=1, max_value=90)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Odd weeks, scattered holidays and make-up days, sometimes the official calendar."""
    if draw(st.booleans()):
        return OFFICIAL
    morning = (Session.parse("07:30-11:30"),)
    plans = st.sampled_from([(), OFFICE_DAY, morning])
    week = draw(st.lists(plans, min_size=7, max_size=7).filter(any))
    days = st.dates(min_value=date(2021, 1, 1), max_value=date(2033, 12, 31))
    return WorkingCalendar(
        week=week,
        holidays=dict.fromkeys(draw(st.lists(days, max_size=30)), "nghỉ"),
        workdays=dict.fromkeys(draw(st.lists(days, max_size=10)), ()),
    )


def walked_minutes(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """The same answer the slow way: day by day, session by session."""
    total = timedelta()
    day = calendar.local_date(start)
    while day <= calendar.local_date(end):
        midnight = datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
        for session in calendar.plan_of(day):
            first = max(start, midnight + timedelta(minutes=session.start))
            last = min(end, midnight + timedelta(minutes=session.end))
            total += max(last - first, timedelta())
        day += timedelta(days=1)
    return total


@given(calendars(), MOMENTS, MINUTES, DAYS)
@settings(max_examples=150, deadline=None)
def test_a_due_never_falls_on_a_day_off(
    calendar: WorkingCalendar, moment: datetime, minutes: int, days: int
) -> None:
    ends = [
        calendar.add_working_minutes(moment, minutes),
        calendar.add_working_days(moment, days),
        calendar.add_calendar_days(moment, days),
        calendar.add_hours(moment, days),
        calendar.add_months(moment, days % 24 + 1),
        calendar.same_day(moment, 900),
        calendar.next_working_moment(moment),
    ]
    for end in ends:
        assert end >= moment
        assert calendar.is_working_day(calendar.local_date(end))


@given(calendars(), MOMENTS, MOMENTS, MINUTES, DAYS)
@settings(max_examples=100, deadline=None)
def test_later_never_gives_an_earlier_due(
    calendar: WorkingCalendar, one: datetime, other: datetime, minutes: int, days: int
) -> None:
    first, second = sorted((one, other))
    pairs = [
        (calendar.add_working_minutes(m, minutes), calendar.add_working_days(m, days))
        for m in (first, second)
    ]
    assert pairs[0][0] <= pairs[1][0]
    assert pairs[0][1] <= pairs[1][1]
    assert calendar.same_day(first, 900) <= calendar.same_day(second, 900)
    assert calendar.add_calendar_days(first, days) <= calendar.add_calendar_days(second, days)
    assert calendar.add_months(first, 2) <= calendar.add_months(second, 2)


@given(calendars(), MOMENTS, MINUTES, MINUTES)
@settings(max_examples=150, deadline=None)
def test_counting_back_undoes_counting_forward(
    calendar: WorkingCalendar, moment: datetime, minutes: int, more: int
) -> None:
    due = calendar.add_working_minutes(moment, minutes)
    assert calendar.working_minutes_between(moment, due) == minutes
    assert calendar.working_minutes_between(due, moment) == -minutes
    back = calendar.subtract_working_minutes(due, minutes)
    assert back == calendar.next_working_moment(moment)
    assert calendar.add_working_minutes(back, minutes) == due
    assert calendar.add_working_minutes(due, more) == calendar.add_working_minutes(
        moment, minutes + more
    )


@given(calendars(), MOMENTS, st.timedeltas(min_value=timedelta(), max_value=timedelta(days=60)))
@settings(max_examples=100, deadline=None)
def test_the_tables_agree_with_walking_day_by_day(
    calendar: WorkingCalendar, start: datetime, length: timedelta
) -> None:
    end = start + length
    assert calendar.working_time_between(start, end) == walked_minutes(calendar, start, end)


@given(calendars(), MOMENTS, MINUTES, st.timedeltas(timedelta(), timedelta(days=40)))
@settings(max_examples=100, deadline=None)
def test_a_pause_keeps_the_time_that_was_left(
    calendar: WorkingCalendar, moment: datetime, minutes: int, pause: timedelta
) -> None:
    due = calendar.add_working_minutes(moment, minutes)
    resumed = moment + pause
    extended = calendar.extend(due, paused_at=moment, resumed_at=resumed)
    assert calendar.working_time_between(resumed, extended) == timedelta(minutes=minutes)
