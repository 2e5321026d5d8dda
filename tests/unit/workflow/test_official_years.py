"""The official list of 2020 to 2030, checked against the moon and against the package's own count;
and lists people paste in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from holidays import country_holidays

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.calendar_table import Session
from motcua.workflow.domain.official_days import last_decided_year, official_days
from motcua.workflow.operations.import_days import official_lines, read_day_lines
from tests.factories.lunar import lunar_date
from tests.factories.workflow import local, official_calendar, shown

YEARS = range(2020, 2031)
CALENDAR = official_calendar(2020, 2030)
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))


@pytest.mark.parametrize("year", YEARS)
def test_days_off_by_law_are_off(year: int) -> None:
    off = official_days([year]).off
    tet, hung_kings = lunar_date(year, 1, 1), lunar_date(year, 3, 10)
    assert "Tết Nguyên Đán" in off[tet]
    assert tet - timedelta(days=1) in off, "New Year's Eve"
    assert all(tet + timedelta(days=n) in off for n in range(3))
    assert off[hung_kings].startswith("Ngày Giỗ Tổ Hùng Vương")
    assert all(date(year, month, day) in off for month, day in FIXED)


def test_the_lunar_reckoning_knows_years_anybody_can_look_up() -> None:
    assert lunar_date(2024, 1, 1) == date(2024, 2, 10)
    assert lunar_date(2025, 1, 1) == date(2025, 1, 29)
    assert lunar_date(2026, 3, 10) == date(2026, 4, 26)
    assert lunar_date(2030, 1, 1) == date(2030, 2, 2), "a day before China's"


def test_every_day_of_eleven_years_is_worked_or_not_as_the_package_counts() -> None:
    package = country_holidays("VN", years=YEARS)
    first, last = date(2020, 1, 1).toordinal(), date(2030, 12, 31).toordinal()
    days = [date.fromordinal(n) for n in range(first, last + 1)]
    differing = [d for d in days if CALENDAR.is_working_day(d) != package.is_working_day(d)]
    assert differing == []
    assert len(days) == 4018


@pytest.mark.parametrize("year", YEARS)
def test_the_list_of_a_year_reads_back_as_it_was_written(year: int) -> None:
    words = {"off": "nghỉ", "working": "làm bù"}
    lines = official_lines(year)
    text = "\n".join(f"{x.day:%d/%m/%Y}; {words[x.kind]}; {x.name}" for x in lines)
    assert read_day_lines(text) == (lines, [])


def test_every_faulty_line_is_told_and_none_is_guessed() -> None:
    found, faults = read_day_lines(
        "Ngày;Loại\n30/04/2027;nghỉ;Giải phóng\n31/04/2027;nghỉ\n2027-05-08;làm bù;;07:00-11:30\n"
        "01/05/2027\n02/05/2027;nghỉ;;07:00-11:00\n03/05/2027;làm;;7h-11h\n30/04/2027;làm\n5/5;nghỉ"
    )
    assert [(line.day, line.kind, line.sessions) for line in found] == [
        (date(2027, 4, 30), "off", ()),
        (date(2027, 5, 8), "working", ("07:00-11:30",)),
    ]
    assert [fault.number for fault in faults] == [3, 5, 6, 7, 8, 9]
    assert read_day_lines("30/04/2027;nghỉ\n" * 401)[0] == []


def test_swaps_are_known_until_the_last_decision() -> None:
    assert last_decided_year() >= 2026


def test_year_ends_leap_days_and_midnight() -> None:
    add = CALENDAR.add_working_days
    assert shown(add(local(31, 12, 2025, "16:00"), 1)) == "02/01/2026 17:00"
    assert shown(add(local(28, 2, 2028, "16:00"), 1)) == "29/02/2028 17:00"
    assert shown(CALENDAR.add_months(local(29, 2, 2028, "09:00"), 12)) == "28/02/2029 17:00"
    assert shown(CALENDAR.add_months(local(31, 10, 2028, "09:00"), 4)) == "28/02/2029 17:00"
    # The last instant of a day and the first of the next are the same closed office.
    late, midnight = local(16, 6, 2026, "23:59"), local(17, 6, 2026, "00:00")
    assert CALENDAR.add_working_minutes(late, 60) == CALENDAR.add_working_minutes(midnight, 60)
    assert shown(CALENDAR.add_working_minutes(midnight, 60)) == "17/06/2026 08:00"


def test_a_day_without_lunch_may_last_to_midnight() -> None:
    day = WorkingCalendar(week=[(Session.parse("00:00-24:00"),)] * 7)
    start = local(16, 6, 2026, "23:30")
    assert shown(day.add_working_minutes(start, 60)) == "17/06/2026 00:30"
    assert day.working_minutes_between(start, start + timedelta(days=2)) == 2 * 1440


def test_a_clock_that_goes_back_never_shortens_what_was_promised() -> None:
    due = local(19, 6, 2026, "17:00")
    paused, resumed = local(16, 6, 2026, "09:00"), local(16, 6, 2026, "08:00")
    assert CALENDAR.extend(due, paused_at=paused, resumed_at=resumed) == due


def test_a_zone_without_summer_time_and_its_neighbour_agree_on_the_instant() -> None:
    bangkok = WorkingCalendar(zone="Asia/Bangkok")
    moment = datetime(2026, 6, 16, 1, tzinfo=UTC)
    assert bangkok.add_working_days(moment, 3) == WorkingCalendar().add_working_days(moment, 3)
