"""A file under a passphrase: made and read as a stream, any change of it noticed. Pure.

One line of JSON says how; then pieces of at most 64 KiB, each encrypted with AES-256-GCM under a
key made from the passphrase by scrypt. The nonce counts the pieces, and each piece says whether it
is the last, so that pieces cannot be swapped, repeated or cut off (the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import base64
import hashlib
import io
import json
import os
import struct
from typing import IO, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from motcua.kernel.errors import Invalid

FORMAT: Final = "motcua-sealed-1"
PIECE: Final = 64 * 1024
_LENGTH: Final = struct.Struct(">I")
_NONCE: Final = struct.Struct(">3sQ?")
_TAG: Final = 16
_MAX_HEADER: Final = 1_000
# 64 MiB and about a fifth of a second a guess.
_COST: Final = {"n": 2**16, "r": 8, "p": 1}
_MAX_COST: Final = {"n": 2**18, "r": 16, "p": 4}
MIN_PASSPHRASE: Final = 12


class ArchiveRefused(Invalid):
    """``message`` is for whoever brought the archive."""

    code = "archive_refused"


class SealedWriter(io.RawIOBase):
    """A stream to write to; ``close`` writes the last piece."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        super().__init__()
        salt = os.urandom(16)
        header = {
            "format": FORMAT,
            "kdf": "scrypt",
            **_COST,
            "salt": base64.b64encode(salt).decode(),
            "cipher": "AES-256-GCM",
        }
        self._out = out
        self._head = json.dumps(header).encode() + b"\n"
        self._key = AESGCM(_key(passphrase, salt, _COST))
        self._waiting = bytearray()
        self._count = 0
        out.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._waiting), is_last=True)
        super().close()

    def _put(self, plain: bytes, *, is_last: bool) -> None:
        sealed = self._key.encrypt(_nonce(self._count, is_last), plain, self._head)
        self._out.write(_LENGTH.pack(len(sealed)) + sealed)
        self._count += 1


def unseal(source: IO[bytes], out: IO[bytes], passphrase: str) -> None:
    """Write what is inside to ``out``. Raises ``ArchiveRefused``; then ``out`` is worth nothing."""
    head = source.readline(_MAX_HEADER)
    key = AESGCM(_key_of(head, passphrase))
    count, is_last = 0, False
    while not is_last:
        piece = _read_piece(source)
        is_last = not _peek(source)
        try:
            out.write(key.decrypt(_nonce(count, is_last), piece, head))
        except InvalidTag:
            why = "wrong passphrase" if count == 0 else f"altered or cut off at piece {count}"
            raise ArchiveRefused(f"the archive does not open: {why}") from None
        count += 1


def _key_of(head: bytes, passphrase: str) -> bytes:
    try:
        header = json.loads(head)
        cost = {name: int(header[name]) for name in _COST}
        salt = base64.b64decode(header["salt"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveRefused("this is not an export of Motcua") from error
    if (
        header.get("format") != FORMAT
        or any(cost[n] > _MAX_COST[n] for n in cost)
        or min(cost.values()) < 1
    ):
        raise ArchiveRefused("the export has a form this release does not read")
    return _key(passphrase, salt, cost)


def _read_piece(source: IO[bytes]) -> bytes:
    length = source.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        raise ArchiveRefused("the archive is cut off")
    (size,) = _LENGTH.unpack(length)
    if not _TAG <= size <= PIECE + _TAG:
        raise ArchiveRefused("the archive is altered")
    piece = source.read(size)
    if len(piece) < size:
        raise ArchiveRefused("the archive is cut off")
    return piece


def _peek(source: IO[bytes]) -> bool:
    """Whether anything follows."""
    here = source.tell()
    more = bool(source.read(1))
    source.seek(here)
    return more


def _nonce(count: int, is_last: bool) -> bytes:
    return _NONCE.pack(b"mcx", count, is_last)


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    if len(passphrase) < MIN_PASSPHRASE:
        raise ArchiveRefused(f"the passphrase has at least {MIN_PASSPHRASE} characters")
    return hashlib.scrypt(
        passphrase.encode(),
        salt=salt,
        dklen=32,
        maxmem=2**29,
        n=cost["n"],
        r=cost["r"],
        p=cost["p"],
    )
