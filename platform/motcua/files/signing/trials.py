"""Trying a key, or an authority's time stamps, on a few random bytes."""

import asyncio
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

from motcua.files.errors import SignatureFailed
from motcua.files.signing.pades import Trust

_MOST_APART: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stamp:
    """``authority``: who stamped; ``at``: the time it says."""

    authority: str
    at: datetime


def try_key(signer: Signer, certificate: str) -> None:
    """Raises ``SignatureFailed`` when nothing comes, or something that does not fit."""
    data = os.urandom(32)
    try:
        made = asyncio.run(signer.async_sign_raw(data, "sha256"))
    except (SigningError, OSError, ValueError) as error:
        raise SignatureFailed(str(error)) from error
    public: Any = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(made, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(made, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise SignatureFailed("the signature does not fit the certificate") from error


def try_stamper(stamper: TimeStamper, trust: Trust, *, now: datetime) -> Stamp:
    """One time stamp, judged as the signatures' own are. Raises ``SignatureFailed`` with
    ``no_answer``, ``mismatch``, ``untrusted`` or ``clock`` first in its words."""
    digest = hashlib.sha256(os.urandom(32)).digest()
    try:
        token = asyncio.run(stamper.async_timestamp(digest, "sha256"))
    except (TimestampRequestError, OSError, ValueError) as error:
        raise SignatureFailed(f"no_answer: {error}") from error
    signed: cms.SignedData = token["content"]
    info = signed["encap_content_info"]["content"].parsed
    if not isinstance(info, tsp.TSTInfo):
        raise SignatureFailed("mismatch: not a time stamp")
    if info["message_imprint"]["hashed_message"].native != digest:
        raise SignatureFailed("mismatch: of something else")
    at: datetime = info["gen_time"].native
    if abs(at - now) > _MOST_APART:
        raise SignatureFailed(f"clock: {at.isoformat()}")
    return Stamp(_judged(signed, digest, trust, now), at)


def _judged(signed: cms.SignedData, digest: bytes, trust: Trust, now: datetime) -> str:
    context = trust.context(now, strict=True)
    try:
        found = asyncio.run(validate_tst_signed_data(signed, context, lambda _name: digest))
    except Exception as error:  # every way in which a stranger's answer can be wrong
        raise SignatureFailed(f"untrusted: {type(error).__name__}") from error
    is_sound = found.get("valid") and found.get("intact")
    if not is_sound or found.get("trust_problem_indic") is not None:
        raise SignatureFailed("untrusted: the chain does not lead to an authority we believe")
    certificate: Any = found["signing_cert"]
    return str(certificate.subject.native.get("common_name", ""))
