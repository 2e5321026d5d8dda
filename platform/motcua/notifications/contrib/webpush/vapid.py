"""Who we are to push services (RFC 8292): a key pair, and a signed word at every message."""

import base64
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

LASTS_SECONDS: Final = 12 * 3600
_CURVE: Final = ec.SECP256R1()


def new_pair() -> tuple[str, str]:
    """Private and public key, base64url: the raw number, and the point as browsers take it."""
    made = ec.generate_private_key(_CURVE)
    number = made.private_numbers().private_value.to_bytes(32, "big")
    return encoded(number), encoded(point_of(made))


def private_of(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), _CURVE)


def authorization(endpoint: str, *, private: str, contact: str, at: datetime) -> str:
    """The ``Authorization`` header for one message to ``endpoint``."""
    parts, key = urlsplit(endpoint), private_of(private)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(at.timestamp()) + LASTS_SECONDS,
        "sub": contact,
    }
    token = jwt.encode({"alg": "ES256", "typ": "JWT"}, claims, ECKey.import_key(_pem(key)))
    return f"vapid t={token}, k={encoded(point_of(key))}"


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Raises ``ValueError``."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
