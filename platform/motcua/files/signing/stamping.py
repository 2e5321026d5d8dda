"""RFC 3161 time stamps: by our own test authority, or asked for over HTTP."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import requests
from asn1crypto import cms, core, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.general import (
    as_signing_certificate,
    simple_cms_attribute,
)
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.files.signing.authority import TestAuthority, key_der
from motcua.kernel import http
from motcua.kernel.errors import DomainError

_REPLY: Final = "application/timestamp-reply"
_MAX_REPLY: Final = 64 * 1024
_HASHES: Final[dict[str, Any]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_attribute: Final[Any] = simple_cms_attribute
Session = Callable[[], requests.Session]


def test_stamper(authority: TestAuthority, *, now: datetime) -> TimeStamper:
    """Stamps of the test authority, without any network."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_asn1(each) for each in authority.chain])
    return _TestStamper(
        authority,
        tsa_cert=_asn1(authority.stamping.certificate),
        tsa_key=asn1_keys.PrivateKeyInfo.load(key_der(authority.stamping.key)),
        certs_to_embed=store,
        fixed_dt=now,
    )


def answer_request(request: bytes, authority: TestAuthority, *, now: datetime) -> bytes:
    """The authority's side of RFC 3161, for its simulator. Raises ``ValueError``."""
    asked = tsp.TimeStampReq.load(request, strict=True)
    stamper = test_stamper(authority, now=now)
    reply: bytes = stamper.request_tsa_response(asked).dump()  # type: ignore[attr-defined]
    return reply


class _TestStamper(DummyTimeStamper):
    """pyHanko's, which reads its key anew for every stamp; checking an RSA key takes longer than
    everything else about a signature."""

    def __init__(self, authority: TestAuthority, **given: Any) -> None:
        super().__init__(**given)
        self._key = authority.stamping.key

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        if md_algorithm not in _HASHES:
            raise TimestampRequestError("the test authority stamps SHA-2 only")
        digest = hashlib.new(md_algorithm, tst_info_data).digest()
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                _attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                _attribute("message_digest", digest),
            ]
        )
        if not isinstance(self._key, rsa.RSAPrivateKey):
            raise TimestampRequestError("the test authority stamps with RSA")
        algorithm = _HASHES[md_algorithm]()
        return self._key.sign(attributes.dump(), padding.PKCS1v15(), algorithm), attributes


class HttpStamper(TimeStamper):
    """A time stamp authority at an address, asked through the guarded HTTP client."""

    def __init__(self, url: str, *, session: Session = http.session) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url
        self._session = session

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            with self._session() as session:
                reply = session.post(
                    self._url,
                    data=req.dump(),
                    headers={"Content-Type": "application/timestamp-query", "Accept": _REPLY},
                )
        except (requests.RequestException, DomainError) as error:
            raise TimestampRequestError("the time stamp authority does not answer") from error
        kind = reply.headers.get("Content-Type", "").split(";")[0]
        if reply.status_code != requests.codes.ok or kind != _REPLY:
            raise TimestampRequestError("the time stamp authority refused")
        if len(reply.content) > _MAX_REPLY:
            raise TimestampRequestError("the time stamp is too large")
        try:
            return tsp.TimeStampResp.load(reply.content, strict=True)
        except ValueError as error:
            raise TimestampRequestError("the time stamp cannot be read") from error


def _asn1(certificate: object) -> asn1_x509.Certificate:
    der = certificate.public_bytes(serialization.Encoding.DER)  # type: ignore[attr-defined]
    return asn1_x509.Certificate.load(der)
