"""Built front-end files, found through Vite's manifest."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static


@lru_cache(maxsize=1)
def _manifest() -> dict[str, Any]:
    """The build is the same for every tenant and never changes while a process lives."""
    if not settings.FRONTEND_MANIFEST.is_file():
        return {}
    loaded: dict[str, Any] = json.loads(settings.FRONTEND_MANIFEST.read_text(encoding="utf-8"))
    return loaded


def asset_url(source: str) -> str:
    """Address of a built entry, for example ``apps/portal/src/portal.ts``; empty if not built."""
    entry = _manifest().get(source)
    return static(f"app/{entry['file']}") if entry else ""


def stylesheet_urls(source: str) -> list[str]:
    """Style sheets that a script entry brings along."""
    entry = _manifest().get(source) or {}
    return [static(f"app/{name}") for name in entry.get("css", ())]


def script_urls(source: str) -> list[str]:
    """A built entry and every file it imports at once, each named once."""
    entry = _manifest().get(source)
    if not entry:
        return []
    found = [static(f"app/{entry['file']}")]
    for each in entry.get("imports", ()):
        found += [url for url in script_urls(each) if url not in found]
    return found


def asset_text(source: str) -> str:
    """A built entry itself, for what must be served from an address of its own; empty if not
    built."""
    entry = _manifest().get(source)
    if not entry:
        return ""
    place: Path = settings.FRONTEND_MANIFEST.parent.parent / entry["file"]
    return place.read_text(encoding="utf-8") if place.is_file() else ""
