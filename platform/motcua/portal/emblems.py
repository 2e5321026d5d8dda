"""Emblems drawn for this product; a tenant's own picture comes with its theme later."""

from typing import Any, Final

KNOWN: Final = frozenset({"province", "ministry", "agency"})


def emblem_of(tenant: Any) -> str:
    """Path of a static SVG: by the theme's choice, else by the tenant's kind."""
    theme = getattr(tenant, "theme", None) or {}
    chosen = theme.get("emblem") or getattr(tenant, "kind", "")
    return f"portal/emblems/{chosen if chosen in KNOWN else 'platform'}.svg"
