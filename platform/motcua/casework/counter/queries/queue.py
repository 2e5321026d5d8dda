"""The queue of one reception point on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.casework.counter.domain.turns import AGREED_IN_A_ROW, arrange
from motcua.casework.counter.errors import TicketMissing
from motcua.casework.counter.models import Ticket, TicketKind, TicketStatus

BOARD_ROWS: Final = 6
MOST_ARRANGED: Final = 500
_LATELY: Final = AGREED_IN_A_ROW


@dataclass(frozen=True, slots=True)
class TicketView:
    """``wait_minutes``: from being given out to being called, or until now."""

    id: UUID
    agency_id: UUID
    label: str
    kind_id: UUID
    kind_name: str
    status: str
    is_priority: bool
    desk: str
    officer_id: UUID | None
    issued_at: datetime
    called_at: datetime | None
    calls: int
    wait_minutes: int
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class QueueView:
    """``average_minutes``: of today's tickets that were called; ``None`` before the first."""

    kind_id: UUID
    code: str
    name: str
    is_active: bool
    waiting: int
    served: int
    no_shows: int
    average_minutes: int | None


@dataclass(frozen=True, slots=True)
class BoardView:
    """For everybody's eyes: numbers and desks, never who."""

    called: tuple[tuple[str, str], ...]
    waiting: int


def today(now: datetime) -> date:
    return timezone.localtime(now).date()


def queues_of(agency_id: UUID, *, now: datetime, all_kinds: bool = False) -> list[QueueView]:
    """Every kind of ticket of a point with its figures of the day; one query."""
    mine = Q(tickets__day=today(now))
    called = mine & Q(tickets__first_called_at__isnull=False)
    wait = Avg(F("tickets__first_called_at") - F("tickets__issued_at"), filter=called)
    rows = TicketKind.objects.filter(agency_id=agency_id)
    if not all_kinds:
        rows = rows.filter(is_active=True)
    counted = rows.annotate(
        waiting=Count("tickets", filter=mine & Q(tickets__status=TicketStatus.WAITING)),
        served=Count("tickets", filter=mine & Q(tickets__status=TicketStatus.DONE)),
        no_shows=Count("tickets", filter=mine & Q(tickets__status=TicketStatus.NO_SHOW)),
        wait=wait,
    )
    return [
        QueueView(
            row.pk,
            row.code,
            row.name,
            row.is_active,
            row.waiting,
            row.served,
            row.no_shows,
            None if row.wait is None else round(row.wait.total_seconds() / 60),
        )
        for row in counted.order_by("code")
    ]


def current_ticket(officer_id: UUID | None, *, now: datetime) -> TicketView | None:
    """Whom the officer is serving."""
    rows = Ticket.objects.filter(officer_id=officer_id, status=TicketStatus.CALLED)
    row = rows.select_related("kind").first() if officer_id else None
    return view_of(row, now=now) if row else None


def waiting_tickets(agency_id: UUID, *, now: datetime, limit: int = 30) -> list[TicketView]:
    """In the order in which they will be called, as things are now; two queries."""
    day = Ticket.objects.filter(agency_id=agency_id, day=today(now))
    rows = day.filter(status=TicketStatus.WAITING).select_related("kind")
    first = rows.order_by("issued_at", "id")[:MOST_ARRANGED]
    return _views(arrange(list(first), lately=called_lately(day), now=now)[:limit], now)


def called_lately(rows: QuerySet[Ticket]) -> list[bool]:
    """Whether the last ones called had an agreed time, newest first."""
    called = rows.filter(is_priority=False, called_at__isnull=False).order_by("-called_at")
    return [each is not None for each in called.values_list("promised_at", flat=True)[:_LATELY]]


def missed_tickets(agency_id: UUID, *, now: datetime, limit: int = 10) -> list[TicketView]:
    """Who did not come when called today, newest first: they may still turn up."""
    rows = Ticket.objects.filter(
        agency_id=agency_id, day=today(now), status=TicketStatus.NO_SHOW
    ).select_related("kind")
    return _views(rows.order_by("-called_at")[:limit], now)


def get_ticket(ticket_id: UUID, *, now: datetime) -> TicketView:
    row = Ticket.objects.select_related("kind").filter(pk=ticket_id).first()
    if row is None:
        raise TicketMissing(_("Không có số này."))
    return view_of(row, now=now)


def find_ticket(agency_ids: Iterable[UUID], label: str, *, now: datetime) -> TicketView | None:
    """Today's ticket ``label`` of one of the points."""
    rows = Ticket.objects.filter(
        agency_id__in=list(agency_ids), day=today(now), label=label.upper()
    ).select_related("kind")
    row = rows.first()
    return view_of(row, now=now) if row else None


def board(agency_id: UUID, *, now: datetime) -> BoardView:
    """What hangs on the wall: the numbers called last, newest first; two queries."""
    day = Ticket.objects.filter(agency_id=agency_id, day=today(now))
    called = day.filter(status=TicketStatus.CALLED).order_by("-called_at")
    shown = tuple(called.values_list("label", "desk")[:BOARD_ROWS])
    return BoardView(shown, day.filter(status=TicketStatus.WAITING).count())


def view_of(row: Ticket, *, now: datetime) -> TicketView:
    until = row.first_called_at or now
    return TicketView(
        id=row.pk,
        agency_id=row.agency_id,
        label=row.label,
        kind_id=row.kind_id,
        kind_name=row.kind.name,
        status=row.status,
        is_priority=row.is_priority,
        desk=row.desk,
        officer_id=row.officer_id,
        issued_at=row.issued_at,
        called_at=row.called_at,
        calls=row.calls,
        wait_minutes=max(0, round((until - row.issued_at).total_seconds() / 60)),
        promised_at=row.promised_at,
    )


def _views(rows: Iterable[Ticket], now: datetime) -> list[TicketView]:
    return [view_of(row, now=now) for row in rows]
