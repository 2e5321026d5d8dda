"""A calendar's rows: locked, checked as a whole, and what was changed in them recorded."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.kernel.audit import record
from motcua.kernel.ids import new_id
from motcua.workflow.domain.calendar import CalendarInvalid, WorkingCalendar
from motcua.workflow.models import CalendarDay, TenantCalendar
from motcua.workflow.queries.calendars import build_calendar, parse_sessions


def lock_calendar(agency_id: UUID | None) -> TenantCalendar:
    """A unit that begins to keep its own calendar begins with a copy of the tenant's."""
    calendar, created = TenantCalendar.objects.get_or_create(agency_id=agency_id)
    locked = TenantCalendar.objects.select_for_update().get(id=calendar.id)
    if created and agency_id is not None:
        _copy_tenants(locked)
    return locked


def _copy_tenants(calendar: TenantCalendar) -> None:
    source = TenantCalendar.objects.filter(agency_id=None).first()
    if source is None:
        return
    calendar.week, calendar.zone = source.week, source.zone
    calendar.follows_official_days = source.follows_official_days
    calendar.save()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            calendar=calendar, day=own.day, kind=own.kind, name=own.name, sessions=own.sessions
        )
        for own in source.days.all()
    )


def check_and_save(calendar: TenantCalendar) -> None:
    if calendar.zone not in available_timezones():
        raise CalendarInvalid(_("Múi giờ không đúng."), field="zone")
    days = list(calendar.days.all())
    try:
        for plan in [*calendar.week, *(day.sessions for day in days)]:
            parse_sessions(plan)
    except (ValueError, AttributeError) as broken:
        raise CalendarInvalid(
            _("Giờ làm việc phải viết như 07:00-11:30."), field="week"
        ) from broken
    _check_years(build_calendar(calendar, days), {own.day.year for own in days})
    calendar.stamp = new_id()
    calendar.save()


def _check_years(calendar: WorkingCalendar, years: set[int]) -> None:
    """A year without a single working day would make every term of it endless."""
    for year in sorted(years):
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        worked = (calendar.is_working_day(date.fromordinal(n)) for n in range(first, last + 1))
        if not any(worked):
            raise CalendarInvalid(
                _("Năm %(year)d không còn ngày làm việc nào.") % {"year": year}, year=year
            )


def record_change(
    action: str, calendar: TenantCalendar, *, by: Actor, at: datetime, data: Mapping[str, object]
) -> None:
    record(action=action, subject=f"calendar:{calendar.id}", by=by, at=at, data=dict(data))
