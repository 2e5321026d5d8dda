"""Lists of work items: inboxes, the items of one subject, counters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.errors import WorkItemMissing
from motcua.workflow.models import Timer, WorkItem, WorkItemStatus
from motcua.workflow.models.timer import PENDING_TIMER
from motcua.workflow.models.work_item import ACTIVE_STATUSES, UNTOLD_OVERDUE
from motcua.workflow.queries.views import WorkItemView, view_item

MAX_PAGE = 100


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Every condition given must hold. Without ``statuses`` only active items are listed.

    ``for_actor``: what this person may do now: items assigned to them, and unassigned ones of
    their roles in their agencies.
    """

    for_actor: Actor | None = None
    statuses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    agency_ids: tuple[UUID, ...] = ()
    assignee_id: UUID | None = None
    subject_ids: tuple[UUID, ...] = ()
    kinds: tuple[str, ...] = ()
    unassigned: bool = False
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class ItemPage:
    items: tuple[WorkItemView, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """``mine``: assigned to the actor; ``overdue`` and ``due_soon`` leave paused items out."""

    active: int
    mine: int
    overdue: int
    due_soon: int


def list_items(wanted: ItemFilter | None = None, *, limit: int = 25, offset: int = 0) -> ItemPage:
    """Most urgent first. Two queries, whatever the number of rows; at most 100 rows."""
    rows = _select(wanted or ItemFilter())
    limit = max(1, min(limit, MAX_PAGE))
    page = rows.order_by("due_at", "id")[offset : offset + limit]
    return ItemPage(tuple(view_item(row) for row in page), rows.count(), limit, offset)


def count_items(wanted: ItemFilter, *, now: datetime, soon: datetime) -> ItemCounts:
    """Counters of an inbox in one query. ``soon``: due before this moment counts as due soon."""
    actor = wanted.for_actor
    running = Q(paused_at=None)
    numbers = _select(replace(wanted, statuses=())).aggregate(
        active=Count("id"),
        mine=Count("id", filter=Q(assignee_id=actor.id) if actor and actor.id else Q(pk=None)),
        overdue=Count("id", filter=running & Q(due_at__lt=now)),
        due_soon=Count("id", filter=running & Q(due_at__gte=now, due_at__lt=soon)),
    )
    return ItemCounts(**numbers)


def get_item(item_id: UUID) -> WorkItemView:
    row = WorkItem.objects.filter(id=item_id).first()
    if row is None:
        raise WorkItemMissing(_("Không tìm thấy việc này."))
    return view_item(row)


def items_of(subject_id: UUID) -> tuple[WorkItemView, ...]:
    """Everything that was or is to be done for a subject, oldest first."""
    rows = WorkItem.objects.filter(subject_id=subject_id).order_by("created_at", "id")
    return tuple(view_item(row) for row in rows)


def active_items_of(subject_id: UUID) -> tuple[WorkItemView, ...]:
    """What is open for a subject now; several where a process runs in parallel."""
    rows = WorkItem.objects.filter(subject_id=subject_id, status__in=ACTIVE_STATUSES)
    return tuple(view_item(row) for row in rows.order_by("created_at", "id"))


def items_of_many(subject_ids: Sequence[UUID]) -> tuple[WorkItemView, ...]:
    """``items_of`` for a page of subjects in one query."""
    rows = WorkItem.objects.filter(subject_id__in=subject_ids).order_by("created_at", "id")
    return tuple(view_item(row) for row in rows)


def has_due_work(*, now: datetime) -> bool:
    """Whether ``fire_timers`` would find anything: two index look-ups."""
    return (
        Timer.objects.filter(fire_at__lte=now, **PENDING_TIMER).exists()
        or WorkItem.objects.filter(due_at__lt=now, **UNTOLD_OVERDUE).exists()
    )


def _select(wanted: ItemFilter) -> QuerySet[WorkItem]:
    rows = WorkItem.objects.filter(status__in=wanted.statuses or ACTIVE_STATUSES)
    if wanted.for_actor is not None:
        rows = rows.filter(_open_to(wanted.for_actor))
    if wanted.roles:
        rows = rows.filter(role__in=wanted.roles)
    if wanted.agency_ids:
        rows = rows.filter(agency_id__in=wanted.agency_ids)
    if wanted.assignee_id is not None:
        rows = rows.filter(assignee_id=wanted.assignee_id)
    if wanted.subject_ids:
        rows = rows.filter(subject_id__in=wanted.subject_ids)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.unassigned:
        rows = rows.filter(assignee_id=None)
    if wanted.due_before is not None:
        rows = rows.filter(due_at__lt=wanted.due_before)
    return rows


def _open_to(actor: Actor) -> Q:
    """Mirror of ``operations.access.check_may_work``; their test compares the two."""
    if actor.kind != "staff":
        return Q(assignee_id=actor.id) if actor.id else Q(pk=None)
    place = Q(agency_id=None) | Q(agency_id__in=actor.agency_ids)
    own = [each for each in (actor.id, actor.for_id) if each]
    return Q(assignee_id__in=own) | (
        Q(assignee_id=None, status=WorkItemStatus.OPEN, role__in=actor.roles) & place
    )
