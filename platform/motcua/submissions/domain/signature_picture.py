"""A drawn signature as a picture: what was points becomes something anybody can look at."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw

from formbuilder.api import signature_path

_SIZE: Final = (1_000, 400)
_WIDTH: Final = 5


def picture_of(value: Mapping[str, Any]) -> BytesIO | None:
    """A PNG of the drawing; ``None`` where nothing readable was drawn."""
    path = signature_path(value)
    if not path:
        return None
    image = Image.new("L", _SIZE, 255)
    pen = ImageDraw.Draw(image)
    for stroke in path.split("M")[1:]:
        points = [_point(each) for each in stroke.split("L")]
        if len(points) == 1:
            x, y = points[0]
            pen.ellipse((x - _WIDTH, y - _WIDTH, x + _WIDTH, y + _WIDTH), fill=0)
        else:
            pen.line(points, fill=0, width=_WIDTH, joint="curve")
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    out.seek(0)
    return out


def _point(text: str) -> tuple[int, int]:
    x, _comma, y = text.strip().partition(",")
    return int(x), int(y)
