"""Counts for dashboards and reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor

_LATE_TWICE = Q(supplement_count__gt=1)


@dataclass(frozen=True, slots=True)
class CaseNumbers:
    """``on_time`` and ``late`` count finished dossiers with a promised date (QĐ 766, 2.1)."""

    total: int
    open: int
    open_late: int
    due_soon: int
    online: int
    finished: int
    on_time: int
    late: int
    by_state: Mapping[NationalState, int]

    @property
    def on_time_percent(self) -> float | None:
        done = self.on_time + self.late
        return round(100 * self.on_time / done, 1) if done else None


def count_cases(
    *,
    by: Actor,
    now: datetime,
    soon: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    agency_id: UUID | None = None,
    service_id: UUID | None = None,
) -> CaseNumbers:
    """Of dossiers submitted from ``since`` until before ``until`` that the actor may read.

    Two queries. ``soon``: open ones due before this moment count as due soon.
    """
    by.require(Permission.READ)
    rows = _select(by, since=since, until=until, agency_id=agency_id, service_id=service_id)
    promised = Q(finished_at__isnull=False, due_at__isnull=False)
    late = promised & (Q(finished_at__gt=F("due_at")) | _LATE_TWICE)
    numbers = rows.aggregate(
        total=Count("id"),
        open=Count("id", filter=Q(finished_at=None)),
        open_late=Count("id", filter=Q(finished_at=None, deadline_at__lt=now)),
        due_soon=Count("id", filter=Q(deadline_at__gte=now, deadline_at__lt=soon)),
        online=Count("id", filter=Q(channel="online")),
        finished=Count("id", filter=Q(finished_at__isnull=False)),
        late=Count("id", filter=late),
        promised=Count("id", filter=promised),
    )
    promised_count = numbers.pop("promised")
    states = dict(rows.order_by().values_list("national_state").annotate(n=Count("id")))
    return CaseNumbers(
        **numbers,
        on_time=promised_count - numbers["late"],
        by_state={state: states.get(state.value, 0) for state in NationalState},
    )


def _select(
    by: Actor,
    *,
    since: datetime | None,
    until: datetime | None,
    agency_id: UUID | None,
    service_id: UUID | None,
) -> QuerySet[Case]:
    rows = Case.objects.filter(readable_by(by))
    if since is not None:
        rows = rows.filter(submitted_at__gte=since)
    if until is not None:
        rows = rows.filter(submitted_at__lt=until)
    if agency_id is not None:
        rows = rows.filter(agency_ids__contains=[agency_id])
    if service_id is not None:
        rows = rows.filter(service_id=service_id)
    return rows
