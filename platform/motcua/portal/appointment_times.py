"""What a citizen may choose from: services, points, days and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.timezone import localtime

from motcua.appointments import api as appointments
from motcua.catalogue.api import ServiceCard, list_published
from motcua.identity.api import AgencyView, list_agencies
from motcua.portal.appointment_form import slot_value

MOST_SERVICES: Final = 300
_PAGE: Final = 100
FURTHEST: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DayChoice:
    day: date
    free: int


@dataclass(frozen=True, slots=True)
class TimeChoice:
    value: str
    starts_at: datetime
    ends_at: datetime
    free: int


@dataclass(frozen=True, slots=True)
class Times:
    """``day`` is the one shown; empty ``days``: nothing is free within the horizon."""

    days: tuple[DayChoice, ...]
    day: date | None
    morning: tuple[TimeChoice, ...]
    afternoon: tuple[TimeChoice, ...]


def services_offered(openings: Sequence[appointments.OpeningView]) -> list[ServiceCard]:
    """Of the first hundreds by name; others are booked from their own page."""
    everything = any(not each.service_ids for each in openings)
    named = {service for each in openings for service in each.service_ids}
    found = list[ServiceCard]()
    for offset in range(0, MOST_SERVICES, _PAGE):
        page = list_published(limit=_PAGE, offset=offset)
        found += [card for card in page.items if everything or card.id in named]
        if offset + _PAGE >= page.total:
            break
    return found


def points_of(openings: Sequence[appointments.OpeningView]) -> list[AgencyView]:
    """Reception points of these openings, by name."""
    wanted = {each.agency_id for each in openings}
    return [each for each in list_agencies(reception_points_only=True) if each.id in wanted]


def openings_for(
    service_id: UUID, purpose: str, *, agency_id: UUID | None = None
) -> list[appointments.OpeningView]:
    found = appointments.list_openings(agency_id)
    return [each for each in found if each.takes(service_id, purpose)]


def times_of(
    openings: Sequence[appointments.OpeningView], *, wanted: date | None, now: datetime
) -> Times:
    """Of one point's openings. A time that several have is shown once, with all their places."""
    today = localtime(now).date()
    slots = appointments.list_slots(openings, first=today, last=today + FURTHEST, now=now)
    by_day: dict[date, list[appointments.Slot]] = {}
    for slot in slots:
        if slot.free:
            by_day.setdefault(localtime(slot.starts_at).date(), []).append(slot)
    day = wanted if wanted in by_day else next(iter(by_day), None)
    choices = _choices(by_day[day]) if day else []
    return Times(
        days=tuple(
            DayChoice(each, sum(slot.free for slot in found)) for each, found in by_day.items()
        ),
        day=day,
        morning=tuple(each for each in choices if localtime(each.starts_at).hour < 12),
        afternoon=tuple(each for each in choices if localtime(each.starts_at).hour >= 12),
    )


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _choices(slots: Sequence[appointments.Slot]) -> list[TimeChoice]:
    free: dict[datetime, int] = {}
    first: dict[datetime, appointments.Slot] = {}
    for slot in slots:
        free[slot.starts_at] = free.get(slot.starts_at, 0) + slot.free
        first.setdefault(slot.starts_at, slot)
    return [
        TimeChoice(slot_value(slot.opening_id, start), start, slot.ends_at, free[start])
        for start, slot in first.items()
    ]
