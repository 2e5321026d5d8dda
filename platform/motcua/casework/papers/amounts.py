"""Amounts in words, as receipts write them."""

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", " nghìn", " triệu")


def in_words(amount: int) -> str:
    """``Một trăm linh năm nghìn đồng``; good up to 999 billion billion."""
    if amount < 0:
        raise ValueError("an amount is not negative")
    words = _whole(amount) if amount else _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _whole(number: int) -> str:
    """Billions repeat: a million billions is "một triệu tỷ"."""
    billions, rest = divmod(number, 10**9)
    parts = [f"{_whole(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            parts.append(_three(group, full=bool(parts)) + _GROUPS[power])
    return " ".join(parts)


def _three(number: int, *, full: bool) -> str:
    """Three digits; ``full`` names the hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if rest:
        parts.append(_two(rest, alone=not parts))
    return " ".join(parts)


def _two(number: int, *, alone: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones] if alone else f"linh {_DIGITS[ones]}"
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return words
    if ones == 1 and tens > 1:
        return f"{words} mốt"
    return f"{words} lăm" if ones == 5 else f"{words} {_DIGITS[ones]}"
