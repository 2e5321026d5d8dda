"""Question types of XLSForm and what they are here."""

from typing import Any, Final

from motcua.catalogue.importers.drafting import Data, first_type

METADATA: Final = frozenset(
    {
        "start", "end", "today", "deviceid", "device_id", "username", "subscriberid",
        "subscriber_id", "simserial", "phonenumber", "phone_number", "email", "audit",
        "start-geopoint", "background-audio", "background-geopoint",
    }
)  # fmt: skip
"""Recorded by the survey program itself; nothing a citizen answers."""

_SIMPLE: Final[dict[str, tuple[str, Data]]] = {
    "integer": ("number", {"decimals": 0}),
    "int": ("number", {"decimals": 0}),
    "decimal": ("number", {"decimals": 6}),
    "range": ("number", {}),
    "file": ("file", {}),
    "barcode": ("short_text", {}),
    "datetime": ("short_text", {}),
    "note": ("explanation", {"style": "plain"}),
}


def kind_of(word: str, appearance: str) -> tuple[str, Data] | None:
    """Our type and its settings; ``None`` for types that have no counterpart."""
    looks = appearance.lower().split()
    if word in _SIMPLE:
        kind, settings = _SIMPLE[word]
        return kind, dict(settings)
    if word in ("text", "string"):
        return _text(looks)
    if word == "date":
        return _date(looks)
    if word == "time":
        return first_type("time", "short_text"), {}
    if word in ("image", "photo"):
        return _image(looks)
    found = first_type("map_point") if word == "geopoint" else ""
    return (found, {}) if found == "map_point" else None


def _text(looks: list[str]) -> tuple[str, Data]:
    if "multiline" in looks:
        return "long_text", {}
    return "short_text", ({"form": "digits"} if "numbers" in looks else {})


def _date(looks: list[str]) -> tuple[str, Data]:
    return "date", ({"partial": True} if {"year", "month-year"} & set(looks) else {})


def _image(looks: list[str]) -> tuple[str, Data]:
    if "signature" in looks:
        return "signature", {}
    camera = "user" if "new-front" in looks else "environment" if "new" in looks else "none"
    return "image", {"camera": camera}


KNOWN_APPEARANCES: Final = frozenset(
    {
        "multiline", "new", "new-front", "numbers", "year", "month-year", "signature",
        "field-list", "minimal", "dropdown", "select", "autocomplete", "search", "compact",
        "quick", "no-calendar", "horizontal", "horizontal-compact", "vertical", "columns",
        "columns-pack",
    }
)  # fmt: skip
"""Either carried over, or of no meaning on our pages, which follow one layout."""


def range_settings(parameters: str) -> tuple[Data, str]:
    """``start=1 end=10 step=1`` as bounds; the second value is what was not understood."""
    settings: dict[str, Any] = {}
    rest = []
    for pair in parameters.replace(",", " ").split():
        name, _mark, value = pair.partition("=")
        number = _number(value)
        if name == "start" and number is not None:
            settings["min"] = number
        elif name == "end" and number is not None:
            settings["max"] = number
        elif name == "step" and number is not None:
            settings["decimals"] = 0 if number == int(number) else 6
            if number != 1:
                rest.append(pair)
        else:
            rest.append(pair)
    return settings, " ".join(rest)


def _number(text: str) -> int | float | None:
    try:
        value = float(text[:20])
    except ValueError:
        return None
    if not abs(value) < 10**12:
        return None
    return int(value) if value == int(value) else round(value, 6)
