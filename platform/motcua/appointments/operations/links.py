"""The address by which somebody looks after their own appointment: sealed, for them alone."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.appointments.errors import BookingMissing
from motcua.kernel.errors import DomainError
from motcua.kernel.sealed_links import seal, unseal

_MANAGE: Final = "appointments.manage"
_HELD: Final = "appointments.held"
# Nobody books further ahead than sixty days; afterwards the person is forgotten.
_LASTS: Final = 120 * 24 * 3600
_HOLD_LASTS: Final = 3600


def manage_token(booking_id: UUID) -> str:
    return seal({"b": booking_id.hex}, purpose=_MANAGE)


def manage_path(booking_id: UUID) -> str:
    return f"/dat-lich/quan-ly/{manage_token(booking_id)}/"


def managed_booking(token: str) -> UUID:
    """Raises ``BookingMissing``."""
    return _opened(token, _MANAGE, _LASTS)


def held_token(booking_id: UUID) -> str:
    """Of a place that is being kept; opens nothing but the question for the code."""
    return seal({"b": booking_id.hex}, purpose=_HELD)


def held_booking(token: str) -> UUID:
    """Raises ``BookingMissing``."""
    return _opened(token, _HELD, _HOLD_LASTS)


def _opened(token: str, purpose: str, seconds: int) -> UUID:
    try:
        return UUID(hex=unseal(token, purpose=purpose, seconds=seconds)["b"])
    except DomainError:
        raise BookingMissing(_("Đường dẫn này không dùng được hoặc đã hết hạn.")) from None
