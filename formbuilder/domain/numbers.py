"""Exact decimals of the rule language.

A number is an integer count of millionths, so Python's ``int`` and JavaScript's ``BigInt`` hold
the same value and round the same way. Its size stays below 10^15; anything beyond is null.
"""

from decimal import Decimal, InvalidOperation
from typing import Final

DIGITS: Final = 6
ONE: Final = 10**DIGITS
_LIMIT: Final = 10**15 * ONE


def bounded(millionths: int) -> int | None:
    return millionths if -_LIMIT < millionths < _LIMIT else None


def divide(numerator: int, denominator: int) -> int:
    """Quotient rounded half away from zero, the rounding people learn at school."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    top, bottom = abs(numerator), abs(denominator)
    return sign * ((2 * top + bottom) // (2 * bottom))


def from_json(value: object) -> int | None:
    """Millionths of a JSON number; booleans, NaN, infinities and giants are null."""
    if type(value) is int:
        return bounded(value * ONE)
    if type(value) is float:
        return from_text(repr(value))
    if isinstance(value, Decimal):
        return from_text(str(value))
    return None


def from_text(text: str) -> int | None:
    """Millionths of a decimal numeral, further digits rounded half away from zero."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() > 15:
        return None
    if number.adjusted() < -DIGITS - 1:
        return 0
    top, bottom = number.as_integer_ratio()
    return bounded(divide(top * ONE, bottom))


def to_json(millionths: int) -> int | float:
    """An ``int`` when whole, else the nearest double of the decimal."""
    whole, rest = divmod(millionths, ONE)
    return float(to_text(millionths)) if rest else whole


def to_text(millionths: int) -> str:
    """Plain decimal with a point, no exponent, no trailing zeros."""
    sign = "-" if millionths < 0 else ""
    whole, rest = divmod(abs(millionths), ONE)
    fraction = str(rest).zfill(DIGITS).rstrip("0") if rest else ""
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def rounded(millionths: int, digits: int) -> int | None:
    """Rounded half away from zero to ``digits`` (0 to 6) places."""
    unit = int(10 ** (DIGITS - digits))
    return bounded(divide(millionths, unit) * unit)
