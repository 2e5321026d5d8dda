"""How a simulated provider feels today: normal, slow, silent (tells nobody) or down."""

import json
import time
from pathlib import Path
from typing import Final

from django.conf import settings

MOODS: Final = ("normal", "slow", "silent", "down")
VENDORS: Final = ("vnpay", "momo", "national")
SLOW_SECONDS: Final = 4


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


def live(vendor: str) -> bool:
    """Be slow where slowness is asked for; false when there is to be no answer at all."""
    mood = mood_of(vendor)
    if mood == "slow":
        time.sleep(SLOW_SECONDS)
    return mood != "down"


def _place() -> Path:
    return Path(settings.VAR) / "simulator-moods.json"
