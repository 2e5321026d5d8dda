from motcua.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class OpeningInvalid(Invalid):
    code = "opening_invalid"


class OpeningMissing(NotFound):
    code = "opening_missing"


class ClosureInvalid(Invalid):
    code = "closure_invalid"


class ClosureMissing(NotFound):
    code = "closure_missing"


class BookingInvalid(Invalid):
    code = "booking_invalid"


class BookingMissing(NotFound):
    code = "booking_missing"


class SlotTaken(Conflict):
    """Full, closed or no longer to be had; others may be."""

    code = "slot_taken"


class AlreadyBooked(Conflict):
    """This person has an open appointment for the service."""

    code = "already_booked"


class BookingMoved(Conflict):
    """Not in a state for this any more."""

    code = "booking_moved"


class CodeWrong(Forbidden):
    code = "appointment_code_wrong"


class HoldOver(Gone):
    """The place was kept for ten minutes."""

    code = "appointment_hold_over"


class TooEarly(Conflict):
    code = "too_early"


class NotToday(Conflict):
    code = "not_today"


class OtherPoint(Conflict):
    code = "other_point"
