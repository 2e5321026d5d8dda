"""How long a text message is, and what makes it long (3GPP TS 23.038, 23.040).

A message of the GSM alphabet holds 160 characters (153 a part once it is split: the header of the
parts takes the rest); one single character outside of it makes the whole message UCS-2, which
holds 70 (67). Networks charge by the part.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes an escape character before it, and the two are not split over parts.
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
_GSM: Final = (160, 153)
_UCS2: Final = (70, 67)
_PLAIN: Final = str.maketrans(
    {
        "đ": "d", "Đ": "D", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
        "–": "-", "—": "-", "…": "...", "\u00a0": " ", "•": "-", "×": "x", "→": ">",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """``units``: septets, or UTF-16 code units; ``room`` how many more fit into the last part;
    ``costly``: the characters that make the message UCS-2, each once."""

    encoding: str
    units: int
    parts: int
    room: int
    costly: tuple[str, ...] = ()


def measure(text: str) -> Measure:
    costly = tuple(dict.fromkeys(c for c in text if c not in _BASIC and c not in _EXTENDED))
    if costly:
        widths = [len(c.encode("utf-16-be")) // 2 for c in text]
        return _measured("ucs2", widths, _UCS2, costly)
    return _measured("gsm7", [2 if c in _EXTENDED else 1 for c in text], _GSM, ())


def strip_marks(text: str) -> str:
    """Vietnamese without marks, typographic signs as plain ones: ``Hồ sơ “A”`` → ``Ho so "A"``."""
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _measured(
    encoding: str, widths: list[int], sizes: tuple[int, int], costly: tuple[str, ...]
) -> Measure:
    units, (whole, part) = sum(widths), sizes
    if units <= whole:
        return Measure(encoding, units, 1 if units else 0, whole - units, costly)
    parts, used = 1, 0
    for width in widths:
        if used + width > part:
            parts, used = parts + 1, 0
        used += width
    return Measure(encoding, units, parts, part - used, costly)
