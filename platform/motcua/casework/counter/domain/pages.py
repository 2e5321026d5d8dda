"""Scanned sheets joined into one PDF, in the order given.

``pypdf`` is read when it is first used: most programs never open a PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from pypdf import PdfWriter

# A4 at 300 dots an inch is 2480 by 3508; what is larger is brought down to it.
_LONGEST: Final = 3_508
_DPI: Final = 300.0
_MOST_PIXELS: Final = 80_000_000


class PagesUnreadable(ValueError):
    """A sheet is no sound picture or PDF."""


def join_pages(sheets: Iterable[tuple[str, bytes]]) -> tuple[bytes, int]:
    """``sheets``: media type and content. Returns the PDF and its number of pages.

    Raises ``PagesUnreadable`` for anything damaged, locked, empty or absurdly large.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    for media_type, content in sheets:
        whole = content if media_type == "application/pdf" else _as_pdf(content)
        _append(writer, whole)
    if not len(writer.pages):
        raise PagesUnreadable
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), len(writer.pages)


def _append(writer: PdfWriter, content: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise PagesUnreadable
        for page in reader.pages:
            writer.add_page(page)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PagesUnreadable from error


def _as_pdf(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PagesUnreadable
            picture = opened.convert("RGB")
            picture.thumbnail((_LONGEST, _LONGEST))
            out = io.BytesIO()
            picture.save(out, format="PDF", resolution=_DPI, quality=80)
            return out.getvalue()
    except (OSError, Image.DecompressionBombError, ValueError) as error:
        raise PagesUnreadable from error
