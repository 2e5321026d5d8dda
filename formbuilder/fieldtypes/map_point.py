"""A point on the map as latitude and longitude: typed, told by the device, or shown on own tiles.

Works without a network and without tiles; nobody else's map server is ever asked.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from formbuilder.fieldtypes.base import Issue, Parsed, Posted, Question
from formbuilder.fieldtypes.common import named
from formbuilder.fieldtypes.composite import CompositeConfig, CompositeType, InnerPart
from formbuilder.fieldtypes.number import Number, NumberConfig

# Land and territorial sea of Viet Nam with its islands, generously.
_VIET_NAM: Final = (6.0, 24.0, 101.0, 118.0)
_DEGREES: Final = 6
Tiles = Annotated[str, Setting(max_length=300, pattern=r"^(?:/[A-Za-z0-9/_.{}-]*)?$")]


class MapPointConfig(CompositeConfig):
    tiles: Annotated[Tiles, named("Địa chỉ ảnh bản đồ của cổng này", "Own map tiles")] = ""
    """Own tiles of this site, such as ``/media/ban-do/{z}/{x}/{y}.png``; empty: no picture."""
    only_viet_nam: Annotated[
        bool, named("Nhắc khi điểm nằm ngoài Việt Nam", "Doubt points outside Viet Nam")
    ] = True
    """Doubt a point far outside the country."""

    @cached_property
    def inner(self) -> tuple[InnerPart, ...]:
        return (
            _part("lat", 90, {"vi": "Vĩ độ", "en": "Latitude"}, "21,028511"),
            _part("lng", 180, {"vi": "Kinh độ", "en": "Longitude"}, "105,804817"),
        )


def _part(key: str, most: int, label: dict[str, str], example: str) -> InnerPart:
    settings = NumberConfig(min=-most, max=most, decimals=_DEGREES)
    hint = {"vi": f"Ví dụ {example}", "en": f"For example {example}"}
    return InnerPart(key, Number(), settings, label, required=True, hint=hint)


class MapPoint(CompositeType[MapPointConfig]):
    """Stored as ``{"lat": 21.028511, "lng": 105.804817}`` (WGS 84, degrees)."""

    key = "map_point"
    label = {"vi": "Điểm trên bản đồ", "en": "Point on the map"}
    group = "address"
    hint = {"vi": "Vĩ độ, kinh độ; lấy được từ thiết bị", "en": "Latitude and longitude"}
    keywords = ("bản đồ", "tọa độ", "vị trí", "gps", "kinh độ", "vĩ độ")
    icon = "map-pinned"
    widget = "map_point"
    config = MapPointConfig

    def parse(self, posted: Posted, settings: MapPointConfig, question: Question) -> Parsed:
        """Maps are copied from as "21.028511, 105.804817": taken from the first input too."""
        first, second = posted.one("-lat"), posted.one("-lng")
        pair = [text.strip() for text in (first or "").split(", ")]
        if len(pair) == 2 and not (second or "").strip():
            values = dict(posted.values)
            values[f"{posted.name}-lat"], values[f"{posted.name}-lng"] = [pair[0]], [pair[1]]
            posted = Posted(posted.name, values, posted.files, posted.existing)
        return super().parse(posted, settings, question)

    def warn(self, value: Any, settings: MapPointConfig, question: Question) -> Iterator[Issue]:
        south, north, west, east = _VIET_NAM
        lat, lng = value["lat"], value["lng"]
        if settings.only_viet_nam and not (south <= lat <= north and west <= lng <= east):
            message = _("%(label)s nằm ngoài Việt Nam. Kiểm tra lại vĩ độ và kinh độ")
            yield Issue("outside", message % {"label": question.label}, "-lat")

    def display(self, value: Any, settings: MapPointConfig, language: str) -> str:
        lat, lng = abs(value["lat"]), abs(value["lng"])
        north, east = value["lat"] >= 0, value["lng"] >= 0
        if language.startswith("vi"):
            marks = ("B" if north else "N", "Đ" if east else "T")
        else:
            marks = ("N" if north else "S", "E" if east else "W")
        return f"{lat:.6f}° {marks[0]}, {lng:.6f}° {marks[1]}"

    def export(self, value: Any, settings: MapPointConfig) -> Any:
        """GeoJSON; longitude comes first there."""
        return {"type": "Point", "coordinates": [value["lng"], value["lat"]]}
