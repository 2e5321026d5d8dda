"""What the simulated providers took: one file a message under ``var``, and how often it came.

Outside the database and the cache on purpose: a ledger that the product's own servers cannot
lose, with which they can be compared after they were killed.
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings

Kept = dict[str, Any]
VENDORS: Final = ("sms", "esms", "zalo", "push", "webhook")


def take(vendor: str, number: str, fields: Kept) -> Kept:
    """Note that message ``number`` came (again); what was kept of it the first time stands."""
    place = _place(vendor, number)
    place.parent.mkdir(parents=True, exist_ok=True)
    # One byte an arrival: appending is atomic, and the size is the count.
    with place.with_suffix(".count").open("ab") as file:
        file.write(b".")
    kept = find(vendor, number)
    if kept is None:
        kept = {"vendor": vendor, "number": number, "at": _now(), "due": [], "told": [], **fields}
        keep(vendor, number, kept)
    return kept


def keep(vendor: str, number: str, fields: Kept) -> None:
    place = _place(vendor, number)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{uuid4()}")
    new.write_text(json.dumps(fields), encoding="utf-8")
    new.replace(place)


def find(vendor: str, number: str) -> Kept | None:
    return _read(_place(vendor, number))


def all_of(vendor: str) -> list[Kept]:
    """Everything a provider took, each with ``arrivals``."""
    found = []
    for place in sorted(_folder(vendor).glob("*.json")):
        kept = _read(place)
        counted = place.with_suffix(".count")
        if kept is not None:
            found.append({**kept, "arrivals": counted.stat().st_size if counted.exists() else 1})
    return found


def newest(limit: int = 100) -> list[Kept]:
    """Of every vendor, newest first."""
    everything = [kept for vendor in VENDORS for kept in all_of(vendor)]
    return sorted(everything, key=lambda kept: str(kept["at"]), reverse=True)[:limit]


def secret_of(name: str) -> str:
    """The secret a simulated provider and its customer share; no list of customers is needed."""
    return hashlib.sha256(f"simulated:{name}".encode()).hexdigest()[:40]


def _read(place: Path) -> Kept | None:
    try:
        found: Kept = json.loads(place.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _folder(vendor: str) -> Path:
    return Path(settings.VAR) / "simulator-messages" / vendor


def _place(vendor: str, number: str) -> Path:
    return _folder(vendor) / f"{hashlib.sha256(number.encode()).hexdigest()[:40]}.json"


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds")
