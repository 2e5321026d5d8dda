"""Bars drawn by the server: no script, no inline style, and the numbers stand beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 600
HEIGHT: Final = 120
_GAP: Final = 2
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int
    shown: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """``key`` makes ids on the page; ``bars`` stand upright, or lie when ``is_lying``."""

    key: str
    title: str
    about: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    is_lying: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(bar.value for bar in self.bars)


def upright(key: str, title: str, about: str, points: Sequence[tuple[str, int, str]]) -> Chart:
    """One bar a point, left to right; ``points``: label, value, value as people read it."""
    room = max(WIDTH // max(len(points), 1), _GAP + 1)
    top = max((value for _label, value, _shown in points), default=0)
    bars = tuple(
        Bar(
            label=label,
            value=value,
            shown=shown,
            x=at * room,
            y=HEIGHT - (tall := _length(value, top, HEIGHT)),
            width=room - _GAP,
            height=tall,
        )
        for at, (label, value, shown) in enumerate(points)
    )
    return Chart(key, title, about, room * max(len(points), 1), HEIGHT, bars)


def lying(key: str, title: str, about: str, points: Sequence[tuple[str, int, str]]) -> Chart:
    """One bar a line, so that long names stay readable in the table beside."""
    line = 16
    top = max((value for _label, value, _shown in points), default=0)
    bars = tuple(
        Bar(
            label=label,
            value=value,
            shown=shown,
            x=0,
            y=1,
            width=_length(value, top, WIDTH // 3),
            height=line - 2,
        )
        for label, value, shown in points
    )
    return Chart(key, title, about, WIDTH // 3, line, bars, is_lying=True)


def stacked(parts: Sequence[int], *, most: int) -> tuple[tuple[int, int], ...]:
    """Begin and width of parts lying one after another; ``most``: the longest line's sum."""
    found, begin = [], 0
    for value in parts:
        width = _length(value, most, WIDTH // 3)
        found.append((begin, width))
        begin += width
    return tuple(found)


def _length(value: int, top: int, room: int) -> int:
    """In proportion; what is there at all can be seen."""
    return max(value * room // top, _LEAST) if value > 0 and top else 0
