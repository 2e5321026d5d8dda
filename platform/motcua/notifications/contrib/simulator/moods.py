"""How a simulated provider feels today."""

import json
import time
from pathlib import Path
from typing import Final

from django.conf import settings

from motcua.notifications.contrib.simulator.ledger import VENDORS

DELIVERED, FAILED = "delivered", "failed"
# Mood → the reports it sends of a message it took, in this order.
MOODS: Final[dict[str, tuple[str, ...]]] = {
    "normal": (DELIVERED,),
    "slow": (DELIVERED,),
    "down": (),
    "refuse": (),
    "lost_answer": (),
    "no_report": (),
    "report_failed": (FAILED,),
    "report_twice": (DELIVERED, DELIVERED),
    "report_late": (DELIVERED,),
    "report_shuffled": (FAILED, DELIVERED),
}
SLOW_SECONDS: Final = 3


def mood_of(vendor: str) -> str:
    try:
        known = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "normal"
    return str(known.get(vendor, "normal"))


def set_mood(vendor: str, mood: str) -> None:
    if vendor not in VENDORS or mood not in MOODS:
        raise ValueError(mood)
    known = {each: mood_of(each) for each in VENDORS} | {vendor: mood}
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(known), encoding="utf-8")


def live(vendor: str) -> str:
    """Today's mood, after being slow where slowness is asked for."""
    mood = mood_of(vendor)
    if mood == "slow":
        time.sleep(SLOW_SECONDS)
    return mood


def _place() -> Path:
    return Path(settings.VAR) / "simulator-messages" / "moods.json"
