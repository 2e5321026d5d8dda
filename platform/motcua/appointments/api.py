"""The door to appointments."""

from motcua.appointments.domain.slots import Slot
from motcua.appointments.domain.states import Purpose, State
from motcua.appointments.errors import (
    AlreadyBooked,
    BookingInvalid,
    BookingMissing,
    BookingMoved,
    ClosureInvalid,
    CodeWrong,
    HoldOver,
    NotToday,
    OpeningInvalid,
    OpeningMissing,
    OtherPoint,
    SlotTaken,
    TooEarly,
)
from motcua.appointments.operations.arrive import CheckedIn, check_in, code_in
from motcua.appointments.operations.book import MOST_TRIES, Booked, Wish, book, confirm_code
from motcua.appointments.operations.change import (
    call_off,
    cancel_booking,
    mark_no_show,
    move_booking,
)
from motcua.appointments.operations.links import (
    held_booking,
    held_token,
    manage_path,
    managed_booking,
)
from motcua.appointments.operations.openings import (
    OpeningWish,
    affected_by,
    close_time,
    open_again,
    save_opening,
)
from motcua.appointments.queries.bookings import (
    BookingView,
    ClosureView,
    find_by_code,
    get_booking,
    list_closures,
    list_day,
    list_own,
)
from motcua.appointments.queries.occupancy import REPORTING, DayAhead, Occupancy, Past, occupancy
from motcua.appointments.queries.slots import (
    OpeningView,
    get_opening,
    list_openings,
    list_slots,
    takes_appointments,
)

__all__ = [
    "MOST_TRIES",
    "REPORTING",
    "AlreadyBooked",
    "Booked",
    "BookingInvalid",
    "BookingMissing",
    "BookingMoved",
    "BookingView",
    "CheckedIn",
    "ClosureInvalid",
    "ClosureView",
    "CodeWrong",
    "DayAhead",
    "HoldOver",
    "NotToday",
    "Occupancy",
    "OpeningInvalid",
    "OpeningMissing",
    "OpeningView",
    "OpeningWish",
    "OtherPoint",
    "Past",
    "Purpose",
    "Slot",
    "SlotTaken",
    "State",
    "TooEarly",
    "Wish",
    "affected_by",
    "book",
    "call_off",
    "cancel_booking",
    "check_in",
    "close_time",
    "code_in",
    "confirm_code",
    "find_by_code",
    "get_booking",
    "get_opening",
    "held_booking",
    "held_token",
    "list_closures",
    "list_day",
    "list_openings",
    "list_own",
    "list_slots",
    "manage_path",
    "managed_booking",
    "mark_no_show",
    "move_booking",
    "occupancy",
    "open_again",
    "save_opening",
    "takes_appointments",
]
