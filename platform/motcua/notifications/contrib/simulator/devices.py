"""Browsers that agreed to web push, simulated: they can read what was sealed for them."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from motcua.kernel.ids import new_secret
from motcua.notifications.contrib.simulator import ledger
from motcua.notifications.contrib.webpush.vapid import (
    decoded,
    encoded,
    new_pair,
    private_of,
)
from tenants.api import platform_url


def make_device(name: str) -> dict[str, str]:
    """A subscription as a browser gives it: ``endpoint``, ``p256dh`` and ``auth``."""
    private, public = new_pair()
    auth = encoded(new_secret(length=16).encode()[:16])
    ledger.keep("push-device", name, {"private": private, "auth": auth})
    return {
        "endpoint": platform_url(f"/simulator/push/{name}/"),
        "p256dh": public,
        "auth": auth,
    }


def open_sealed(name: str, body: bytes) -> dict[str, Any] | None:
    """What stands in a message to this device; ``None`` when it is not for it."""
    device = ledger.find("push-device", name)
    if device is None:
        return None
    key: ec.EllipticCurvePrivateKey = private_of(device["private"])
    try:
        plain = http_ece.decrypt(
            body, private_key=key, auth_secret=decoded(device["auth"]), version="aes128gcm"
        )
        found = json.loads(plain)
    except (http_ece.ECEException, ValueError):
        return None
    return found if isinstance(found, dict) else None


def is_known_sender(header: str, endpoint: str) -> bool:
    """Whether the ``Authorization`` is a valid signed word for this service (RFC 8292)."""
    kind, _blank, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if kind != "vapid" or not {"t", "k"} <= parts.keys():
        return False
    try:
        point = decoded(parts["k"])
        public = ECKey.import_key(
            {
                "kty": "EC",
                "crv": "P-256",
                "x": encoded(point[1:33]),
                "y": encoded(point[33:65]),
            }
        )
        claims = jwt.decode(parts["t"], public, algorithms=["ES256"]).claims
    except (JoseError, ValueError):
        return False
    at = urlsplit(endpoint)
    is_live = int(claims.get("exp", 0)) > datetime.now(tz=UTC).timestamp()
    return is_live and claims.get("aud") == f"{at.scheme}://{at.netloc}" and "sub" in claims
