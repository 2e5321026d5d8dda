"""The picture of an installed portal: the agency's emblem on its colour.

The emblem stays inside the middle 64 %: phones cut such pictures round or to a drop.
"""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.core.cache import cache
from PIL import Image

from motcua.portal.emblems import emblem_kind
from motcua.portal.models import ThemePicture
from motcua.portal.theme.colours import palette

SIZES: Final = (180, 192, 512)
_INSIDE: Final = 0.64
_DRAWN: Final = Path(__file__).resolve().parents[1] / "static" / "portal" / "emblems"
_DAY: Final = 24 * 3600
# Raised when the way of drawing changes: addresses hold it.
_WAY: Final = 1


def icon_mark(tenant: Any, theme: Mapping[str, Any]) -> str:
    """Changes whenever the picture does; part of its address, so that it may be kept long."""
    parts = (_WAY, palette(theme.get("brand")).brand, _emblem_name(tenant, theme))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def draw_icon(tenant: Any, theme: Mapping[str, Any], *, size: int) -> bytes:
    """PNG. Drawn once a day for each look of a tenant."""
    key = f"portal:icon:{icon_mark(tenant, theme)}:{size}"
    kept = cache.get(key)
    if isinstance(kept, bytes):
        return kept
    drawn = _draw(tenant, theme, size)
    cache.set(key, drawn, _DAY)
    return drawn


def _draw(tenant: Any, theme: Mapping[str, Any], size: int) -> bytes:
    ground = Image.new("RGB", (size, size), palette(theme.get("brand")).brand)
    emblem = _emblem(tenant, theme)
    longest = round(size * _INSIDE)
    scale = longest / max(emblem.size)
    width, height = (max(1, round(side * scale)) for side in emblem.size)
    emblem = emblem.resize((width, height), Image.Resampling.LANCZOS)
    ground.paste(emblem, ((size - width) // 2, (size - height) // 2), emblem)
    out = io.BytesIO()
    ground.save(out, "PNG", optimize=True)
    return out.getvalue()


def _emblem(tenant: Any, theme: Mapping[str, Any]) -> Image.Image:
    own = theme.get("emblem_picture")
    row = ThemePicture.objects.filter(pk=own).first() if own else None
    if row is not None:
        return Image.open(io.BytesIO(bytes(row.content))).convert("RGBA")
    return Image.open(_DRAWN / f"{emblem_kind(tenant, theme)}.png").convert("RGBA")


def _emblem_name(tenant: Any, theme: Mapping[str, Any]) -> str:
    return str(theme.get("emblem_picture") or emblem_kind(tenant, theme))
