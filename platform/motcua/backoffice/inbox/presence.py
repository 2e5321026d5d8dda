"""Which colleagues have the same dossier open. Kept in the cache only, for less than a minute."""

import time
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache

SECONDS: Final = 45
MOST: Final = 20


def note_presence(case_id: UUID, *, person: UUID, name: str) -> list[str]:
    """Remember that ``person`` looks at the dossier; the names of the others who do.

    Two looks at the same moment may lose one of them until its next: harmless for a courtesy.
    """
    key = f"case-presence:{case_id}"
    now = time.time()
    known: dict[str, Any] = cache.get(key) or {}
    fresh = {each: seen for each, seen in known.items() if now - seen["at"] < SECONDS}
    fresh[str(person)] = {"name": name, "at": now}
    newest = sorted(fresh, key=lambda each: -fresh[each]["at"])[:MOST]
    cache.set(key, {each: fresh[each] for each in newest}, SECONDS)
    return [fresh[each]["name"] for each in newest if each != str(person)]
