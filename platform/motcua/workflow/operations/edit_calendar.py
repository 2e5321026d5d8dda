"""The tenant's working hours and its own days off and make-up days."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.domain.calendar import CalendarInvalid
from motcua.workflow.models import CalendarDay, DayKind
from motcua.workflow.operations.calendar_rows import check_and_save, lock_calendar, record_change
from motcua.workflow.permissions import WorkflowPermission


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
        calendar = lock_calendar(agency_id)
        calendar.week = [list(plan) for plan in week]
        calendar.zone = zone or calendar.zone
        calendar.follows_official_days = follows_official_days
        check_and_save(calendar)
        record_change("workflow.week_set", calendar, by=by, at=now, data={"week": calendar.week})


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
        calendar = lock_calendar(agency_id)
        CalendarDay.objects.update_or_create(
            calendar=calendar,
            day=day,
            defaults={"kind": kind, "name": name, "sessions": list(sessions)},
        )
        check_and_save(calendar)
        data = {"day": day.isoformat(), "kind": kind, "name": name}
        record_change("workflow.day_set", calendar, by=by, at=now, data=data)


def clear_calendar_day(
    *, day: date, by: Actor, now: datetime, agency_id: UUID | None = None
) -> None:
    """Let the week and the official list decide about a day again."""
    by.require(WorkflowPermission.CONFIGURE)
    with transaction.atomic():
        calendar = lock_calendar(agency_id)
        calendar.days.filter(day=day).delete()
        check_and_save(calendar)
        data = {"day": day.isoformat()}
        record_change("workflow.day_cleared", calendar, by=by, at=now, data=data)
