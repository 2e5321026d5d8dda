"""What can be booked: openings and the places left in them. A fixed number of questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _

from motcua.appointments.domain.slots import (
    Rules,
    Slot,
    Span,
    last_day,
    parse_hours,
    slots_between,
)
from motcua.appointments.domain.states import TAKES_A_PLACE, State
from motcua.appointments.errors import OpeningMissing
from motcua.appointments.models import Booking, Closure, Opening
from motcua.kernel.schemas import current_schema
from motcua.workflow.api import WorkingCalendar, tenant_calendar

MOST_OPENINGS: Final = 200
_LONGEST: Final = timedelta(minutes=240)
_KEPT: Final = 300


@dataclass(frozen=True, slots=True)
class OpeningView:
    """``service_ids`` and ``purposes``: empty is all of them."""

    id: UUID
    agency_id: UUID
    kind_id: UUID
    name: str
    service_ids: tuple[UUID, ...]
    purposes: tuple[str, ...]
    week: tuple[str, ...]
    slot_minutes: int
    capacity: int
    walk_in_percent: int
    lead_minutes: int
    horizon_days: int
    early_minutes: int
    late_minutes: int
    is_active: bool

    @property
    def rules(self) -> Rules:
        return rules_of(self)

    @property
    def bookable(self) -> int:
        return self.rules.bookable

    def takes(self, service_id: UUID, purpose: str) -> bool:
        serves = not self.service_ids or service_id in self.service_ids
        return self.is_active and serves and (not self.purposes or purpose in self.purposes)


def list_openings(agency_id: UUID | None = None, *, only_active: bool = True) -> list[OpeningView]:
    rows = Opening.objects.all()
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if only_active:
        rows = rows.filter(is_active=True)
    return [opening_view(row) for row in rows[:MOST_OPENINGS]]


def takes_appointments() -> bool:
    """Whether there is anything to book here at all; kept for some minutes, for every service's
    page asks."""
    key = _kept_as()
    kept: bool | None = cache.get(key)
    if kept is None:
        kept = Opening.objects.filter(is_active=True).exists()
        cache.set(key, kept, _KEPT)
    return kept


def forget_kept() -> None:
    cache.delete(_kept_as())


def _kept_as() -> str:
    return f"appointments.any.{current_schema()}"


def get_opening(opening_id: UUID) -> OpeningView:
    row = Opening.objects.filter(pk=opening_id).first()
    if row is None:
        raise OpeningMissing(_("Không có giờ mở đặt lịch này."))
    return opening_view(row)


def list_slots(
    openings: Sequence[OpeningView], *, first: date, last: date, now: datetime
) -> list[Slot]:
    """Of openings of one reception point, by time; full ones with ``free`` 0. Of two openings at
    the same time the one with more places comes first."""
    if not openings:
        return []
    agency_id = openings[0].agency_id
    calendar = tenant_calendar(agency_id)
    today = calendar.local_date(now)
    until = min(last, max(last_day(each.rules, today=today) for each in openings))
    span = _whole_days(first, until, calendar)
    taken = taken_places([each.id for each in openings], span, now)
    closed = closures_in(agency_id, span)
    found = [
        slot
        for each in openings
        for slot in slots_between(
            first,
            until,
            opening_id=each.id,
            rules=each.rules,
            calendar=calendar,
            taken=taken.get(each.id, ()),
            closed=[one for opening, one in closed if opening in (None, each.id)],
            now=now,
        )
    ]
    return sorted(found, key=lambda slot: (slot.starts_at, -slot.free, slot.opening_id))


def taken_places(opening_ids: Iterable[UUID], span: Span, now: datetime) -> dict[UUID, list[Span]]:
    """Places kept longer than they may be count as free."""
    rows = Booking.objects.filter(
        opening_id__in=list(opening_ids),
        state__in=TAKES_A_PLACE,
        starts_at__gte=span[0] - _LONGEST,
        starts_at__lt=span[1],
    ).exclude(state=State.HELD, held_until__lt=now)
    found: dict[UUID, list[Span]] = {}
    for opening_id, start, minutes in rows.values_list("opening_id", "starts_at", "minutes"):
        found.setdefault(opening_id, []).append((start, start + timedelta(minutes=minutes)))
    return found


def closures_in(agency_id: UUID, span: Span) -> list[tuple[UUID | None, Span]]:
    rows = Closure.objects.filter(
        agency_id=agency_id, closed_from__lt=span[1], closed_until__gt=span[0]
    )
    return [
        (opening, (since, until))
        for opening, since, until in rows.values_list("opening_id", "closed_from", "closed_until")
    ]


def rules_of(row: Opening | OpeningView) -> Rules:
    return Rules(
        week=tuple(parse_hours(text) for text in row.week),
        slot_minutes=row.slot_minutes,
        capacity=row.capacity,
        walk_in_percent=row.walk_in_percent,
        lead_minutes=row.lead_minutes,
        horizon_days=row.horizon_days,
    )


def opening_view(row: Opening) -> OpeningView:
    return OpeningView(
        id=row.pk,
        agency_id=row.agency_id,
        kind_id=row.kind_id,
        name=row.name,
        service_ids=tuple(row.service_ids),
        purposes=tuple(row.purposes),
        week=tuple(row.week),
        slot_minutes=row.slot_minutes,
        capacity=row.capacity,
        walk_in_percent=row.walk_in_percent,
        lead_minutes=row.lead_minutes,
        horizon_days=row.horizon_days,
        early_minutes=row.early_minutes,
        late_minutes=row.late_minutes,
        is_active=row.is_active,
    )


def _whole_days(first: date, last: date, calendar: WorkingCalendar) -> Span:
    """From the beginning of the first day to the end of the last."""
    begin = datetime(first.year, first.month, first.day, tzinfo=calendar.zone)
    end = datetime(last.year, last.month, last.day, tzinfo=calendar.zone) + timedelta(days=1)
    return begin, end
