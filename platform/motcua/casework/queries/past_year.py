"""The last year of a service in numbers, to try a changed process with: no dossier is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from motcua.casework.models import Case, VersionProcess
from motcua.catalogue.api import CataloguePermission, list_versions
from motcua.kernel.actors import Actor
from motcua.workflow.api import tenant_calendar
from motcua.workflow.queries.step_history import StepHistory, step_history

YEAR: Final = timedelta(days=365)
_MOST_VERSIONS: Final = 100


@dataclass(frozen=True, slots=True)
class PastYear:
    """``arrivals``: dossiers submitted, by local day. ``on_time_share`` of the finished ones."""

    since: datetime
    until: datetime
    arrivals: Sequence[tuple[date, int]]
    working_days: int
    on_time_share: float | None
    steps: Sequence[StepHistory]

    @property
    def dossiers(self) -> int:
        return sum(count for _day, count in self.arrivals)

    @property
    def per_working_day(self) -> float:
        return round(self.dossiers / self.working_days, 2) if self.working_days else 0.0


def past_year(service_id: UUID, *, by: Actor, now: datetime) -> PastYear:
    """Counts and medians only, so whoever may read the draft may see it."""
    by.require(CataloguePermission.READ)
    since = now - YEAR
    rows = Case.objects.filter(service_id=service_id, submitted_at__gte=since)
    zone = tenant_calendar().zone
    arrivals = (
        rows.order_by()
        .annotate(day=TruncDate("submitted_at", tzinfo=zone))
        .values_list("day")
        .annotate(count=Count("id"))
        .order_by("day")
    )
    finished = rows.filter(finished_at__isnull=False, due_at__isnull=False).aggregate(
        total=Count("id"), in_time=Count("id", filter=Q(finished_at__lte=F("due_at")))
    )
    total = finished["total"]
    return PastYear(
        since=since,
        until=now,
        arrivals=[(day, count) for day, count in arrivals],
        working_days=_working_days(since, now),
        on_time_share=round(finished["in_time"] / total, 4) if total else None,
        steps=step_history(_process_ids(service_id, by), since=since),
    )


def _process_ids(service_id: UUID, by: Actor) -> list[UUID]:
    versions = [row.id for row in list_versions(service_id, limit=_MOST_VERSIONS, by=by)]
    found = VersionProcess.objects.filter(version_id__in=versions)
    return list(found.values_list("process_version_id", flat=True))


def _working_days(since: datetime, until: datetime) -> int:
    calendar = tenant_calendar()
    minutes = calendar.working_minutes_between(since, until)
    return round(minutes / calendar.minutes_per_day)
