"""English words for what citizens read in the ready services.

Official papers, legal names and words for officers stay Vietnamese: they have no English form.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from motcua.catalogue.library.building import Data

_STAYS = frozenset({"result", "legal_bases", "instructions", "conditions"})


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = json.loads(
        Path(__file__).with_name("english.json").read_text(encoding="utf-8")
    )
    return found


def with_english(data: Data) -> Data:
    """A copy of a service's data whose texts have English words where there are any."""
    return {key: value if key in _STAYS else _filled(value) for key, value in data.items()}


def _filled(node: Any) -> Any:
    if isinstance(node, list):
        return [_filled(each) for each in node]
    if not isinstance(node, dict):
        return node
    text = node.get("vi")
    if isinstance(text, str) and set(node) <= {"vi", "en"}:
        english = node.get("en") or _words().get(text)
        return {"vi": text, "en": english} if english else node
    return with_english(node)
