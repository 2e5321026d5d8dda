"""What the simulated providers remember: one file a transaction, under ``var``.

Outside the database and the cache on purpose: a ledger that the product's own servers cannot
lose, with which they can be compared after they were killed.
"""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings


def keep(vendor: str, merchant: str, reference: str, fields: dict[str, Any]) -> None:
    place = _place(vendor, merchant, reference)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{uuid4()}")
    new.write_text(json.dumps(fields), encoding="utf-8")
    new.replace(place)


def find(vendor: str, merchant: str, reference: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(
            _place(vendor, merchant, reference).read_text(encoding="utf-8")
        )
    except FileNotFoundError:
        return None
    return found


def all_of(vendor: str) -> list[dict[str, Any]]:
    """Everything a provider remembers, for comparing it with what the product knows."""
    places = sorted((Path(settings.VAR) / f"simulator-{vendor}").glob("*.json"))
    return [json.loads(place.read_text(encoding="utf-8")) for place in places]


def _place(vendor: str, merchant: str, reference: str) -> Path:
    name = hashlib.sha256(f"{merchant}:{reference}".encode()).hexdigest()[:40]
    return Path(settings.VAR) / f"simulator-{vendor}" / f"{name}.json"
