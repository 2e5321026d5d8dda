"""A passkey made of software, after WebAuthn Level 2: it signs for one address of one site."""

import hashlib
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

_PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Passkey:
    def __init__(self, origin: str, site: str) -> None:
        self.origin, self.site = origin, site
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.owner, self.count = os.urandom(16), b"", 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        asked = options["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            self._site_hash(),
            _PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT,
            self.count,
            bytes(AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)),
        )
        attestation = AttestationObject.create("none", data, {})
        answer = {"attestationObject": websafe_encode(bytes(attestation))}
        told = self._said(CollectedClientData.TYPE.CREATE, asked["challenge"])
        return self._answer(told, answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        told = self._said(CollectedClientData.TYPE.GET, options["publicKey"]["challenge"])
        self.count += 1
        data = bytes(AuthenticatorData.create(self._site_hash(), _PRESENT_AND_VERIFIED, self.count))
        signed = data + hashlib.sha256(told).digest()
        answer = {
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": websafe_encode(self.owner),
        }
        return self._answer(told, answer)

    def _site_hash(self) -> bytes:
        return hashlib.sha256(self.site.encode()).digest()

    def _said(self, kind: Any, challenge: str) -> bytes:
        return bytes(CollectedClientData.create(kind, challenge, self.origin))

    def _answer(self, told: bytes, answer: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": websafe_encode(told), **answer},
        }
