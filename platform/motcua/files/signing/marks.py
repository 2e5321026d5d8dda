"""Where a signature shows on the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_A4_HEIGHT = 841.89


@dataclass(frozen=True, slots=True)
class Box:
    """``page`` from 1; left, bottom, width, height in points from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def corners(self) -> tuple[int, int, int, int]:
        return (
            round(self.left),
            round(self.bottom),
            round(self.left + self.width),
            round(self.bottom + self.height),
        )

    def as_json(self) -> dict[str, float]:
        return {
            "page": self.page,
            "left": self.left,
            "bottom": self.bottom,
            "width": self.width,
            "height": self.height,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Box":
        return cls(int(data["page"]), data["left"], data["bottom"], data["width"], data["height"])

    @classmethod
    def from_layout(cls, place: Mapping[str, Any]) -> "Box":
        """``place``: what a template says of one of its places; ``y`` counts from the top."""
        bottom = _A4_HEIGHT - float(place["y"]) - float(place["height"])
        return cls(
            int(place["page"]),
            float(place["x"]),
            bottom,
            float(place["width"]),
            float(place["height"]),
        )
