"""Open figures: how many dossiers, where, how fast. Numbers only, nobody's name or dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from motcua.casework.models import Case

_PROMISED = Q(finished_at__isnull=False, due_at__isnull=False)
_LATE = _PROMISED & (Q(finished_at__gt=F("due_at")) | Q(supplement_count__gt=1))


@dataclass(frozen=True, slots=True)
class Numbers:
    """``on_time`` and ``late`` count finished dossiers with a promised date (QĐ 766, 2.1)."""

    submitted: int
    online: int
    finished: int
    on_time: int
    late: int

    @property
    def on_time_percent(self) -> float | None:
        done = self.on_time + self.late
        return round(100 * self.on_time / done, 1) if done else None


@dataclass(frozen=True, slots=True)
class OpenFigures:
    """Of dossiers submitted in [since, until). ``months``: first day of month to numbers."""

    total: Numbers
    months: tuple[tuple[date, Numbers], ...]
    agencies: tuple[tuple[UUID, Numbers], ...]


def open_figures(*, since: datetime, until: datetime) -> OpenFigures:
    """Two queries, whatever the number of dossiers; meant to be kept for some minutes."""
    rows = Case.objects.filter(submitted_at__gte=since, submitted_at__lt=until, parent=None)
    rows = rows.order_by()
    months = rows.annotate(month=TruncMonth("submitted_at")).values("month")
    by_month = sorted(
        ((each["month"].date(), _numbers(each)) for each in months.annotate(**counts_of())),
        key=lambda pair: pair[0],
    )
    agencies = rows.filter(receiving_agency_id__isnull=False).values("receiving_agency_id")
    counted: list[Any] = list(agencies.annotate(**counts_of()))
    by_agency = [(UUID(str(each["receiving_agency_id"])), _numbers(each)) for each in counted]
    by_agency.sort(key=lambda pair: -pair[1].submitted)
    return OpenFigures(
        total=_sum(numbers for _month, numbers in by_month),
        months=tuple(by_month),
        agencies=tuple(by_agency),
    )


def recent_by_service(*, since: datetime) -> dict[str, int]:
    """Service's id as text to the number of dossiers submitted since; one query."""
    rows = Case.objects.filter(submitted_at__gte=since).order_by()
    counted = rows.values_list("service_id").annotate(n=Count("id"))
    return {str(service_id): number for service_id, number in counted}


def counts_of() -> dict[str, Count]:
    return {
        "submitted": Count("id"),
        "online": Count("id", filter=Q(channel="online")),
        "finished": Count("id", filter=Q(finished_at__isnull=False)),
        "promised": Count("id", filter=_PROMISED),
        "late": Count("id", filter=_LATE),
    }


def _numbers(row: Mapping[str, Any]) -> Numbers:
    return Numbers(
        submitted=row["submitted"],
        online=row["online"],
        finished=row["finished"],
        on_time=row["promised"] - row["late"],
        late=row["late"],
    )


def _sum(parts: Iterable[Numbers]) -> Numbers:
    found = list(parts)
    return Numbers(
        *(sum(getattr(each, name) for each in found) for name in Numbers.__dataclass_fields__)
    )
