"""Bytes of every kind a citizen may send, good and bad."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from typing import Any

from motcua.files.domain.kinds import DOCX, ODT, XLSX

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
)


class Upload:
    """As Django's ``UploadedFile``: a name, a claimed type, and bytes to read."""

    def __init__(self, name: str, content: bytes, content_type: str = "") -> None:
        self.name: str | None = name
        self.content_type: str | None = content_type
        self._stream = io.BytesIO(content)

    def read(self, num_bytes: int | None = None, /) -> bytes:
        return self._stream.read(-1 if num_bytes is None else num_bytes)


def pdf(extra: bytes = b"") -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        + extra
        + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def pdf_with_packed(objects: bytes) -> bytes:
    body = zlib.compress(objects)
    head = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(body)
    return pdf(head + body + b"\nendstream endobj")


def png(width: int = 8, height: int = 8) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(min(height, 8))))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def jpeg(width: int = 8, height: int = 8) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app0 + frame + b"\xff\xd9"


def archive(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in members.items():
            into.writestr(name, content)
    return made.getvalue()


def docx(**extra: bytes) -> bytes:
    types = _CONTENT_TYPES.format(kind=f"{DOCX}.main+xml").encode()
    members = {"[Content_Types].xml": types, "word/document.xml": b"<w/>"}
    return archive(members | {name.replace("__", "/"): data for name, data in extra.items()})


def xlsx() -> bytes:
    types = _CONTENT_TYPES.format(kind=f"{XLSX}.main+xml").encode()
    return archive({"[Content_Types].xml": types, "xl/workbook.xml": b"<w/>"})


def odt(**extra: bytes) -> bytes:
    return archive({"mimetype": ODT.encode(), "content.xml": b"<o/>", **extra})


def store(content: bytes, name: str, **fields: Any) -> Any:
    """``store_upload`` with the usual rest."""
    from motcua.files.api import store_upload
    from motcua.kernel.actors import SYSTEM

    defaults = {"by": SYSTEM, "now": NOW}
    return store_upload(stream=io.BytesIO(content), name=name, **(defaults | fields))
