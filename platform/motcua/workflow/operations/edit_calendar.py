"""The tenant's working hours and its own days off and make-up days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.kernel.audit import record
from motcua.kernel.ids import new_id
from motcua.workflow.domain.calendar import CalendarInvalid
from motcua.workflow.models import CalendarDay, DayKind, TenantCalendar
from motcua.workflow.permissions import WorkflowPermission
from motcua.workflow.queries.calendars import build_calendar, parse_sessions


def set_working_week(
    *,
    week: Sequence[Sequence[str]],
    by: Actor,
    now: datetime,
    agency_id: UUID | None = None,
    zone: str | None = None,
    follows_official_days: bool = True,
) -> None:
    """Set the sessions of Monday to Sunday, each like ``"07:00-11:30"``.

    Only due dates computed from now on follow it. Raises ``CalendarInvalid``.
    """
    by.require(WorkflowPermission.CONFIGURE)
    with transaction.atomic():
        calendar = _lock(agency_id)
        calendar.week = [list(plan) for plan in week]
        calendar.zone = zone or calendar.zone
        calendar.follows_official_days = follows_official_days
        _check_and_save(calendar)
        _record("workflow.week_set", calendar, by=by, at=now, data={"week": calendar.week})


def set_calendar_day(
    *,
    day: date,
    kind: str,
    by: Actor,
    now: datetime,
    name: str = "",
    sessions: Sequence[str] = (),
    agency_id: UUID | None = None,
) -> None:
    """Make one day ``off`` or ``working``, whatever the week and the official list say."""
    by.require(WorkflowPermission.CONFIGURE)
    if kind not in DayKind.values or (kind == DayKind.OFF and sessions):
        raise CalendarInvalid(_("Ngày nghỉ không có giờ làm việc."), field="kind")
    with transaction.atomic():
        calendar = _lock(agency_id)
        CalendarDay.objects.update_or_create(
            calendar=calendar,
            day=day,
            defaults={"kind": kind, "name": name, "sessions": list(sessions)},
        )
        _check_and_save(calendar)
        data = {"day": day.isoformat(), "kind": kind, "name": name}
        _record("workflow.day_set", calendar, by=by, at=now, data=data)


def clear_calendar_day(
    *, day: date, by: Actor, now: datetime, agency_id: UUID | None = None
) -> None:
    """Let the week and the official list decide about a day again."""
    by.require(WorkflowPermission.CONFIGURE)
    with transaction.atomic():
        calendar = _lock(agency_id)
        calendar.days.filter(day=day).delete()
        _check_and_save(calendar)
        data = {"day": day.isoformat()}
        _record("workflow.day_cleared", calendar, by=by, at=now, data=data)


def _lock(agency_id: UUID | None) -> TenantCalendar:
    calendar, _created = TenantCalendar.objects.get_or_create(agency_id=agency_id)
    return TenantCalendar.objects.select_for_update().get(id=calendar.id)


def _check_and_save(calendar: TenantCalendar) -> None:
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
    build_calendar(calendar, days)
    calendar.stamp = new_id()
    calendar.save()


def _record(
    action: str, calendar: TenantCalendar, *, by: Actor, at: datetime, data: Mapping[str, object]
) -> None:
    record(action=action, subject=f"calendar:{calendar.id}", by=by, at=at, data=dict(data))
