"""What lies in the place of a file in a training copy: a blank of the same kind."""

import io
from functools import lru_cache
from typing import Final

from PIL import Image

_WORDS: Final = "BẢN TẬP HUẤN: nội dung thật không có ở đây.\n"
_PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 47>>stream\nBT /F1 24 Tf 72 720 Td (BAN TAP HUAN) Tj ET    \n"
    b"endstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
)


@lru_cache(maxsize=16)
def stand_in(media_type: str) -> bytes:
    """The same for every file of a kind; kinds that cannot be drawn hold a line of text."""
    if media_type == "application/pdf":
        return _pdf()
    kind = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}.get(media_type)
    if kind is None:
        return _WORDS.encode()
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (222, 226, 230)).save(out, kind)
    return out.getvalue()


def _pdf() -> bytes:
    """With the table of places that readers look for."""
    places = [_PDF.index(f"{number} 0 obj".encode()) for number in range(1, 6)]
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\n"
    return _PDF + f"{tail}startxref\n{len(_PDF)}\n%%EOF\n".encode()
