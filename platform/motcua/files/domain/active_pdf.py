"""Does a PDF carry scripts, launch programs or hide files? Told without interpreting it.

Names are looked for in the structure only: the bytes of ordinary streams (pictures, fonts) are
skipped, object streams are unpacked within bounds. Names may be written with ``#xx`` escapes.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from motcua.files.domain.dangers import Dangerous

MAX_UNPACKED: Final = 20 * 1024 * 1024
_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_DICTIONARY: Final = 2_000
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA)(?![A-Za-z0-9_.\-])"
)


def check_pdf(content: bytes) -> None:
    """Raises ``Dangerous("script")`` for active content, ``archive_bomb`` for one that swells."""
    budget = MAX_UNPACKED
    for part, is_packed in _parts(content):
        text = part
        if is_packed:
            text = _unpack(part, budget)
            budget -= len(text)
        found = _ACTIVE.search(_unescape(text))
        if found:
            raise Dangerous("script", found.group(1).decode())


def _parts(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """Structure between streams, and the packed bodies of object streams."""
    position = 0
    while begun := _STREAM.search(content, position):
        before = content[position : begun.start()]
        yield before, False
        end = content.find(_END, begun.end())
        if end < 0:
            # No end: nothing after it can be trusted to be a stream's body.
            yield content[begun.end() :], False
            return
        if b"/ObjStm" in _unescape(before[-_DICTIONARY:]):
            yield content[begun.end() : end], True
        position = end + len(_END)
    yield content[position:], False


def _unpack(body: bytes, budget: int) -> bytes:
    if budget <= 0:
        raise Dangerous("archive_bomb", "object streams")
    packer = zlib.decompressobj()
    try:
        text = packer.decompress(body, budget)
    except zlib.error:
        return body
    if packer.unconsumed_tail:
        raise Dangerous("archive_bomb", "object streams")
    return text


def _unescape(text: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found.group(1), 16)]), text)
