"""Worked examples of the working-time clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.workflow.domain.calendar import CalendarExhausted, CalendarInvalid, WorkingCalendar
from motcua.workflow.domain.calendar_table import Session
from motcua.workflow.domain.due_rules import (
    DueRule,
    TermInvalid,
    TermUnit,
    due_at,
    explain_minutes,
    reception_due_at,
    statutory_minutes,
)
from motcua.workflow.domain.official_days import official_days
from tests.factories.workflow import local, official_calendar, shown

CALENDAR = official_calendar()


def test_official_days_of_2026() -> None:
    found = official_days([2026])
    assert sorted(found.off) == [
        date(2026, 1, 1),
        *(date(2026, 2, day) for day in range(16, 21)),
        date(2026, 4, 26),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ]
    assert found.worked == {date(2026, 8, 22)}
    assert found.off[date(2026, 4, 26)] == "Ngày Giỗ Tổ Hùng Vương"


def test_three_working_days_over_the_april_holidays() -> None:
    assert shown(CALENDAR.add_working_days(local(24, 4, 2026, "16:00"), 3)) == "04/05/2026 17:00"


def test_online_reception_within_eight_working_hours() -> None:
    due = reception_due_at(calendar=CALENDAR, submitted_at=local(24, 4, 2026, "16:00"))
    assert shown(due) == "28/04/2026 16:00"


@pytest.mark.parametrize(
    ("received", "due"),
    [("14:59", "29/04/2026 17:00"), ("15:00", "29/04/2026 17:00"), ("15:20", "04/05/2026 17:00")],
)
def test_same_day_with_cut_off(received: str, due: str) -> None:
    rule = DueRule(TermUnit.SAME_DAY)
    moment = local(29, 4, 2026, received)
    assert shown(due_at(calendar=CALENDAR, rule=rule, received_at=moment)) == due


def test_make_up_saturday_is_worked_and_its_monday_is_not() -> None:
    assert CALENDAR.is_working_day(date(2026, 8, 22))
    assert not CALENDAR.is_working_day(date(2026, 8, 31))
    assert shown(CALENDAR.add_working_days(local(21, 8, 2026, "10:00"), 1)) == "22/08/2026 17:00"


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (local(24, 4, 2026, "05:00"), "24/04/2026 07:00"),
        (local(24, 4, 2026, "11:30"), "24/04/2026 13:30"),
        (local(24, 4, 2026, "12:00"), "24/04/2026 13:30"),
        (local(24, 4, 2026, "17:00"), "28/04/2026 07:00"),
        (local(24, 4, 2026, "09:15"), "24/04/2026 09:15"),
    ],
)
def test_closed_office_counts_from_its_next_opening(moment: datetime, opening: str) -> None:
    assert shown(CALENDAR.next_working_moment(moment)) == opening
    assert CALENDAR.is_open(moment) == (shown(moment) == opening)


def test_lunch_is_skipped() -> None:
    assert shown(CALENDAR.add_working_minutes(local(23, 4, 2026, "11:00"), 60)) == (
        "23/04/2026 14:00"
    )
    assert (
        CALENDAR.working_minutes_between(local(23, 4, 2026, "11:00"), local(23, 4, 2026, "14:00"))
        == 60
    )


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (DueRule(TermUnit.WORKING_HOURS, 2), "28/04/2026 08:00"),
        (DueRule(TermUnit.WORKING_DAYS, 1), "28/04/2026 17:00"),
        (DueRule(TermUnit.CALENDAR_DAYS, 2), "28/04/2026 17:00"),
        (DueRule(TermUnit.CALENDAR_DAYS, 10), "04/05/2026 17:00"),
        (DueRule(TermUnit.HOURS, 1), "28/04/2026 07:00"),
        (DueRule(TermUnit.MONTHS, 1), "25/05/2026 17:00"),
    ],
)
def test_every_unit(rule: DueRule, due: str) -> None:
    moment = local(24, 4, 2026, "16:00")
    assert shown(due_at(calendar=CALENDAR, rule=rule, received_at=moment)) == due


def test_a_month_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert shown(CALENDAR.add_months(local(30, 1, 2026, "08:00"), 1)) == "02/03/2026 17:00"
    assert shown(CALENDAR.add_months(local(29, 1, 2027, "08:00"), 1)) == "01/03/2027 17:00"


def test_a_pause_moves_the_due_by_the_working_time_that_passed() -> None:
    due = local(28, 4, 2026, "16:00")
    extended = CALENDAR.extend(
        due, paused_at=local(24, 4, 2026, "16:30"), resumed_at=local(28, 4, 2026, "08:00")
    )
    assert shown(extended) == "29/04/2026 07:30"


def test_a_pause_outside_working_hours_changes_nothing() -> None:
    due = local(28, 4, 2026, "17:00")
    paused, resumed = local(25, 4, 2026, "09:00"), local(26, 4, 2026, "09:00")
    assert CALENDAR.extend(due, paused_at=paused, resumed_at=resumed) == due


def test_a_calendar_without_working_day_is_refused() -> None:
    with pytest.raises(CalendarInvalid, match="ít nhất một ngày làm việc"):
        WorkingCalendar(week=((),) * 7)


def test_a_calendar_of_holidays_only_is_refused_instead_of_searched_for_ever() -> None:
    every_day = {date(1976, 1, 1) + timedelta(days=n): "nghỉ" for n in range(366 * 225)}
    calendar = WorkingCalendar(holidays=every_day)
    with pytest.raises(CalendarExhausted):
        calendar.add_working_days(local(24, 4, 2026), 1)
    with pytest.raises(CalendarExhausted):
        calendar.next_working_moment(local(24, 4, 2026))
    with pytest.raises(CalendarExhausted):
        calendar.add_working_minutes(local(24, 4, 2026), 5)


def test_overlapping_sessions_are_refused() -> None:
    overlapping = (Session.parse("07:00-12:00"), Session.parse("11:00-15:00"))
    with pytest.raises(CalendarInvalid):
        WorkingCalendar(week=(overlapping,) * 7)
    with pytest.raises(ValueError, match="inside one day"):
        Session.parse("17:00-07:00")


def test_a_single_worked_day_may_have_its_own_hours() -> None:
    half = WorkingCalendar(workdays={date(2026, 4, 25): (Session.parse("07:30-11:30"),)})
    assert shown(half.add_working_days(local(24, 4, 2026, "08:00"), 1)) == "25/04/2026 11:30"


def test_a_zone_with_summer_time_is_converted_day_by_day() -> None:
    calendar = WorkingCalendar(zone="Europe/Paris")
    before, after = datetime(2026, 3, 27, 9, tzinfo=UTC), datetime(2026, 3, 30, 9, tzinfo=UTC)
    assert calendar.next_working_moment(before) == before
    assert calendar.add_working_minutes(before, 0) == before
    assert calendar.working_minutes_between(before, after) == 480 + 60 - 30 + 30


def test_the_length_of_a_term_in_minutes() -> None:
    assert statutory_minutes(DueRule(TermUnit.WORKING_DAYS, 3)) == 1440
    assert statutory_minutes(DueRule(TermUnit.WORKING_HOURS, 2)) == 120
    assert statutory_minutes(DueRule(TermUnit.SAME_DAY)) == 480
    assert statutory_minutes(DueRule(TermUnit.CALENDAR_DAYS, 7)) == 5 * 480
    assert explain_minutes(510) == "1 ngày làm việc 30 phút"


def test_a_term_of_nothing_is_refused() -> None:
    with pytest.raises(TermInvalid):
        DueRule(TermUnit.WORKING_DAYS, 0)
