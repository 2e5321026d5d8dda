from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id
from motcua.workflow.domain.calendar import DEFAULT_ZONE


def default_week() -> list[list[str]]:
    """Monday to Sunday, the hours most offices keep."""
    office = ["07:00-11:30", "13:30-17:00"]
    return [office] * 5 + [[], []]


class TenantCalendar(models.Model):
    """Working hours of the tenant, or of one of its agencies when ``agency_id`` is set.

    ``stamp`` is renewed by every change, also of its days, so that caches notice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField(null=True)
    zone = models.CharField(max_length=60, default=DEFAULT_ZONE)
    week = models.JSONField(default=default_week)
    follows_official_days = models.BooleanField(default=True)
    stamp = models.UUIDField(default=new_id)

    class Meta:
        db_table = "workflow_calendar"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id"], nulls_distinct=False, name="calendar_one_per_agency"
            ),
        ]


class DayKind(models.TextChoices):
    OFF = "off"
    WORKING = "working"


class CalendarDay(models.Model):
    """One day that differs from the week and from the official list. Its word is final.

    ``sessions`` such as ``["07:30-11:30"]``; empty on a working day means ordinary hours.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.ForeignKey(TenantCalendar, models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=DayKind.choices)
    name = models.CharField(max_length=200, blank=True)
    sessions = models.JSONField(default=list)

    class Meta:
        db_table = "workflow_calendar_day"
        constraints = [
            models.UniqueConstraint(fields=["calendar", "day"], name="calendar_day_once"),
            models.CheckConstraint(
                condition=Q(kind="working") | Q(sessions=[]), name="calendar_day_off_has_no_hours"
            ),
        ]
