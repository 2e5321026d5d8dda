"""A place in a slot, given once. Callers hold the opening's row until their transaction ends."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.appointments.domain.slots import Slot
from motcua.appointments.domain.states import TAKES_A_PLACE, State
from motcua.appointments.errors import SlotTaken
from motcua.appointments.models import Booking, Opening
from motcua.appointments.queries.slots import list_slots, opening_view
from motcua.workflow.api import tenant_calendar


def lock_opening(opening_id: UUID) -> Opening:
    """Everybody who wants a place in it waits here for each other. Raises ``SlotTaken``."""
    row = Opening.objects.select_for_update().filter(pk=opening_id, is_active=True).first()
    if row is None:
        raise SlotTaken(_("Giờ này không còn nhận đặt lịch. Mời ông/bà chọn giờ khác."))
    return row


def find_place(opening: Opening, starts_at: datetime, *, now: datetime) -> tuple[Slot, int]:
    """The slot and the lowest free place in it. Raises ``SlotTaken``: full, closed, too soon, too
    far ahead, or never there."""
    _let_go_of_overdue(opening, now)
    day = tenant_calendar(opening.agency_id).local_date(starts_at)
    slots = list_slots([opening_view(opening)], first=day, last=day, now=now)
    slot = next((each for each in slots if each.starts_at == starts_at), None)
    if slot is None or not slot.free:
        raise SlotTaken(_("Giờ này vừa hết chỗ hoặc không còn nhận. Mời ông/bà chọn giờ khác."))
    used = set(
        Booking.objects.filter(
            opening=opening, starts_at=starts_at, state__in=TAKES_A_PLACE
        ).values_list("place", flat=True)
    )
    return slot, next(place for place in range(len(used) + 1) if place not in used)


def _let_go_of_overdue(opening: Opening, now: datetime) -> None:
    held = Booking.objects.filter(opening=opening, state=State.HELD, held_until__lt=now)
    held.update(state=State.EXPIRED, person=None, person_index="", ended_at=now)
