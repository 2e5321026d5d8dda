"""A tenant's emblem: its own picture, else one drawn for this product."""

from collections.abc import Mapping
from typing import Any, Final

from django.templatetags.static import static

from motcua.portal.theme.looks import picture_url

KNOWN: Final = frozenset({"province", "ministry", "agency"})


def emblem_url(tenant: Any, theme: Mapping[str, Any]) -> str:
    """By the theme's own picture, then its choice, then the tenant's kind."""
    own = picture_url(theme.get("emblem_picture"))
    return own or static(f"portal/emblems/{emblem_kind(tenant, theme)}.svg")


def emblem_kind(tenant: Any, theme: Mapping[str, Any]) -> str:
    """Which of the drawn ones, where there is no picture of its own."""
    chosen = theme.get("emblem") or getattr(tenant, "kind", "")
    return chosen if chosen in KNOWN else "platform"
