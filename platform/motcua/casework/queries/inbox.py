"""What waits for one officer. Reads dossiers only: they repeat their open work item."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.db.models import Count, F, Q, QuerySet

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import readable_by
from motcua.casework.queries.cases import CaseFilter, narrow
from motcua.casework.queries.rows import LIGHT, row_of
from motcua.casework.queries.views import CasePage
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow

MAX_PAGE: Final = 100
SOON_MINUTES: Final = 8 * 60
Bucket = Literal["all", "new", "mine", "due_soon", "late", "waiting"]


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """``new``: nobody has taken it; ``mine``: the actor has; ``due_soon``: due within 8 working
    hours; ``waiting``: at the citizen, in dossiers the actor may read."""

    all: int
    new: int
    mine: int
    due_soon: int
    late: int
    waiting: int


def inbox(
    *,
    by: Actor,
    now: datetime,
    bucket: Bucket = "all",
    wanted: CaseFilter | None = None,
    limit: int = 25,
    offset: int = 0,
) -> CasePage:
    """Dossiers whose open work the actor may do now, most urgent first; at most 100."""
    by.require(Permission.READ)
    calendar = workflow.tenant_calendar()
    soon = calendar.add_working_minutes(now, SOON_MINUTES)
    rows = narrow(_select(by, bucket, now=now, soon=soon), wanted or CaseFilter(), now=now)
    limit = max(1, min(limit, MAX_PAGE))
    shown = rows.order_by(F("holder_due_at").asc(nulls_last=True), "id").only(*LIGHT)
    items = tuple(row_of(row, calendar=calendar, now=now) for row in shown[offset : offset + limit])
    return CasePage(items, rows.count(), limit, offset)


def count_inbox(*, by: Actor, now: datetime) -> InboxCounts:
    """All counters in two queries."""
    by.require(Permission.READ)
    soon = workflow.tenant_calendar().add_working_minutes(now, SOON_MINUTES)
    numbers = Case.objects.filter(_workable(by)).aggregate(
        all=Count("id"),
        new=Count("id", filter=Q(holder_assignee_id=None)),
        mine=Count("id", filter=Q(holder_assignee_id=by.id)),
        due_soon=Count("id", filter=_soon(now, soon)),
        late=Count("id", filter=_late(now)),
    )
    return InboxCounts(**numbers, waiting=_waiting(by).count())


def _select(by: Actor, bucket: Bucket, *, now: datetime, soon: datetime) -> QuerySet[Case]:
    if bucket == "waiting":
        return _waiting(by)
    rows = Case.objects.filter(_workable(by))
    match bucket:
        case "new":
            return rows.filter(holder_assignee_id=None)
        case "mine":
            return rows.filter(holder_assignee_id=by.id)
        case "due_soon":
            return rows.filter(_soon(now, soon))
        case "late":
            return rows.filter(_late(now))
    return rows


def _workable(by: Actor) -> Q:
    """The rule of ``workflow`` on who may do an item; a dossier waiting for its citizen is not
    work. Compared with ``workflow.list_items`` by a test."""
    if by.kind != "staff" or by.id is None:
        return Q(pk__in=[])
    place = Q(holder_agency_id=None) | Q(holder_agency_id__in=by.agency_ids)
    open_to_all = Q(holder_assignee_id=None, holder_role__in=by.roles) & place
    waiting = Q(national_state__in=[NationalState.SUPPLEMENT, NationalState.FEE])
    held = Q(holder_item_id__isnull=False) & ~waiting
    return held & (Q(holder_assignee_id=by.id) | open_to_all)


def _waiting(by: Actor) -> QuerySet[Case]:
    states = [NationalState.SUPPLEMENT, NationalState.FEE]
    citizen = Q(holder_step_kind=workflow.StepKind.CITIZEN.value)
    waiting = Q(finished_at=None) & (Q(national_state__in=states) | citizen)
    return Case.objects.filter(readable_by(by) & waiting)


def _soon(now: datetime, soon: datetime) -> Q:
    return Q(holder_due_at__gte=now, holder_due_at__lt=soon)


def _late(now: datetime) -> Q:
    return Q(holder_due_at__lt=now)
