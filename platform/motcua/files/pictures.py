"""Pictures as they are shown: drawn anew, so that nothing but their dots reaches a browser.

The file an applicant sent stays as it is, because its digest stands in the proof of receipt;
whoever downloads it gets that. What is shown in a page carries no metadata, no second file behind
the end, and no more dots than a screen has use for.
"""

from io import BytesIO
from typing import IO, Final

from PIL import Image, ImageOps

MAX_SIDE: Final = 2_000
# A JPEG is read at a fraction of its size; other kinds are unpacked whole.
MAX_DECODED: Final = 40_000_000
_KINDS: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}


def redraw(stream: IO[bytes], media_type: str) -> bytes | None:
    """The picture in the same kind, at most 2,000 dots a side and upright.

    ``None`` when it cannot be drawn, or only at the cost of too much memory.
    """
    kind = _KINDS[media_type]
    try:
        with Image.open(stream, formats=(kind,)) as picture:
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
            if picture.width * picture.height > MAX_DECODED:
                return None
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            return _plain(upright, kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _plain(picture: Image.Image, kind: str) -> bytes:
    """Only the dots: a new picture takes over neither comments nor profiles."""
    mode = "RGB" if kind == "JPEG" else "RGBA"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    out = BytesIO()
    bare.save(out, kind, **({"quality": 85} if kind == "JPEG" else {}))
    return out.getvalue()
