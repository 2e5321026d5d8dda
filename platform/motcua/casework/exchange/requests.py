"""What is asked of us and by us, for whoever may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.casework.errors import RequestMissing
from motcua.casework.models import Consult, ConsultState, ForeignRequest, ForeignState
from motcua.casework.permissions import Permission
from motcua.kernel import audit
from motcua.kernel.actors import Actor

PAGE: Final = 25
AGAIN_AFTER: Final = timedelta(minutes=15)
"""How long a message may be under way before it is sent anew."""
Bucket = Literal["open", "done"]


@dataclass(frozen=True, slots=True)
class RequestRow:
    id: UUID
    tenant_name: str
    number: str
    service_name: Mapping[str, str]
    step_name: str
    state: str
    due_at: datetime
    received_at: datetime
    assignee_name: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with what it shares. ``may_answer``: this person may do the work item now."""

    row: RequestRow
    pages: tuple[Mapping[str, Any], ...]
    files: tuple[Mapping[str, Any], ...]
    outcomes: tuple[Mapping[str, Any], ...]
    answer: Mapping[str, Any] | None
    answered_at: datetime | None
    returned_at: datetime | None
    verdict: str
    problem: str
    recalled_at: datetime | None
    recall_reason: str
    may_answer: bool
    may_claim: bool
    digest: str


@dataclass(frozen=True, slots=True)
class ConsultView:
    """A request of ours on the case screen. ``is_stuck``: a person has to decide."""

    id: UUID
    tenant_name: str
    step_name: str
    state: str
    asked_at: datetime
    due_at: datetime
    delivered_at: datetime | None
    problem: str
    answer: Mapping[str, Any] | None
    answered_at: datetime | None
    is_late: bool
    closed_at: datetime | None
    close_reason: str
    outcomes: tuple[Mapping[str, Any], ...]

    @property
    def is_open(self) -> bool:
        return self.state in (ConsultState.WAITING, ConsultState.DELIVERED, ConsultState.STUCK)

    @property
    def is_stuck(self) -> bool:
        return self.state == ConsultState.STUCK

    @property
    def is_unsent(self) -> bool:
        return self.state in (ConsultState.WAITING, ConsultState.STUCK)


def list_consults(case_id: UUID) -> tuple[ConsultView, ...]:
    """Oldest first, one query. Whether the dossier may be read is the caller's question."""
    rows = Consult.objects.filter(case_id=case_id).order_by("asked_at", "id")[:50]
    return tuple(
        ConsultView(
            id=row.pk,
            tenant_name=row.tenant_name or row.tenant_slug,
            step_name=row.step_name,
            state=row.state,
            asked_at=row.asked_at,
            due_at=row.due_at,
            delivered_at=row.delivered_at,
            problem=row.problem,
            answer=row.answer,
            answered_at=row.answered_at,
            is_late=row.is_late,
            closed_at=row.closed_at,
            close_reason=row.close_reason,
            outcomes=tuple((row.shared or {}).get("outcomes", ())),
        )
        for row in rows
    )


def may_read_request(actor: Actor, row: ForeignRequest) -> bool:
    """Who answers such requests here, whoever took it, and those who read everything."""
    if actor.kind == "system":
        return True
    if actor.kind != "staff" or not actor.may(Permission.READ):
        return False
    if actor.may(Permission.READ_ALL) or actor.stands_for(row.assignee_id):
        return True
    return row.role in actor.roles and (row.agency_id is None or row.agency_id in actor.agency_ids)


def readable_requests(actor: Actor) -> Q:
    """``may_read_request`` for lists."""
    if actor.kind != "staff" or not actor.may(Permission.READ):
        return Q(pk__in=[])
    if actor.may(Permission.READ_ALL):
        return Q()
    place = Q(agency_id=None) | Q(agency_id__in=actor.agency_ids)
    people = [each for each in (actor.id, actor.for_id) if each]
    return Q(assignee_id__in=people) | (Q(role__in=actor.roles) & place)


def may_read_request_file(actor: Actor, request_id: UUID) -> bool:
    """Owner rule ``request`` of files."""
    row = ForeignRequest.objects.filter(pk=request_id).first()
    return row is not None and may_read_request(actor, row)


def require_request(actor: Actor, row: ForeignRequest | None) -> ForeignRequest:
    """Raises ``RequestMissing``, the same for one that is not there and one that is not theirs."""
    if row is None or not may_read_request(actor, row):
        raise RequestMissing(_("Không tìm thấy yêu cầu phối hợp."))
    return row


def list_requests(
    *, by: Actor, now: datetime, bucket: Bucket = "open", offset: int = 0
) -> tuple[tuple[RequestRow, ...], int]:
    """A page of requests, most urgent first, and how many there are; two queries."""
    by.require(Permission.READ)
    rows = _select(by, bucket)
    order = ("due_at", "id") if bucket == "open" else ("-received_at", "id")
    light = rows.order_by(*order).defer("shared", "answer")
    return tuple(_row(each, now) for each in light[offset : offset + PAGE]), rows.count()


def count_requests(*, by: Actor) -> int:
    """Open ones; for the menu and the home page."""
    return _select(by, "open").count()


def get_request(request_id: UUID, *, by: Actor, now: datetime) -> RequestView:
    """Raises ``RequestMissing``."""
    row = require_request(by, ForeignRequest.objects.filter(pk=request_id).first())
    shared = row.shared or {}
    is_open = row.state == ForeignState.OPEN
    free = row.assignee_id is None and row.role in by.roles
    in_place = row.agency_id is None or row.agency_id in by.agency_ids
    mine = by.stands_for(row.assignee_id)
    return RequestView(
        row=_row(row, now),
        pages=tuple(shared.get("pages", ())),
        files=tuple(shared.get("files", ())),
        outcomes=tuple(shared.get("outcomes", ())),
        answer=row.answer,
        answered_at=row.answered_at,
        returned_at=row.returned_at,
        verdict=row.verdict,
        problem=row.problem,
        recalled_at=row.recalled_at,
        recall_reason=row.recall_reason,
        may_answer=is_open and (mine or (free and in_place)),
        may_claim=is_open and free and in_place,
        digest=row.digest,
    )


def record_request_reading(request_id: UUID, *, by: Actor, now: datetime) -> None:
    """In a chain apart from the acts, as with dossiers."""
    subject = f"request-reads:{request_id}"
    audit.record(action="request.read", subject=subject, by=by, at=now)


def has_unsent(*, now: datetime) -> bool:
    """Something that should have got across a while ago; both answers come from small indexes."""
    before = now - AGAIN_AFTER
    unsent = Consult.objects.filter(
        state__in=[ConsultState.WAITING, ConsultState.STUCK], tried_at__lt=before
    )
    unreturned = ForeignRequest.objects.filter(
        state=ForeignState.ANSWERED, returned_at=None, answered_at__lt=before
    )
    return unsent.exists() or unreturned.exists()


def consulted_case(consult_id: UUID) -> UUID | None:
    found: UUID | None = (
        Consult.objects.filter(pk=consult_id).values_list("case_id", flat=True).first()
    )
    return found


def _select(by: Actor, bucket: Bucket) -> QuerySet[ForeignRequest]:
    is_open = Q(state=ForeignState.OPEN)
    wanted = is_open if bucket == "open" else ~is_open
    return ForeignRequest.objects.filter(readable_requests(by) & wanted)


def _row(row: ForeignRequest, now: datetime) -> RequestRow:
    end = row.answered_at or row.recalled_at or now
    return RequestRow(
        id=row.pk,
        tenant_name=row.tenant_name,
        number=row.number,
        service_name=row.service_name,
        step_name=row.step_name,
        state=row.state,
        due_at=row.due_at,
        received_at=row.received_at,
        assignee_name=row.assignee_name,
        is_late=end > row.due_at,
    )
