"""The signer that asks; imported only when somebody signs."""

import base64
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import requests
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.kernel.errors import DomainError
from motcua.kernel.ids import new_id

PATIENCE_SECONDS: Final = 20.0
PAUSE_SECONDS: Final = 0.5
_ROOM: Final = 512


class RemoteSigner(Signer):
    """One request for each signature; its answer is checked against the certificate before it is
    believed, so a service that errs or lies signs nothing."""

    def __init__(
        self,
        secret: Mapping[str, Any],
        *,
        pin: str,
        certificate: str,
        session: Callable[[], requests.Session],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(
            signing_cert=asn1_x509.Certificate.load(pem.unarmor(certificate.encode())[2]),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )
        self._secret, self._pin, self._session, self._sleep = secret, pin, session, sleep
        self._public: Any = x509.load_pem_x509_certificate(certificate.encode()).public_key()

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return bytes(_ROOM)
        if digest_algorithm != "sha256":
            raise SigningError("remote: only sha256 is asked for")
        signature = self._ask(hashlib.sha256(data).digest())
        self._check(signature, data)
        return signature

    def _ask(self, digest: bytes) -> bytes:
        request = str(new_id())
        answer = self._post(
            "sign",
            {
                "credentialID": self._secret["credential"],
                "PIN": self._pin,
                "requestID": request,
                "hashAlgorithm": "sha256",
                "hash": base64.b64encode(digest).decode(),
            },
        )
        waited = 0.0
        while answer.get("status") == "pending" and waited < PATIENCE_SECONDS:
            self._sleep(PAUSE_SECONDS)
            waited += PAUSE_SECONDS
            answer = self._post("status", {"requestID": request})
        if answer.get("status") != "signed" or answer.get("requestID") != request:
            raise SigningError("remote: not signed in time")
        try:
            return base64.b64decode(str(answer.get("signature", "")), validate=True)
        except ValueError as error:
            raise SigningError("remote: the signature cannot be read") from error

    def _post(self, path: str, body: Mapping[str, str]) -> dict[str, Any]:
        url = f"{str(self._secret['url']).rstrip('/')}/{path}"
        headers = {"Authorization": f"Bearer {self._secret['token']}"}
        try:
            with self._session() as session:
                reply = session.post(url, json=dict(body), headers=headers)
            found = reply.json()
        except (requests.RequestException, DomainError, ValueError) as error:
            raise SigningError("remote: the service does not answer") from error
        if not isinstance(found, dict):
            raise SigningError("remote: the answer cannot be read")
        if reply.status_code != requests.codes.ok:
            raise SigningError(f"remote: {str(found.get('error', 'refused'))[:40]}")
        return found

    def _check(self, signature: bytes, data: bytes) -> None:
        try:
            if isinstance(self._public, ec.EllipticCurvePublicKey):
                self._public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
            elif isinstance(self._public, rsa.RSAPublicKey):
                self._public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
            else:
                raise SigningError("remote: an unknown kind of key")
        except InvalidSignature as error:
            raise SigningError("remote: the signature does not fit the certificate") from error
