"""Size of a picture from its header: a 50,000 × 50,000 PNG is refused without decoding it."""

import struct
from typing import IO, Final

from motcua.files.domain.dangers import Dangerous

MAX_PIXELS: Final = 100_000_000
MAX_SIDE: Final = 20_000
_MAX_SEGMENTS: Final = 2_000
# Start-of-frame markers; C4, C8 and CC are tables, not frames.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def check_png(stream: IO[bytes]) -> None:
    stream.seek(0)
    head = stream.read(24)
    if len(head) < 24 or head[12:16] != b"IHDR":
        raise Dangerous("broken", "png header")
    _check_size(*struct.unpack(">II", head[16:24]))


def check_jpeg(stream: IO[bytes]) -> None:
    stream.seek(2)
    for _ in range(_MAX_SEGMENTS):
        marker = _next_marker(stream)
        if marker in _STANDALONE:
            continue
        raw = stream.read(2)
        if len(raw) < 2:
            break
        length = int.from_bytes(raw, "big")
        if marker in _FRAMES:
            frame = stream.read(5)
            if len(frame) < 5:
                break
            height, width = struct.unpack(">HH", frame[1:5])
            _check_size(width, height)
            return
        if marker in (0xD9, 0xDA) or length < 2:
            break
        stream.seek(length - 2, 1)
    raise Dangerous("broken", "jpeg without a frame")


def _next_marker(stream: IO[bytes]) -> int:
    byte = stream.read(1)
    if byte != b"\xff":
        raise Dangerous("broken", "jpeg marker")
    for _ in range(_MAX_SEGMENTS):
        byte = stream.read(1)
        if not byte:
            break
        if byte != b"\xff":
            return byte[0]
    raise Dangerous("broken", "jpeg marker")


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Dangerous("broken", "no pixels")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
        raise Dangerous("pixels", f"{width}x{height}")
