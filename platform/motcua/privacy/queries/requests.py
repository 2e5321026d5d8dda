"""Requests about data as their sender and the office see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from motcua.casework.standing_api import DueWords, due_in_words
from motcua.kernel.actors import Actor
from motcua.privacy.domain.requests import OPEN, Kind, State
from motcua.privacy.errors import RequestMissing
from motcua.privacy.models import CopyState, DataCopy, DataRequest
from motcua.privacy.operations.record import record_person_reading
from motcua.privacy.permissions import Permission
from motcua.workflow.api import WorkingCalendar, tenant_calendar

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class CopyView:
    """``percent``: how many of the person's dossiers are in it already."""

    state: str
    percent: int
    expires_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    id: UUID
    code: str
    kind: str
    kind_name: str
    state: str
    state_name: str
    applicant_id: UUID
    name: str
    text: str
    reply: str
    handled_by: str
    received_at: datetime
    ended_at: datetime | None
    due_at: datetime | None
    due: DueWords
    was_late: bool
    copy: CopyView | None

    @property
    def is_over(self) -> bool:
        return self.state not in OPEN


@dataclass(frozen=True, slots=True)
class RequestPage:
    items: tuple[RequestView, ...]
    total: int


def list_requests(*, state: str, by: Actor, now: datetime, offset: int = 0) -> RequestPage:
    """``state``: one of ``State``, or ``open`` for all that wait, the most urgent first."""
    by.require(Permission.READ)
    rows = DataRequest.objects.filter(state__in=OPEN if state == "open" else [state])
    order = ("due_at", "pk") if state in ("open", *OPEN) else ("-received_at", "-pk")
    found = rows.select_related("copy").order_by(*order)[offset : offset + PAGE_SIZE]
    calendar = tenant_calendar()
    return RequestPage(tuple(_view(each, calendar, now) for each in found), rows.count())


def count_requests(*, by: Actor, now: datetime) -> tuple[dict[str, int], int]:
    """How many in each state, and how many are past their term."""
    by.require(Permission.READ)
    states = dict(DataRequest.objects.values_list("state").annotate(n=Count("id")).order_by())
    return states, DataRequest.objects.filter(state__in=OPEN, due_at__lt=now).count()


def open_request(request_id: UUID, *, by: Actor, now: datetime) -> RequestView:
    """For the office; the reading is noted for the person. Raises ``RequestMissing``."""
    by.require(Permission.READ)
    row = DataRequest.objects.select_related("copy").filter(pk=request_id).first()
    if row is None:
        raise RequestMissing(_("Không tìm thấy yêu cầu này."))
    record_person_reading(row.applicant_id, by=by, now=now, what="request")
    return _view(row, tenant_calendar(), now)


def list_own_requests(*, by: Actor, now: datetime, limit: int = 50) -> list[RequestView]:
    rows = _own(by).order_by("-received_at")[:limit]
    calendar = tenant_calendar()
    return [_view(each, calendar, now) for each in rows]


def get_own_request(request_id: UUID, *, by: Actor, now: datetime) -> RequestView:
    """Raises ``RequestMissing``, the same for another's and for none."""
    row = _own(by).filter(pk=request_id).first()
    if row is None:
        raise RequestMissing(_("Không tìm thấy yêu cầu này."))
    return _view(row, tenant_calendar(), now)


def _own(by: Actor) -> QuerySet[DataRequest]:
    rows = DataRequest.objects.select_related("copy")
    is_citizen = by.kind == "applicant" and by.id is not None
    return rows.filter(applicant_id__in=[by.id]) if is_citizen else rows.none()


def _view(row: DataRequest, calendar: WorkingCalendar, now: datetime) -> RequestView:
    content = row.content
    return RequestView(
        id=row.pk,
        code=row.code,
        kind=row.kind,
        kind_name=str(Kind(row.kind).label),
        state=row.state,
        state_name=str(State(row.state).label),
        applicant_id=row.applicant_id,
        name=content.get("name", ""),
        text=content.get("text", ""),
        reply=content.get("reply", ""),
        handled_by=row.handled_by,
        received_at=row.received_at,
        ended_at=row.ended_at,
        due_at=row.due_at,
        due=due_in_words(calendar=calendar, due_at=row.due_at, now=now),
        was_late=row.was_late,
        copy=_copy_view(getattr(row, "copy", None), now),
    )


def _copy_view(row: DataCopy | None, now: datetime) -> CopyView | None:
    if row is None:
        return None
    within = row.expires_at is not None and now < row.expires_at
    percent = 100 * row.done_count // row.total_count if row.total_count else 0
    return CopyView(
        state=row.state,
        percent=100 if row.state == CopyState.READY else percent,
        expires_at=row.expires_at,
        is_open=row.state == CopyState.READY and row.file_id is not None and within,
    )
