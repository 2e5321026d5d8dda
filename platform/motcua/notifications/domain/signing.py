"""The signature of our own wire formats: HMAC-SHA256 over time and body, as ``t=…,v1=…``.

The receiver recomputes it and refuses what is older than five minutes; an old message cannot be
sent again under a new time.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Final

HEADER: Final = "X-Motcua-Signature"
TOLERANCE: Final = timedelta(minutes=5)


def sign(body: bytes, *, secret: str, at: datetime) -> str:
    moment = int(at.timestamp())
    return f"t={moment},v1={_digest(body, secret, moment)}"


def is_signed(body: bytes, header: str, *, secret: str, now: datetime) -> bool:
    """Whether ``header`` is of ``body`` and not older (or newer) than ``TOLERANCE``."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    moment = parts.get("t", "")
    if not secret or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    if abs(now - datetime.fromtimestamp(int(moment), tz=UTC)) > TOLERANCE:
        return False
    return hmac.compare_digest(parts.get("v1", ""), _digest(body, secret, int(moment)))


def _digest(body: bytes, secret: str, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
