"""What a picture tells besides itself (place, time, device), taken out without re-encoding.

Segments of a JPEG and chunks of a PNG that hold metadata are left out, and so is everything after
the picture's end, where a second file could hide. How to turn the picture is kept. Anything that
does not read as a picture stays as it is: whether it is one has been judged before.
"""

import re
import struct
from typing import Final

MAX_BYTES: Final = 40 * 1024 * 1024
"""A larger picture is not read into memory for this."""

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_APP_KEPT: Final = {0xE0: b"", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_NEXT_MARKER: Final = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")
_ORIENTATION: Final = 0x0112


class _Unreadable(Exception):
    """Not built like a picture."""


def without_metadata(content: bytes, media_type: str) -> bytes:
    """The picture alone; ``content`` itself when there is nothing to take out or to understand."""
    try:
        if media_type == "image/jpeg":
            return _jpeg(content)
        return _png(content) if media_type == "image/png" else content
    except (_Unreadable, struct.error, IndexError):
        return content


def _png(content: bytes) -> bytes:
    if not content.startswith(_PNG_START):
        raise _Unreadable
    kept, at = [_PNG_START], len(_PNG_START)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise _Unreadable
        if kind not in _PNG_DROPPED:
            kept.append(content[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)


def _jpeg(content: bytes) -> bytes:
    if not content.startswith(b"\xff\xd8"):
        raise _Unreadable
    kept: list[bytes] = []
    orientation, at = 1, 2
    while True:
        at = _marker_at(content, at)
        marker = content[at + 1]
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
            break
        if marker in _STANDALONE:
            kept.append(content[at : at + 2])
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        segment = content[at:end]
        if len(segment) < 4 or end > len(content):
            raise _Unreadable
        if marker == 0xE1 and segment[4:10] == b"Exif\x00\x00":
            orientation = _orientation(segment[10:]) or orientation
        if _is_kept(marker, segment[4:]):
            kept.append(segment)
        at = end
        if marker == 0xDA:
            following = _NEXT_MARKER.search(content, at)
            stop = following.start() if following else len(content)
            kept.append(content[at:stop])
            at = stop
            if following is None:
                break
    return b"\xff\xd8" + _turned(orientation) + b"".join(kept)


def _marker_at(content: bytes, at: int) -> int:
    if content[at] != 0xFF:
        raise _Unreadable
    while content[at + 1] == 0xFF:
        at += 1
    return at


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        start = _APP_KEPT.get(marker)
        return start is not None and body.startswith(start)
    return True


def _orientation(tiff: bytes) -> int | None:
    """How to turn the picture, 1 to 8, from the first directory of the EXIF data."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for entry in range(min(count, 100)):
        tag, _kind, _number, value = struct.unpack_from(
            order + "HHIH", tiff, start + 2 + 12 * entry
        )
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else None
    return None


def _turned(orientation: int) -> bytes:
    """An EXIF segment that says nothing but how to turn the picture."""
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    tiff = b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
