"""How far the work has come, by agency, field and procedure. Numbers only; few are not shown.

Whom a number is about must not be told by how small it is: a line of fewer than ``LEAST``
dossiers is put together with others, and if these are still fewer, with the next smallest, so
that nothing can be had by taking the lines from the sum.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from motcua.casework.figures.api import counts_of
from motcua.casework.models import Case
from motcua.workflow.api import WorkingCalendar, tenant_calendar

LEAST: Final = 5
MOST_MEASURED: Final = 50_000
_AGENCY: Final = Coalesce("competent_agency_id", "receiving_agency_id")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Progress:
    """``submitted``, ``finished``, ``on_time``, ``late``: of dossiers submitted in the time asked
    about. ``in_hand`` is everything that is not finished, also from before; ``overdue`` of it has
    passed its date. ``oldest_at``: since when the oldest of it waits, from ``LEAST`` on."""

    submitted: int = 0
    finished: int = 0
    on_time: int = 0
    late: int = 0
    in_hand: int = 0
    overdue: int = 0
    oldest_at: datetime | None = None

    @property
    def size(self) -> int:
        """By which a line is large enough to be shown."""
        return max(self.submitted, self.in_hand)

    @property
    def on_time_percent(self) -> int | None:
        done = self.on_time + self.late
        return round(100 * self.on_time / done) if done else None


@dataclass(frozen=True, slots=True)
class Speed:
    """``finished``: how many the mean is of; ``days``: working days from reception to the end, the
    time people took to supplement included."""

    finished: int
    days: float


@dataclass(frozen=True, slots=True)
class Group:
    """One line: of one agency and service."""

    agency_id: UUID | None
    service_id: UUID
    progress: Progress


def progress_groups(*, since: datetime, until: datetime, now: datetime) -> list[Group]:
    """By agency (who decides, else who received) and service; two queries."""
    rows = Case.objects.filter(submitted_at__lt=until, is_group=False).order_by()
    rows = rows.annotate(who=_AGENCY)
    found: dict[tuple[UUID | None, UUID], Progress] = {}
    cohort = rows.filter(submitted_at__gte=since).values("who", "service_id")
    counted: list[Any] = list(cohort.annotate(**counts_of()))
    for row in counted:
        promised = row["promised"]
        found[row["who"], row["service_id"]] = Progress(
            submitted=row["submitted"],
            finished=row["finished"],
            on_time=promised - row["late"],
            late=row["late"],
        )
    waiting = rows.filter(finished_at=None).values("who", "service_id")
    for row in waiting.annotate(
        n=Count("id"),
        overdue=Count("id", filter=Q(deadline_at__lt=now)),
        oldest=Min("submitted_at"),
    ):
        key = (row["who"], row["service_id"])
        known = found.get(key, Progress())
        found[key] = replace(
            known, in_hand=row["n"], overdue=row["overdue"], oldest_at=row["oldest"]
        )
    return [Group(agency, service, progress) for (agency, service), progress in found.items()]


def speeds(*, since: datetime, until: datetime) -> dict[UUID, Speed]:
    """By service, of dossiers finished in the time asked about (the newest ``MOST_MEASURED`` of
    them) by the tenant's own calendar. From ``LEAST`` dossiers on."""
    calendar = tenant_calendar()
    rows = Case.objects.filter(
        finished_at__gte=since, finished_at__lt=until, received_at__isnull=False, is_group=False
    ).order_by("-finished_at")
    times = rows.values_list("service_id", "received_at", "finished_at")[:MOST_MEASURED]
    return _means(times.iterator(), calendar)


def together(progresses: Iterable[Progress]) -> Progress:
    found = list(progresses)
    waits = [each.oldest_at for each in found if each.oldest_at]
    return Progress(
        **{
            name: sum(getattr(each, name) for each in found)
            for name in ("submitted", "finished", "on_time", "late", "in_hand", "overdue")
        },
        oldest_at=min(waits, default=None),
    )


def lines_by(
    groups: Iterable[Group], key: Callable[[Group], K], *, rest: K
) -> list[tuple[K, Progress]]:
    """Lines large enough to be shown, largest first; what is not goes into ``rest``, last."""
    parts: dict[K, list[Progress]] = {}
    for group in groups:
        parts.setdefault(key(group), []).append(group.progress)
    lines = [(name, together(members)) for name, members in parts.items()]
    return _hide_few(sorted(lines, key=lambda line: (-line[1].size, str(line[0]))), rest)


def _hide_few(lines: list[tuple[K, Progress]], rest: K) -> list[tuple[K, Progress]]:
    shown = [line for line in lines if line[0] != rest and line[1].size >= LEAST]
    few = [line[1] for line in lines if line[0] == rest or line[1].size < LEAST]
    while few and together(few).size < LEAST:
        if not shown:
            return []
        few.append(shown.pop()[1])
    found = [*shown, (rest, together(few))] if few else shown
    return [(name, _without_few_waits(each)) for name, each in found]


def _without_few_waits(progress: Progress) -> Progress:
    return progress if progress.in_hand >= LEAST else replace(progress, oldest_at=None)


def _means(
    times: Iterable[tuple[UUID, datetime | None, datetime | None]], calendar: WorkingCalendar
) -> dict[UUID, Speed]:
    minutes: dict[UUID, list[int]] = {}
    for service_id, received_at, finished_at in times:
        if received_at is not None and finished_at is not None:
            worked = calendar.working_minutes_between(received_at, finished_at)
            minutes.setdefault(service_id, []).append(max(worked, 0))
    day = calendar.minutes_per_day
    return {
        service_id: Speed(len(found), round(sum(found) / len(found) / day, 1))
        for service_id, found in minutes.items()
        if len(found) >= LEAST
    }
