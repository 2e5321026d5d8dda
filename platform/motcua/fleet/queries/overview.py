"""The console's first page: everything in numbers, by tenant state and by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from motcua.fleet.models import DayFigures
from tenants.api import TenantView, in_public, list_tenants

DAYS: Final = 30
MOST_TENANTS: Final = 10
_STATES: Final = ("active", "suspended", "closed", "creating", "archived")


@dataclass(frozen=True, slots=True)
class Series:
    """One number a day, the oldest first."""

    key: str
    points: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        return sum(value for _day, value in self.points)


@dataclass(frozen=True, slots=True)
class Overview:
    states: tuple[tuple[str, int], ...]
    dossiers: Series
    messages: Series
    errors: Series
    # The tenants that fill most, by the last measure of each.
    storage: tuple[tuple[TenantView, int], ...]
    storage_total: int


def read_overview(*, now: datetime, tenant_id: UUID | None = None) -> Overview:
    """Of all tenants, or of one; three statements whatever their number."""
    tenants = list_tenants()
    today = timezone.localtime(now).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    with in_public():
        rows = DayFigures.objects.filter(day__gte=days[0], day__lte=today)
        if tenant_id is not None:
            rows = rows.filter(tenant_id=tenant_id)
        summed = {
            day: sums
            for day, *sums in rows.values_list("day").annotate(
                Sum("dossiers"), Sum("messages"), Sum("errors")
            )
        }
        latest = dict(
            rows.filter(storage__gt=0)
            .order_by("tenant_id", "-day")
            .distinct("tenant_id")
            .values_list("tenant_id", "storage")
        )
    nothing = [0, 0, 0]
    series = [
        Series(key, tuple((day, summed.get(day, nothing)[at]) for day in days))
        for at, key in enumerate(("dossiers", "messages", "errors"))
    ]
    fullest = sorted(
        ((each, latest[each.id]) for each in tenants if each.id in latest),
        key=lambda pair: -pair[1],
    )
    return Overview(
        states=_states(tenants),
        dossiers=series[0],
        messages=series[1],
        errors=series[2],
        storage=tuple(fullest[:MOST_TENANTS]),
        storage_total=sum(latest.values()),
    )


def _states(tenants: list[TenantView]) -> tuple[tuple[str, int], ...]:
    found = [each.status for each in tenants]
    return tuple((state, found.count(state)) for state in _STATES if state in found)
