"""Where people come: reception points with their hours in words and a link to a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.utils.translation import gettext as _

from motcua.identity.api import list_agencies
from motcua.workflow.api import get_calendar

_MAP: Final = "https://www.openstreetmap.org"
MAX_POINTS: Final = 500


@dataclass(frozen=True, slots=True)
class ReceptionPoint:
    name: str
    address: str
    phone: str
    hours: tuple[str, ...]
    map_url: str


def reception_points(added: Iterable[Any]) -> list[ReceptionPoint]:
    """The tenant's own, then those an editor wrote (blocks of ``PointBlock``)."""
    own = [each for each in list_agencies() if each.is_reception_point][:MAX_POINTS]
    hours = hours_in_words(get_calendar().week)
    found = [
        ReceptionPoint(each.name, each.address, each.phone, hours, map_of(each.address))
        for each in own
    ]
    for block in added:
        value = block.value
        found.append(
            ReceptionPoint(
                name=value["name"],
                address=value["address"],
                phone=value["phone"],
                hours=(value["hours"],) if value["hours"] else (),
                map_url=map_of(value["address"], value["latitude"], value["longitude"]),
            )
        )
    return found


def map_of(address: str, latitude: float | None = None, longitude: float | None = None) -> str:
    """A link only: no map is drawn by somebody else's script."""
    if latitude is not None and longitude is not None:
        place = f"{latitude:.5f}/{longitude:.5f}"
        return f"{_MAP}/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{place}"
    return f"{_MAP}/search?query={quote(address)}" if address else ""


def hours_in_words(week: list[list[str]]) -> tuple[str, ...]:
    """Days in a row with the same hours are one line: ``Thứ hai – Thứ sáu: 07:00–11:30, …``."""
    names = [
        _("Thứ hai"), _("Thứ ba"), _("Thứ tư"), _("Thứ năm"), _("Thứ sáu"), _("Thứ bảy"),
        _("Chủ nhật"),
    ]  # fmt: skip
    lines, start = list[str](), 0
    for day in range(1, len(week) + 1):
        if day < len(week) and week[day] == week[start]:
            continue
        if week[start]:
            days = names[start] if day - start == 1 else f"{names[start]} – {names[day - 1]}"
            lines.append(f"{days}: {', '.join(each.replace('-', '–') for each in week[start])}")
        start = day
    return tuple(lines)
