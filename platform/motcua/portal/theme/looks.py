"""What of a theme stands in the page itself; colours are in the style sheet."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from motcua.portal.theme.colours import palette

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
BASES: Final = ("classic", "calm", "bold")
"""The three base themes; the style sheets are in ``styles/_themes.scss``."""
FONTS: Final = ("be-vietnam-pro", "device")


@dataclass(frozen=True, slots=True)
class Looks:
    base: str
    font: str
    icon_url: str
    has_header_picture: bool
    brand: str
    style: str
    """Another one for other colours: browsers keep the style sheet for a while."""


def looks_of(theme: Mapping[str, Any]) -> Looks:
    """Unknown values count as the usual ones."""
    base, font = theme.get("base"), theme.get("font")
    return Looks(
        base=base if base in BASES else BASES[0],
        font=font if font in FONTS else FONTS[0],
        icon_url=picture_url(theme.get("icon_picture")),
        has_header_picture=bool(picture_url(theme.get("header_picture"))),
        brand=palette(theme.get("brand")).brand,
        style=_style(theme),
    )


def _style(theme: Mapping[str, Any]) -> str:
    told = [str(theme.get(key) or "") for key in ("brand", "accent", "header_picture")]
    return f"{zlib.crc32(' '.join(told).encode()):08x}"


def picture_url(sha256: Any) -> str:
    """Where a picture of the theme is given out; empty for anything that is no digest."""
    return f"/giao-dien/anh/{sha256}/" if _SHA256.fullmatch(str(sha256 or "")) else ""
