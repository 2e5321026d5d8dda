"""Brand colours that can be read: contrast is checked, and mended when it is too low."""

import re
from dataclasses import dataclass
from typing import Final

_HEX: Final = re.compile(r"^#[0-9a-fA-F]{6}$")
DEFAULT_BRAND: Final = "#a3151d"
DEFAULT_ACCENT: Final = "#0b5cad"
MIN_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3, for text of usual size."""


@dataclass(frozen=True, slots=True)
class Palette:
    brand: str
    brand_dark: str
    accent: str


def palette(brand: str | None, accent: str | None = None) -> Palette:
    """Colours on which white text and which on white can be read; bad input gives the default."""
    main = readable(brand if brand and _HEX.match(brand) else DEFAULT_BRAND)
    link = readable(accent if accent and _HEX.match(accent) else DEFAULT_ACCENT)
    return Palette(brand=main, brand_dark=_darker(main, 0.72), accent=link)


def readable(colour: str) -> str:
    """``colour``, darkened until white on it reaches ``MIN_CONTRAST``."""
    while contrast(colour, "#ffffff") < MIN_CONTRAST:
        colour = _darker(colour, 0.94)
    return colour


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2 definition)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _darker(colour: str, factor: float) -> str:
    return "#" + "".join(f"{int(part * factor):02x}" for part in _parts(colour))
