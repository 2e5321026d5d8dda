"""Who has a service open just now. Kept in the cache only: it is worth nothing a minute later."""

import time
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache

SECONDS: Final = 45
"""After which somebody who says nothing more is taken to have gone."""
MOST: Final = 30


def note_presence(service_id: UUID, *, window: str, name: str, place: str) -> list[dict[str, str]]:
    """Remember this window of this person; give back the other windows that are open.

    Two looks at the same moment may lose one of them until its next: harmless for a courtesy.
    """
    key = f"designer-presence:{service_id}"
    now = time.time()
    known: dict[str, Any] = cache.get(key) or {}
    fresh = {each: seen for each, seen in known.items() if now - seen["at"] < SECONDS}
    fresh[window] = {"name": name, "place": place, "at": now}
    newest = sorted(fresh, key=lambda each: -fresh[each]["at"])[:MOST]
    cache.set(key, {each: fresh[each] for each in newest}, SECONDS)
    return [
        {"name": fresh[each]["name"], "place": fresh[each]["place"]}
        for each in newest
        if each != window
    ]
