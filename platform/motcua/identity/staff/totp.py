"""Time-based one-time passwords (RFC 6238): SHA-1, 30 seconds, six digits, as all apps know."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

STEP_SECONDS: Final = 30
DIGITS: Final = 6
# Clocks of telephones are off by some seconds; one step to each side is usual.
_AROUND: Final = (0, -1, 1)
_SECRET_BYTES: Final = 20


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, code: str, *, now: datetime, after: int) -> int | None:
    """The step ``code`` belongs to, if it is a fresh one: each step counts once only."""
    typed = code.replace(" ", "")
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current + around for around in _AROUND):
        if step > after and hmac.compare_digest(code_at(secret, step), typed):
            return step
    return None


def address_of(secret: str, *, username: str, place: str) -> str:
    """What the picture for the telephone says (Key URI Format)."""
    query = urlencode({"secret": secret, "issuer": place, "digits": DIGITS})
    return f"otpauth://totp/{quote(place)}:{quote(username)}?{query}"
