"""A calendar as people look at it: whose it is, its year as a picture, and what is odd about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.calendar_table import DayPlan
from motcua.workflow.domain.due_rules import DueRule, due_at
from motcua.workflow.domain.official_days import last_decided_year, official_days
from motcua.workflow.models import TenantCalendar
from motcua.workflow.models.calendar import default_week
from motcua.workflow.queries.calendars import list_calendar_days, tenant_calendar

_SHORT_DAY_MINUTES = 4 * 60
_LONG_DAY_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class CalendarView:
    """``own``: this agency (or the tenant) keeps hours of its own, else it follows others'."""

    agency_id: UUID | None
    own: bool
    week: list[list[str]]
    zone: str
    follows_official_days: bool


@dataclass(frozen=True, slots=True)
class DayMark:
    """``kind``: ``open``, ``weekend``, ``holiday``, ``make_up`` or ``short`` (hours of its own)."""

    day: date
    kind: str
    name: str = ""
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """``counted_from``: when the office is open at or after reception. ``skipped``: days off
    between then and the due, so that everybody can follow the count."""

    received_at: datetime
    counted_from: datetime
    due_at: datetime
    skipped: list[DayMark]


def get_calendar(agency_id: UUID | None = None) -> CalendarView:
    """The calendar in force for the agency, and whether it is its own."""
    wanted = [agency_id, None] if agency_id else [None]
    for each in wanted:
        row = TenantCalendar.objects.filter(agency_id=each).first()
        if row is not None:
            own = row.agency_id == agency_id
            return CalendarView(agency_id, own, row.week, row.zone, row.follows_official_days)
    calendar = tenant_calendar()
    return CalendarView(agency_id, False, default_week(), str(calendar.zone), True)


def agencies_with_calendar() -> set[UUID]:
    rows = TenantCalendar.objects.exclude(agency_id=None)
    return {each for each in rows.values_list("agency_id", flat=True) if each}


def picture_year(year: int, agency_id: UUID | None = None) -> list[list[DayMark]]:
    """Twelve months of day marks."""
    calendar = tenant_calendar(agency_id)
    months: list[list[DayMark]] = [[] for _month in range(12)]
    for day in _days(date(year, 1, 1), date(year, 12, 31)):
        months[day.month - 1].append(mark_of(calendar, day))
    return months


def mark_of(calendar: WorkingCalendar, day: date) -> DayMark:
    plan = calendar.plan_of(day)
    usual = calendar.week[day.weekday()]
    if plan:
        kind = "open" if plan == usual else ("short" if usual else "make_up")
        return DayMark(day, kind, "", _written(plan) if kind != "open" else ())
    name = calendar.holidays.get(day, "")
    return DayMark(day, "holiday" if name or usual else "weekend", name)


def answer_due(rule: DueRule, *, received_at: datetime, agency_id: UUID | None = None) -> DueAnswer:
    """What would this due date be, and why. Raises as ``due_at`` does."""
    calendar = tenant_calendar(agency_id)
    due = due_at(calendar=calendar, rule=rule, received_at=received_at)
    start = calendar.local_date(received_at)
    skipped = [
        mark_of(calendar, day)
        for day in _days(start, calendar.local_date(due))
        if not calendar.is_working_day(day)
    ]
    return DueAnswer(received_at, calendar.next_working_moment(received_at), due, skipped)


def check_calendar(year: int, agency_id: UUID | None = None) -> list[str]:
    """Sentences about what may be wrong with a year; empty when nothing looks odd."""
    calendar = tenant_calendar(agency_id)
    return [*_odd_hours(calendar), *_odd_days(calendar, year), *_odd_official(year, agency_id)]


def _odd_hours(calendar: WorkingCalendar) -> Iterator[str]:
    for plan in dict.fromkeys(plan for plan in calendar.week if plan):
        minutes = sum(session.minutes for session in plan)
        if not _SHORT_DAY_MINUTES <= minutes <= _LONG_DAY_MINUTES:
            words = _("Có ngày trong tuần làm việc %(hours)s giờ (%(sessions)s).")
            yield words % {"hours": f"{minutes / 60:g}", "sessions": ", ".join(_written(plan))}


def _odd_days(calendar: WorkingCalendar, year: int) -> Iterator[str]:
    for month in range(1, 13):
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        if not any(calendar.is_working_day(day) for day in _days(date(year, month, 1), last)):
            yield _("Tháng %(month)d không có ngày làm việc nào.") % {"month": month}


def _odd_official(year: int, agency_id: UUID | None) -> Iterator[str]:
    if year > last_decided_year():
        yield _(
            "Chưa có quyết định hoán đổi ngày nghỉ của năm %(year)d; hãy nhập khi được công bố."
        ) % {"year": year}
    official = official_days([year])
    for own in list_calendar_days(year, agency_id):
        if own.source == "local" and own.working and own.day in official.off:
            words = _("Ngày %(day)s là ngày nghỉ chính thức (%(name)s) nhưng cơ quan làm việc.")
            yield words % {"day": f"{own.day:%d/%m/%Y}", "name": official.off[own.day]}


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _written(plan: DayPlan) -> tuple[str, ...]:
    return tuple(str(session) for session in plan)
