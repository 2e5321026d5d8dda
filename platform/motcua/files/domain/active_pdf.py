"""Does a PDF carry scripts, launch programs or hide files? Told without interpreting it.

Object streams are unpacked within bounds. Short names are looked for in the structure only: in the
bytes of pictures and fonts they occur by chance. Long ones are looked for everywhere, because the
word ``stream`` in a comment could hide what follows. Names may be written with ``#xx`` escapes.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final, Literal

from motcua.files.domain.dangers import Dangerous

MAX_UNPACKED: Final = 20 * 1024 * 1024
_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_DICTIONARY: Final = 2_000
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_NAME: Final = rb"(?![A-Za-z0-9_.\-])"
_LONG: Final = rb"JavaScript|Launch|EmbeddedFile|EmbeddedFiles|RichMedia"
_ANYWHERE: Final = re.compile(rb"/(" + _LONG + rb")" + _END_OF_NAME)
_STRUCTURE: Final = re.compile(rb"/(" + _LONG + rb"|JS|XFA)" + _END_OF_NAME)
_Part = Literal["structure", "objects", "body"]


def check_pdf(content: bytes) -> None:
    """Raises ``Dangerous("script")`` for active content, ``archive_bomb`` for one that swells."""
    budget = MAX_UNPACKED
    for part, kind in _parts(content):
        text = part
        if kind == "objects":
            text = _unpack(part, budget)
            budget -= len(text)
        names = _ANYWHERE if kind == "body" else _STRUCTURE
        found = names.search(_unescape(text))
        if found:
            raise Dangerous("script", found.group(1).decode())


def _parts(content: bytes) -> Iterator[tuple[bytes, _Part]]:
    """What lies between streams, and the bodies of streams, in order."""
    position = 0
    while begun := _STREAM.search(content, position):
        before = content[position : begun.start()]
        yield before, "structure"
        end = content.find(_END, begun.end())
        if end < 0:
            # No end: nothing after it can be trusted to be a stream's body.
            yield content[begun.end() :], "structure"
            return
        is_objects = b"/ObjStm" in _unescape(before[-_DICTIONARY:])
        yield content[begun.end() : end], "objects" if is_objects else "body"
        position = end + len(_END)
    yield content[position:], "structure"


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
