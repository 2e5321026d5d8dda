"""What waits for one officer, and what they keep an eye on.

Work is read from ``Holding``, one row per open work item, so that a dossier with parallel steps
stands in several inboxes. Everything is bounded: a page is found by an index, a counter stops at
``MOST_COUNTED``, so that a million dossiers cost what a thousand do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce
from operator import or_
from typing import Any, Final, Literal, TypeAlias, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case, CaseLetter, CaseShare, CaseWatch, Holding
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import readable_by, staff_of
from motcua.casework.queries.cases import CaseFilter, narrowing
from motcua.casework.queries.rows import LIGHT, held_row, row_of
from motcua.casework.queries.views import CasePage
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

MAX_PAGE: Final = 100
MOST_COUNTED: Final = 100
"""Counters stop here and are shown as "99+"."""
PAGES_AHEAD: Final = 10
MOST_LISTED: Final = 1_000
"""A list is leafed through this far; who looks for more narrows it down."""
SOON_MINUTES: Final = 8 * 60
Bucket = Literal[
    "all", "new", "mine", "unit", "due_soon", "late", "waiting", "reception", "watched", "shared",
    "standing_in", "readable",
]  # fmt: skip
Sort = Literal["deadline", "newest", "oldest"]
_NOT_WORK: Final = (
    workflow.StepKind.CITIZEN.value,
    workflow.StepKind.WAIT_FEE.value,
    workflow.StepKind.WAIT_DATE.value,
)
_WAITING: Final = (NationalState.SUPPLEMENT, NationalState.FEE)
_Part: TypeAlias = "tuple[str, QuerySet[Case] | QuerySet[Holding], int]"
_TOTAL: Final = Window(Count("pk"))
_UNREAD: Final[dict[str, Any]] = {"is_from_office": False, "read_at": None}
_HOLDING: Final = (
    "id", "item_id", "step_id", "step_name", "kind", "role", "agency_id", "agency_name",
    "assignee_id", "assignee_name", "due_at", "case",
)  # fmt: skip
_ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "newest": ("-submitted_at", "-id"),
    "oldest": ("submitted_at", "id"),
}


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """``new``: nobody has taken it; ``mine``: the actor has; ``due_soon``: due within 8 working
    hours; ``waiting``: at the citizen, in dossiers the actor may read. None above 100."""

    all: int
    new: int
    mine: int
    due_soon: int
    late: int
    waiting: int


@dataclass(frozen=True)
class _Viewer:
    """Who looks, when, and in whose places besides; the calendar is asked once."""

    by: Actor
    now: datetime
    standing_in: Sequence[Actor] = ()

    @cached_property
    def calendar(self) -> workflow.WorkingCalendar:
        return workflow.tenant_calendar()


def inbox(
    *,
    by: Actor,
    now: datetime,
    bucket: Bucket = "all",
    wanted: CaseFilter | None = None,
    limit: int = 25,
    offset: int = 0,
) -> CasePage:
    """A page of a bucket, most urgent first; at most 100 rows, among the first 1,000."""
    page, _counts = list_bucket(
        bucket, wanted or CaseFilter(), by=by, now=now, limit=limit, offset=offset
    )
    return page


def list_bucket(
    bucket: Bucket,
    wanted: CaseFilter,
    *,
    by: Actor,
    now: datetime,
    sort: Sort = "deadline",
    standing_in: Sequence[Actor] = (),
    counted: Sequence[Bucket] = (),
    limit: int = 25,
    offset: int = 0,
) -> tuple[CasePage, dict[str, int]]:
    """A page and the counters of ``counted``: two queries, besides the calendar's one.

    ``total`` is exact while it is below ten pages more than are looked at. A search looks at the
    first 1,000 dossiers that fit: a name half the province bears is no reason to sort them all.
    """
    by.require(Permission.READ)
    limit, offset = max(1, min(limit, MAX_PAGE)), max(0, min(offset, MOST_LISTED))
    most = min(MOST_LISTED, offset + PAGES_AHEAD * limit)
    viewer = _Viewer(by, now, standing_in)
    rows = _narrowed(bucket, wanted, viewer)
    parts: list[_Part] = [(each, _select(each, viewer), MOST_COUNTED) for each in counted]
    if wanted.text.strip():
        counts = _count(parts)
        found: Any = rows.order_by().values("pk")[:MOST_LISTED]
        few = rows.model._default_manager.filter(pk__in=found).annotate(total=_TOTAL)
        page = _page(few, viewer, sort=sort, limit=limit, offset=offset)
        return replace(page, is_cut=page.total >= MOST_LISTED), counts
    counts = _count([*parts, ("listed", rows, most)])
    total = counts.pop("listed")
    if wanted.states and sort == "deadline" and all(each.is_final for each in wanted.states):
        # No clock runs for them: by time left would mean in no order at all.
        sort = "newest"
    page = _page(rows, viewer, sort=sort, limit=limit, offset=offset)
    return replace(page, total=total, is_cut=total >= most), counts


def _page(
    rows: "QuerySet[Case] | QuerySet[Holding]",
    viewer: _Viewer,
    *,
    sort: Sort,
    limit: int,
    offset: int,
) -> CasePage:
    calendar, now = viewer.calendar, viewer.now
    end = min(offset + limit, MOST_LISTED)
    if rows.model is Holding:
        held = list(_holdings(rows, sort)[offset:end])
        items = tuple(held_row(row, calendar=calendar, now=now) for row in held)
        total = getattr(held[0], "total", 0) if held else 0
    else:
        cases = list(_cases(cast("QuerySet[Case]", rows), sort)[offset:end])
        items = tuple(row_of(row, calendar=calendar, now=now) for row in cases)
        total = getattr(cases[0], "total", 0) if cases else 0
    return CasePage(items, total, limit, offset)


def _holdings(rows: QuerySet[Holding], sort: Sort) -> QuerySet[Holding]:
    keys = [_over(each) for each in _ORDERS.get(sort, ())] or ["due_at", "id"]
    letter = CaseLetter.objects.filter(case=OuterRef("case_id"), **_UNREAD)
    shown = rows.select_related("case").annotate(has_letter=Exists(letter))
    return shown.only(*_HOLDING, *(f"case__{name}" for name in LIGHT)).order_by(*keys)


def _cases(rows: QuerySet[Case], sort: Sort) -> QuerySet[Case]:
    letter = CaseLetter.objects.filter(case=OuterRef("pk"), **_UNREAD)
    shown = rows.annotate(has_letter=Exists(letter)).only(*LIGHT)
    if sort in _ORDERS:
        return shown.order_by(*_ORDERS[sort])
    return shown.order_by(F("deadline_at").asc(nulls_last=True), "id")


def count_inbox(*, by: Actor, now: datetime) -> InboxCounts:
    """The usual counters in one query."""
    buckets: tuple[Bucket, ...] = ("all", "new", "mine", "due_soon", "late", "waiting")
    return InboxCounts(**count_buckets(buckets, by=by, now=now))


def count_buckets(
    buckets: Sequence[Bucket], *, by: Actor, now: datetime, standing_in: Sequence[Actor] = ()
) -> dict[str, int]:
    """Every counter in one query, each stopping at 100."""
    by.require(Permission.READ)
    viewer = _Viewer(by, now, standing_in)
    return _count([(each, _select(each, viewer), MOST_COUNTED) for each in buckets])


def _narrowed(
    bucket: Bucket, wanted: CaseFilter, viewer: _Viewer
) -> "QuerySet[Case] | QuerySet[Holding]":
    rows, now = _select(bucket, viewer), viewer.now
    if rows.model is Holding:
        return rows.filter(*narrowing(wanted, now=now, case="case__", held=""))
    return rows.filter(*narrowing(wanted, now=now))


def _select(bucket: Bucket, viewer: _Viewer) -> "QuerySet[Case] | QuerySet[Holding]":
    by = viewer.by
    match bucket:
        case "readable":
            return Case.objects.filter(readable_by(by))
        case "waiting":
            return _waiting(by)
        case "reception":
            return Case.objects.filter(readable_by(by), national_state=NationalState.REGISTERED)
        case "watched":
            mine = CaseWatch.objects.filter(staff_id=staff_of(by))
            return Case.objects.filter(readable_by(by), pk__in=mine.values("case_id"))
        case "shared":
            given = CaseShare.objects.filter(staff_id=staff_of(by), ended_at=None)
            return Case.objects.filter(readable_by(by), pk__in=given.values("case_id"))
    return Holding.objects.filter(_held(bucket, viewer))


def _held(bucket: Bucket, viewer: _Viewer) -> Q:
    """The condition of a bucket of open work items."""
    by = viewer.by
    if bucket == "unit":
        return Q(agency_id__in=by.agency_ids) & ~Q(kind__in=_NOT_WORK)
    if bucket == "standing_in":
        return reduce(or_, (_workable(each) for each in viewer.standing_in), Q(pk__in=[]))
    if bucket in _OF_ONE:
        return _OF_ONE[bucket](by)
    return _workable(by) & _by_due(bucket, viewer)


def _by_due(bucket: Bucket, viewer: _Viewer) -> Q:
    now = viewer.now
    if bucket == "due_soon":
        soon = viewer.calendar.add_working_minutes(now, SOON_MINUTES)
        return Q(due_at__gte=now, due_at__lt=soon)
    return Q(due_at__lt=now) if bucket == "late" else Q()


def _workable(by: Actor) -> Q:
    """The rule of ``workflow`` on who may do an item. Compared with ``workflow.list_items`` by a
    test. Who stands in for somebody does that person's work here, not their own."""
    return _own(by) | _takeable(by)


def _own(by: Actor) -> Q:
    """A dossier waiting for its citizen is nobody's work."""
    if by.kind != "staff" or by.id is None:
        return Q(pk__in=[])
    return Q(assignee_id=by.for_id or by.id) & ~Q(case__national_state__in=_WAITING)


def _takeable(by: Actor) -> Q:
    if by.kind != "staff" or by.id is None:
        return Q(pk__in=[])
    place = Q(agency_id=None) | Q(agency_id__in=by.agency_ids)
    free = Q(assignee_id=None, role__in=by.roles) & place
    return free & ~Q(case__national_state__in=_WAITING)


_OF_ONE: Final[Mapping[str, Callable[[Actor], Q]]] = {"new": _takeable, "mine": _own}


def _waiting(by: Actor) -> QuerySet[Case]:
    citizen = Q(holder_step_kind=workflow.StepKind.CITIZEN.value)
    waiting = Q(finished_at=None) & (Q(national_state__in=_WAITING) | citizen)
    return Case.objects.filter(readable_by(by) & waiting)


def _over(order: str) -> str:
    """A dossier's order for its holdings."""
    return f"-case__{order[1:]}" if order.startswith("-") else f"case__{order}"


def _count(parts: "Sequence[_Part]") -> dict[str, int]:
    found: dict[str, int] = {}
    pieces: list[str] = []
    values: list[Any] = []
    names: list[str] = []
    for name, rows, most in parts:
        try:
            text, inside = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            found[name] = 0
            continue
        names.append(name)
        pieces.append(f"(SELECT COUNT(*) FROM ({text}) part{len(pieces)})")  # noqa: S608 -- Django's own SQL
        values.extend(inside)
    if pieces:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(pieces)}", values)
            found.update(zip(names, cursor.fetchone(), strict=True))
    return found
