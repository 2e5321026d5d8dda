"""The simulated service: credentials in files under ``var``, outside the product's database."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from django.conf import settings

from motcua.files.signing.authority import KeyPair, key_der
from motcua.kernel.ids import new_secret

PLANS: Final = frozenset({"sign", "fail", "late", "never", "twice", "wrong"})
_ASKS_UNTIL_READY: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Mapping[str, str]


def add_credential(pair: KeyPair, *, pin: str = "", plan: str = "sign") -> dict[str, str]:
    """Give the service a key to hold; what an identity must know to use it, without the address.
    ``plan``: how the service behaves for it."""
    if plan not in PLANS:
        raise ValueError(f"no plan {plan}")
    name, token = new_secret(length=24), new_secret(length=32)
    kept = {"key": key_der(pair.key).hex(), "pin": pin, "token": token, "plan": plan}
    _write("credential", name, kept)
    return {"credential": name, "token": token}


def sign(body: Mapping[str, Any], *, token: str) -> Answer:
    credential = _read("credential", str(body.get("credentialID", "")))
    if credential is None or not hmac.compare_digest(credential["token"], token):
        return Answer(401, {"error": "unknown_credential"})
    if credential["pin"] != str(body.get("PIN", "")):
        return Answer(403, {"error": "invalid_pin"})
    if credential["plan"] == "fail":
        return Answer(503, {"error": "unavailable"})
    request, digest = str(body.get("requestID", "")), str(body.get("hash", ""))
    known = _read("request", request)
    if known is not None and known["hash"] != digest:
        return Answer(409, {"error": "request_reused"})
    if known is None:
        made = _signature(credential, digest)
        if made is None:
            return Answer(400, {"error": "invalid_hash"})
        known = {"hash": digest, "signature": made, "plan": credential["plan"], "asked": 0}
        _write("request", request, known)
    return _answer(request, known)


def status(body: Mapping[str, Any]) -> Answer:
    request = str(body.get("requestID", ""))
    known = _read("request", request)
    if known is None:
        return Answer(404, {"error": "unknown_request"})
    known["asked"] += 1
    _write("request", request, known)
    return _answer(request, known)


def _answer(request: str, known: Mapping[str, Any]) -> Answer:
    waits = known["plan"] == "never" or (
        known["plan"] == "late" and known["asked"] < _ASKS_UNTIL_READY
    )
    if waits:
        return Answer(200, {"requestID": request, "status": "pending"})
    signed = {"requestID": request, "status": "signed", "signature": known["signature"]}
    return Answer(200, signed)


def _signature(credential: Mapping[str, Any], digest: str) -> str | None:
    try:
        raw = base64.b64decode(digest, validate=True)
    except ValueError:
        return None
    if len(raw) != hashlib.sha256().digest_size:
        return None
    if credential["plan"] == "wrong":
        raw = hashlib.sha256(raw).digest()
    key: Any = serialization.load_der_private_key(bytes.fromhex(credential["key"]), None)
    made: bytes = key.sign(raw, ec.ECDSA(Prehashed(hashes.SHA256())))
    return base64.b64encode(made).decode()


def _write(kind: str, name: str, data: Mapping[str, Any]) -> None:
    place = _place(kind, name)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_suffix(".new")
    new.write_text(json.dumps(data), encoding="utf-8")
    new.replace(place)


def _read(kind: str, name: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(_place(kind, name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return found


def _place(kind: str, name: str) -> Path:
    digest = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:40]
    return Path(settings.VAR) / "simulator-sign" / f"{digest}.json"
