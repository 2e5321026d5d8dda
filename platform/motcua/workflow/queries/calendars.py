"""The calendar in force for the tenant or one of its agencies."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final
from uuid import UUID

from motcua.kernel import rows
from motcua.workflow.domain.calendar import OFFICE_WEEK, WorkingCalendar
from motcua.workflow.domain.calendar_table import DayPlan, Session
from motcua.workflow.domain.official_days import official_days
from motcua.workflow.models import CalendarDay, DayKind, TenantCalendar
from motcua.workflow.queries.schema import current_schema

OFFICIAL_YEARS: Final = range(2015, 2061)
_CACHE_SIZE: Final = 512

_built: OrderedDict[Hashable, WorkingCalendar] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class CalendarDayView:
    """``source``: ``official`` from the yearly list, ``local`` when the tenant said so."""

    day: date
    working: bool
    name: str
    sessions: tuple[str, ...]
    source: str


def tenant_calendar(agency_id: UUID | None = None) -> WorkingCalendar:
    """The agency's own calendar when it has one, else the tenant's, else office hours.

    One small query; day tables are kept in the process and rebuilt when the calendar's stamp
    changes.
    """
    row = _in_force(agency_id)
    if row is None:
        return _cached("default", None)
    return _cached((current_schema(), row.id, row.stamp), row)


def list_calendar_days(year: int, agency_id: UUID | None = None) -> list[CalendarDayView]:
    """Days of a year that differ from the ordinary week, official and local, by date."""
    row = _in_force(agency_id)
    found: dict[date, CalendarDayView] = {}
    if row is None or row.follows_official_days:
        official = official_days([year])
        for day, name in official.off.items():
            found[day] = CalendarDayView(day, False, name, (), "official")
        for day in official.worked:
            found[day] = CalendarDayView(day, True, "", (), "official")
    for own in row.days.filter(day__year=year) if row else ():
        found[own.day] = CalendarDayView(
            own.day, own.kind == DayKind.WORKING, own.name, tuple(own.sessions), "local"
        )
    return [found[day] for day in sorted(found)]


def _in_force(agency_id: UUID | None) -> TenantCalendar | None:
    found = rows.fetch(TenantCalendar, "agency_id IS NULL OR agency_id = %s", [agency_id])
    return max(found, key=lambda row: row.agency_id is not None, default=None)


def _cached(key: Hashable, row: TenantCalendar | None) -> WorkingCalendar:
    with _lock:
        if key in _built:
            _built.move_to_end(key)
            return _built[key]
    calendar = build_calendar(row, list(row.days.all())) if row else build_calendar(None, [])
    with _lock:
        _built[key] = calendar
        while len(_built) > _CACHE_SIZE:
            _built.popitem(last=False)
    return calendar


def build_calendar(row: TenantCalendar | None, days: list[CalendarDay]) -> WorkingCalendar:
    """Official list first, then the tenant's own days over it. Raises ``CalendarInvalid``."""
    holidays: dict[date, str] = {}
    workdays: dict[date, DayPlan] = {}
    if row is None or row.follows_official_days:
        official = official_days(OFFICIAL_YEARS)
        holidays.update(official.off)
        workdays.update(dict.fromkeys(official.worked, ()))
    for own in days:
        if own.kind == DayKind.WORKING:
            workdays[own.day] = parse_sessions(own.sessions)
        else:
            workdays.pop(own.day, None)
            holidays[own.day] = own.name
    week = [parse_sessions(plan) for plan in row.week] if row else OFFICE_WEEK
    if row is None:
        return WorkingCalendar(week=week, holidays=holidays, workdays=workdays)
    return WorkingCalendar(week=week, holidays=holidays, workdays=workdays, zone=row.zone)


def parse_sessions(texts: list[str]) -> DayPlan:
    return tuple(Session.parse(text) for text in texts)
