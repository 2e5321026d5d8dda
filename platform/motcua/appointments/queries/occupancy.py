"""How full a point's openings are and were, for who decides about them. Nobody is named."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import ExtractHour

from motcua.appointments.domain.states import State
from motcua.appointments.models import Booking
from motcua.appointments.queries.slots import list_openings, list_slots
from motcua.casework.counter.api import Permission
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden
from motcua.workflow.api import tenant_calendar

AHEAD: Final = 14
BEHIND: Final = 28
REPORTING: Final = "reporting.read"


@dataclass(frozen=True, slots=True)
class DayAhead:
    """``places``: that can be booked on the day; what is over or too soon today is left out."""

    day: date
    places: int
    free: int

    @property
    def taken(self) -> int:
        return self.places - self.free

    @property
    def percent(self) -> int:
        return round(100 * self.taken / self.places) if self.places else 0


@dataclass(frozen=True, slots=True)
class Past:
    """The last weeks. ``hours``: (hour of the day, people who came), busiest first."""

    booked: int
    arrived: int
    late: int
    no_shows: int
    cancelled: int
    hours: tuple[tuple[int, int], ...]

    @property
    def no_show_percent(self) -> int:
        expected = self.arrived + self.no_shows
        return round(100 * self.no_shows / expected) if expected else 0


@dataclass(frozen=True, slots=True)
class Occupancy:
    ahead: tuple[DayAhead, ...]
    past: Past


def occupancy(agency_id: UUID, *, by: Actor, now: datetime) -> Occupancy:
    """A fixed number of questions. For who plans the counter or reads reports."""
    if not (by.may(Permission.CONFIGURE) or by.may(REPORTING)):
        raise Forbidden("")
    return Occupancy(_ahead(agency_id, now), _past(agency_id, now))


def _ahead(agency_id: UUID, now: datetime) -> tuple[DayAhead, ...]:
    calendar = tenant_calendar(agency_id)
    today = calendar.local_date(now)
    slots = list_slots(
        list_openings(agency_id), first=today, last=today + timedelta(days=AHEAD), now=now
    )
    places, free = Counter[date](), Counter[date]()
    for slot in slots:
        day = calendar.local_date(slot.starts_at)
        places[day] += slot.bookable
        free[day] += slot.free
    return tuple(DayAhead(day, places[day], free[day]) for day in sorted(places))


def _past(agency_id: UUID, now: datetime) -> Past:
    rows = Booking.objects.filter(
        agency_id=agency_id, starts_at__gte=now - timedelta(days=BEHIND), starts_at__lt=now
    ).exclude(state__in=[State.HELD, State.EXPIRED])
    counts = rows.aggregate(
        booked=Count("id"),
        arrived=Count("id", filter=Q(state=State.ARRIVED)),
        late=Count("id", filter=Q(state=State.ARRIVED, came_late=True)),
        no_shows=Count("id", filter=Q(state=State.NO_SHOW)),
        cancelled=Count("id", filter=Q(state=State.CANCELLED)),
    )
    hours = (
        rows.filter(state=State.ARRIVED)
        .annotate(hour=ExtractHour("starts_at"))
        .values_list("hour")
        .annotate(n=Count("id"))
        .order_by("-n", "hour")
    )
    return Past(**counts, hours=tuple((hour, n) for hour, n in hours))
