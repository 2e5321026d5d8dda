"""A citizen's dossiers at all agencies: what wants them first, then what is open, then the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When

from motcua.casework.standing_api import DueWords, NationalState, due_in_words
from motcua.kernel.i18n import I18nText
from motcua.overview.models import DossierEntry, Wanted
from motcua.workflow.api import tenant_calendar
from tenants.api import TenantView, host_url, in_public, in_tenant, list_active

PAGE_SIZE: Final = 20
Show = Literal["all", "open", "done"]


@dataclass(frozen=True, slots=True)
class EverywhereRow:
    """``link`` leads to the dossier on its agency's own site."""

    agency: str
    number: str
    service_name: I18nText
    state: NationalState
    step_name: str
    holder: str
    wanted: str
    due: DueWords
    due_at: datetime | None
    submitted_at: datetime
    finished_at: datetime | None
    link: str


@dataclass(frozen=True, slots=True)
class EverywherePage:
    """``agencies``: slug and name of every agency where the citizen has a dossier."""

    items: tuple[EverywhereRow, ...]
    total: int
    wanted: int
    agencies: tuple[tuple[str, str], ...]


def list_everywhere(
    *,
    subject: UUID,
    now: datetime,
    show: Show = "all",
    agency: str = "",
    limit: int = PAGE_SIZE,
    offset: int = 0,
) -> EverywherePage:
    """Dossiers of agencies that are served. Four statements, and one for each agency on the page
    (its working hours)."""
    tenants = {each.id: each for each in list_active() if each.practice_of is None}
    with in_public():
        own = DossierEntry.objects.filter(subject=subject, tenant_id__in=tenants)
        counted = own.values_list("tenant_id").annotate(
            wanted_count=Count("id", filter=~Q(wanted=""))
        )
        by_tenant = dict(counted)
        shown = _narrowed(own, show, _ids_of(agency, tenants.values()))
        total = shown.count()
        entries = list(_sorted(shown)[offset : offset + limit])
    return EverywherePage(
        items=_rows(entries, tenants, now),
        total=total,
        wanted=sum(by_tenant.values()),
        agencies=_agencies(by_tenant, tenants),
    )


def count_wanted(*, subject: UUID) -> int:
    """How many dossiers, wherever, wait for this citizen."""
    with in_public():
        return DossierEntry.objects.filter(subject=subject).exclude(wanted="").count()


def agencies_of(*, subject: UUID) -> tuple[TenantView, ...]:
    """Where the citizen has dossiers, by name."""
    with in_public():
        rows = DossierEntry.objects.filter(subject=subject)
        known = set(rows.values_list("tenant_id", flat=True))
    found = [each for each in list_active() if each.id in known and each.practice_of is None]
    return tuple(sorted(found, key=lambda each: each.slug))


def upcoming(*, subject: UUID, now: datetime, limit: int = 200) -> tuple[EverywhereRow, ...]:
    """Open dossiers with a promised day, soonest first: what a calendar takes in."""
    tenants = {each.id: each for each in list_active() if each.practice_of is None}
    with in_public():
        rows = DossierEntry.objects.filter(
            subject=subject, tenant_id__in=tenants, finished_at=None, due_at__isnull=False
        )
        entries = list(rows.order_by("due_at", "pk")[:limit])
    return _rows(entries, tenants, now)


def _narrowed(
    rows: QuerySet[DossierEntry], show: Show, tenant_ids: list[UUID] | None
) -> QuerySet[DossierEntry]:
    conditions = {"open": Q(finished_at=None), "done": Q(finished_at__isnull=False)}
    found = rows.filter(conditions.get(show, Q()))
    return found if tenant_ids is None else found.filter(tenant_id__in=tenant_ids)


def _sorted(rows: QuerySet[DossierEntry]) -> QuerySet[DossierEntry]:
    """A citizen has dozens of dossiers, not thousands: sorting them needs no index."""
    is_idle = Case(When(wanted="", then=1), default=0)
    is_over = Case(When(finished_at=None, then=0), default=1)
    return rows.order_by(is_idle, is_over, "-submitted_at", "pk")


def _ids_of(slug: str, tenants: Iterable[TenantView]) -> list[UUID] | None:
    return [each.id for each in tenants if each.slug == slug] if slug else None


def _agencies(
    ids: Iterable[UUID], tenants: Mapping[UUID, TenantView]
) -> tuple[tuple[str, str], ...]:
    found = [tenants[each] for each in ids]
    return tuple((each.slug, each.name) for each in sorted(found, key=lambda each: each.slug))


def _rows(
    entries: list[DossierEntry], tenants: Mapping[UUID, TenantView], now: datetime
) -> tuple[EverywhereRow, ...]:
    calendars = {}
    for tenant_id in {each.tenant_id for each in entries}:
        with in_tenant(tenants[tenant_id].schema_name):
            calendars[tenant_id] = tenant_calendar()
    return tuple(
        _row(
            each,
            tenants[each.tenant_id],
            due_in_words(
                calendar=calendars[each.tenant_id],
                due_at=each.deadline_at,
                now=now,
                paused=each.is_paused,
            ),
        )
        for each in entries
    )


def _row(entry: DossierEntry, tenant: TenantView, due: DueWords) -> EverywhereRow:
    return EverywhereRow(
        agency=tenant.name,
        number=entry.number,
        service_name=entry.service_name,
        state=NationalState(entry.national_state),
        step_name=entry.step_name,
        holder=entry.holder,
        wanted=Wanted(entry.wanted),
        due=due,
        due_at=entry.due_at,
        submitted_at=entry.submitted_at,
        finished_at=entry.finished_at,
        link=host_url(tenant.primary_host, f"/ho-so/{entry.case_id}/"),
    )
