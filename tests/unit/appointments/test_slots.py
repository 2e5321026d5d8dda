"""Times cut out of working hours; whose turn it is; when people are reminded. No database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.appointments.domain.people import normal_phone
from motcua.appointments.domain.slots import Rules, parse_hours, slots_between
from motcua.appointments.domain.states import (
    Arrival,
    judge_arrival,
    next_reminder,
    reminder_kind,
)
from motcua.appointments.operations.arrive import code_in
from motcua.casework.counter.domain.turns import arrange
from motcua.workflow.api import Session, WorkingCalendar
from tests.cases import try_each

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 6, 15)
OPENING = UUID("01900000-0000-7000-8000-000000000001")
NOW = datetime(2026, 6, 15, 7, 0, tzinfo=ZONE)
WEEK = tuple(parse_hours(text) for text in ("07:30-9:00", "", "08:00-12:00", "", "", "", ""))


def rules(**other):
    known = {
        "week": (), "slot_minutes": 30, "capacity": 4, "walk_in_percent": 25,
        "lead_minutes": 0, "horizon_days": 14,
    }  # fmt: skip
    return Rules(**known | other)


def slots(first=MONDAY, last=MONDAY, *, calendar=None, taken=(), closed=(), now=NOW, **other):
    return slots_between(
        first, last, opening_id=OPENING, rules=rules(**other),
        calendar=calendar or WorkingCalendar(), taken=taken, closed=closed, now=now,
    )  # fmt: skip


def at(hour, minute=0, day=MONDAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def clocks(found):
    return [f"{each.starts_at:%d %H:%M}" for each in found]


def test_slots_lie_in_the_office_s_hours_and_in_the_opening_s():
    # 07:00 has begun; 07:00-11:30 and 13:30-17:00 with whole slots only.
    assert clocks(slots(slot_minutes=60)) == [
        "15 08:00", "15 09:00", "15 10:00", "15 13:30", "15 14:30", "15 15:30",
    ]  # fmt: skip
    assert clocks(slots(week=WEEK)) == ["15 07:30", "15 08:00", "15 08:30"]
    # Tuesday has none; on Wednesday the office closes before the opening does.
    until = MONDAY + timedelta(days=2)
    wednesday = clocks(slots(MONDAY + timedelta(days=1), until, week=WEEK, slot_minutes=120))
    assert wednesday == ["17 08:00"]


def test_holidays_and_days_made_up_for():
    holiday = WorkingCalendar(holidays={MONDAY: "Nghỉ bù"})
    assert slots(calendar=holiday) == []
    saturday = MONDAY + timedelta(days=5)
    made_up = WorkingCalendar(workdays={saturday: ()})
    assert clocks(slots(saturday, saturday, calendar=made_up, week=WEEK)) == [
        "20 07:30", "20 08:00", "20 08:30",
    ]  # fmt: skip


def test_lead_horizon_closures_and_places():
    assert clocks(slots(week=WEEK, lead_minutes=60)) == ["15 08:00", "15 08:30"]
    far = MONDAY + timedelta(days=400)
    assert slots(far, far) == []
    assert {f"{each.starts_at:%d}" for each in slots(MONDAY, far, horizon_days=1)} == {"15", "16"}
    closed = [(at(7, 45), at(8, 15))]
    assert clocks(slots(week=WEEK, closed=closed)) == ["15 08:30"]
    # A place of another length counts in every slot it reaches into.
    taken = [(at(8), at(8, 45)), (at(8), at(8, 30))]
    free = [(f"{each.starts_at:%H:%M}", each.free) for each in slots(week=WEEK, taken=taken)]
    assert free == [("07:30", 3), ("08:00", 1), ("08:30", 2)]
    assert [each.free for each in slots(week=WEEK, taken=taken * 9)][1:] == [0, 0]


def test_the_walk_ins_share_is_rounded_up():
    def check(case):
        capacity, percent, expected = case
        assert rules(capacity=capacity, walk_in_percent=percent).bookable == expected

    try_each(
        [(4, 25, 3), (4, 26, 2), (1, 0, 1), (1, 1, 0), (50, 90, 5), (3, 33, 2)], check, name=str
    )


@pytest.mark.parametrize(
    "text", ["8-9", "10:00-09:00", "08:00-10:00,09:00-11:00", "x", "25:00-26:00"]
)
def test_hours_that_are_none(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_hours(text)


def test_hours_as_people_write_them():
    assert parse_hours("13:30–16:30; 07:30-11:00") == (Session(450, 660), Session(810, 990))


def test_reminders_a_day_and_two_hours_before():
    start = at(10, day=MONDAY + timedelta(days=3))
    assert next_reminder(start, after=NOW) == start - timedelta(days=1)
    assert next_reminder(start, after=start - timedelta(days=1)) == start - timedelta(hours=2)
    assert next_reminder(start, after=start - timedelta(hours=2)) is None
    hours = [(25, "day"), (3, "day"), (2, "hours"), (1, "hours"), (0, "")]
    try_each(
        hours,
        lambda each: _same(reminder_kind(start, now=start - timedelta(hours=each[0])), each[1]),
        name=str,
    )


def test_who_is_early_and_who_late():
    judged = {
        minutes: judge_arrival(
            at(9), now=at(9) + timedelta(minutes=minutes), early_minutes=30, late_minutes=15
        )
        for minutes in (-31, -30, 15, 16)
    }
    assert list(judged.values()) == [
        Arrival.EARLY, Arrival.IN_TIME, Arrival.IN_TIME, Arrival.LATE,
    ]  # fmt: skip


def test_codes_and_numbers_as_they_come():
    codes = {
        "LH-7F3K9Q2M": "LH-7F3K9Q2M", " lh-7f3k 9q2m\n": "LH-7F3K9Q2M", "7f3k9q2m": "LH-7F3K9Q2M",
        "https://a.vn/dat-lich/?ma=LH-7F3K9Q2M": "LH-7F3K9Q2M", "": "", "?x=1": "",
    }  # fmt: skip
    try_each(codes.items(), lambda each: _same(code_in(each[0]), each[1]), name=str)
    numbers = {
        "0912 345 678": "84912345678", "+84 912.345.678": "84912345678", "84912345678": "84912345678",
        "+1 (415) 555-0100": "14155550100", "113": "", "khong co": "", "": "", "0": "",
        "٠٩١٢٣٤٥٦٧٨": "",
    }  # fmt: skip
    try_each(numbers.items(), lambda each: _same(normal_phone(each[0]), each[1]), name=str)


def _same(found, expected):
    assert found == expected


@dataclass(frozen=True)
class Person:
    name: str
    issued_at: datetime
    promised_at: datetime | None = None
    is_priority: bool = False


def walk_in(name, minute):
    return Person(name, NOW + timedelta(minutes=minute))


def agreed(name, minute, promised=0):
    return Person(name, NOW + timedelta(minutes=minute), NOW + timedelta(minutes=promised))


def order(*people, lately=(), now=NOW + timedelta(hours=1)):
    return "".join(each.name for each in arrange(people, lately=lately, now=now))


def test_agreed_times_and_walk_ins_take_turns():
    crowd = [walk_in(name, place) for place, name in enumerate("abcd")]
    booked = [agreed(name, 30 + place, 40 + place) for place, name in enumerate("VWXYZ")]
    assert order(*crowd, *booked) == "VWaXYbZcd"
    # Two with an agreed time were just served: a walk-in is next.
    assert order(*crowd, *booked, lately=(True, True)) == "aVWbXYcZd"
    # Before the agreed time one waits, unless there is nobody else.
    early = agreed("E", 50, 90)
    assert order(*crowd[:2], early) == "abE"
    first = Person("P", NOW + timedelta(minutes=59), is_priority=True)
    assert order(*crowd[:2], agreed("V", 0), first) == "PVab"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.lists(st.booleans(), max_size=2))
def test_nobody_waits_for_the_whole_other_queue(walk_ins, booked, lately):
    people = [walk_in("w", each) for each in range(walk_ins)]
    people += [agreed("B", each) for each in range(booked)]
    found = order(*people, lately=lately)
    assert sorted(found) == sorted("w" * walk_ins + "B" * booked)
    # While both wait, of three in a row at least one is a walk-in and one has an agreed time.
    both = found[: min(len(found.rstrip("w")), len(found.rstrip("B")))]
    for start in range(len(both) - 2):
        assert set(both[start : start + 3]) == {"w", "B"}


def test_times_are_the_office_s_own_clock():
    assert slots(now=NOW.astimezone(UTC))[0].starts_at.utcoffset() == timedelta(hours=7)
