"""The simulated time stamp authority: its own keys below ``var``, and the ways it can misbehave.

pyHanko is read with the first stamp: of two hundred modules no address needs any before.
"""

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from motcua.files.signing.authority import TestAuthority, make_authority, revocation_lists

PLANS: Final = ("dung", "cham", "im-lang", "sai", "loi")
"""Right, slow, silent (longer than any client waits), of something else, an error."""
SLOW_SECONDS: Final = 4.0
SILENT_SECONDS: Final = 12.0


def stamp(request: bytes, *, plan: str, now: datetime) -> bytes | None:
    """None: an error instead of an answer. Raises ``ValueError`` for what is no request."""
    if plan == "loi":
        return None
    from motcua.files.signing.stamping import answer_request

    time.sleep({"cham": SLOW_SECONDS, "im-lang": SILENT_SECONDS}.get(plan, 0.0))
    return answer_request(_of_else(request) if plan == "sai" else request, authority(now), now=now)


def roots(now: datetime) -> bytes:
    """What a tenant must believe: root and issuing authority, PEM."""
    known = authority(now)
    return (known.root.pem + known.issuing.pem).encode()


def lists(now: datetime) -> tuple[bytes, bytes]:
    return revocation_lists(authority(now), revoked=(), now=now)


def authority(now: datetime) -> TestAuthority:
    """Made when nobody has yet."""
    place = Path(settings.VAR) / "simulator-sign" / "tsa.json"
    if not place.exists():
        made = make_authority(now=now, name="Motcua TSA")
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_suffix(".new")
        new.write_text(json.dumps(made.as_json()), encoding="utf-8")
        new.replace(place)
    return TestAuthority.from_json(json.loads(place.read_text(encoding="utf-8")))


def _of_else(request: bytes) -> bytes:
    from asn1crypto import tsp

    asked = tsp.TimeStampReq.load(request, strict=True)
    digest = asked["message_imprint"]["hashed_message"].native
    asked["message_imprint"]["hashed_message"] = bytes(byte ^ 0xFF for byte in digest)
    return bytes(asked.dump(force=True))
