"""Appointments as their owner, the counter and the calendar see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.appointments.domain.states import Purpose, State
from motcua.appointments.errors import BookingMissing
from motcua.appointments.models import Booking, Closure
from motcua.appointments.operations.links import manage_token
from motcua.casework.counter.api import Permission
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.kernel.i18n import I18nText

MOST_A_DAY: Final = 500
MOST_OWN: Final = 20


@dataclass(frozen=True, slots=True)
class BookingView:
    """``name``, ``phone`` and ``about`` are empty once forgotten. ``token`` opens the page on which
    its owner manages it: never shown to anybody else."""

    id: UUID
    code: str
    opening_id: UUID
    agency_id: UUID
    service_id: UUID
    service_name: I18nText
    purpose: str
    starts_at: datetime
    minutes: int
    state: str
    name: str
    phone: str
    about: str
    case_id: UUID | None
    came_late: bool
    arrived_at: datetime | None
    reason: str
    token: str

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def purpose_name(self) -> str:
        return str(Purpose(self.purpose).label)

    @property
    def state_name(self) -> str:
        return str(State(self.state).label)

    def is_open(self, now: datetime) -> bool:
        return self.state == State.BOOKED and self.starts_at > now


@dataclass(frozen=True, slots=True)
class ClosureView:
    id: UUID
    opening_name: str
    closed_from: datetime
    closed_until: datetime
    reason: str


def get_booking(booking_id: UUID) -> BookingView:
    """For who holds its sealed link. Raises ``BookingMissing``."""
    row = Booking.objects.filter(pk=booking_id).first()
    if row is None:
        raise BookingMissing(_("Không tìm thấy lịch hẹn này."))
    return _view(row, with_token=True)


def list_own(applicant_id: UUID, *, now: datetime) -> list[BookingView]:
    """Still to come, soonest first; one query."""
    rows = Booking.objects.filter(
        applicant_id=applicant_id, state=State.BOOKED, starts_at__gt=now
    ).order_by("starts_at")
    return [_view(row, with_token=True) for row in rows[:MOST_OWN]]


def list_day(agency_id: UUID, day: date, *, by: Actor) -> list[BookingView]:
    """Everybody expected at a point, by time; one query. Raises ``Forbidden``."""
    by.require(Permission.SERVE)
    if agency_id not in by.agency_ids:
        raise Forbidden(_("Bạn không làm việc tại nơi tiếp nhận này."))
    begin, end = _bounds(day)
    rows = Booking.objects.filter(
        agency_id=agency_id, starts_at__gte=begin, starts_at__lt=end
    ).exclude(state__in=[State.HELD, State.EXPIRED])
    return [_view(row) for row in rows.order_by("starts_at", "place", "id")[:MOST_A_DAY]]


def find_by_code(code: str, *, by: Actor) -> BookingView | None:
    """For the counter: of the points where the officer works."""
    by.require(Permission.SERVE)
    row = Booking.objects.filter(code=code[:20], agency_id__in=list(by.agency_ids)).first()
    return _view(row) if row else None


def list_closures(agency_id: UUID, *, now: datetime) -> list[ClosureView]:
    """Now and to come."""
    rows = Closure.objects.filter(agency_id=agency_id, closed_until__gt=now)
    return [
        ClosureView(
            row.pk,
            row.opening.name if row.opening else "",
            row.closed_from,
            row.closed_until,
            row.reason,
        )
        for row in rows.select_related("opening").order_by("closed_from")[:100]
    ]


def _view(row: Booking, *, with_token: bool = False) -> BookingView:
    person = row.person or {}
    return BookingView(
        id=row.pk,
        code=row.code,
        opening_id=row.opening_id,
        agency_id=row.agency_id,
        service_id=row.service_id,
        service_name=row.service_name,
        purpose=row.purpose,
        starts_at=row.starts_at,
        minutes=row.minutes,
        state=row.state,
        name=person.get("name", ""),
        phone=person.get("phone", ""),
        about=person.get("about", ""),
        case_id=row.case_id,
        came_late=row.came_late,
        arrived_at=row.arrived_at,
        reason=row.reason,
        token=manage_token(row.pk) if with_token else "",
    )


def _bounds(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    begin = datetime(day.year, day.month, day.day, tzinfo=zone)
    return begin, begin + timedelta(days=1)
