"""The provider's own description of itself, and its keys. Both are fetched, never typed."""

import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from motcua.identity.staff.provider_errors import ProviderUnreachable, UpstreamRefused
from motcua.kernel import http
from motcua.kernel.errors import Forbidden

# Never "none", and no key shared with the client: a public key must not pass for such a one.
ALGORITHMS: Final = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519",
    "EdDSA",
)  # fmt: skip
_KEEP_SECONDS: Final = 3_600.0
# An unknown key asks for the keys again, but a flood of forged tokens must not.
_REFETCH_SECONDS: Final = 30.0
_MAX_KEPT: Final = 500

# By address. What stands there is public and the same for every tenant that names it.
_documents: dict[str, tuple[float, Any]] = {}


@dataclass(frozen=True, slots=True)
class Metadata:
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    algorithms: tuple[str, ...]
    says_issuer_in_answers: bool
    knows_pkce: bool


class MetadataWrong(UpstreamRefused):
    """``detail``: which part of the description, for the test button."""

    code = "identity_provider_metadata_wrong"


def metadata_of(issuer: str, *, fresh: bool = False) -> Metadata:
    """Raises ``ProviderUnreachable`` or ``MetadataWrong``."""
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    document = _document(address, 0.0 if fresh else _KEEP_SECONDS)
    if document.get("issuer") != issuer:
        raise _wrong(f"issuer: {document.get('issuer')!s}")
    endpoints = {
        name: _endpoint(document, name)
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    }
    offered = document.get("id_token_signing_alg_values_supported") or ["RS256"]
    algorithms = tuple(each for each in ALGORITHMS if each in offered)
    if not algorithms:
        raise _wrong("id_token_signing_alg_values_supported")
    return Metadata(
        issuer=issuer,
        **endpoints,
        userinfo_endpoint=_endpoint(document, "userinfo_endpoint")
        if document.get("userinfo_endpoint")
        else "",
        algorithms=algorithms,
        says_issuer_in_answers=bool(document.get("authorization_response_iss_parameter_supported")),
        knows_pkce="S256" in (document.get("code_challenge_methods_supported") or ()),
    )


def keys_of(metadata: Metadata, *, fresh: bool = False) -> KeySet:
    """Keys for signing. ``fresh``: a token names a key not seen; asks again, not too often."""
    document = _document(metadata.jwks_uri, _REFETCH_SECONDS if fresh else _KEEP_SECONDS)
    listed = document.get("keys")
    usable = [
        each
        for each in (listed if isinstance(listed, list) else [])
        if isinstance(each, dict)
        and each.get("use", "sig") == "sig"
        and each.get("kty") in ("RSA", "EC", "OKP")
    ]
    try:
        keys = KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _wrong("jwks_uri") from error
    if not keys.keys:
        raise _wrong("jwks_uri")
    return keys


def forget() -> None:
    _documents.clear()


def _endpoint(document: dict[str, Any], name: str) -> str:
    value = document.get(name)
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("https", "http") or not parts.hostname:
        raise _wrong(name)
    is_loopback = parts.hostname.endswith("localhost") or parts.hostname == "127.0.0.1"
    if parts.scheme == "http" and not is_loopback:
        raise _wrong(name)
    return str(value)


def _document(address: str, keep: float) -> dict[str, Any]:
    known = _documents.get(address)
    if known and time.monotonic() - known[0] < keep:
        return dict(known[1])
    try:
        answer = http.session().get(address, headers={"Accept": "application/json"})
        answer.raise_for_status()
        document = answer.json()
    except (RequestException, Forbidden, ValueError) as error:
        raise unreachable(address, error) from error
    if not isinstance(document, dict):
        raise _wrong(address)
    if len(_documents) >= _MAX_KEPT:
        _documents.clear()
    _documents[address] = (time.monotonic(), document)
    return dict(document)


def unreachable(address: str, error: Exception) -> ProviderUnreachable:
    host = urlsplit(address).netloc
    return ProviderUnreachable(
        _("Chưa kết nối được hệ thống đăng nhập của cơ quan. Vui lòng thử lại sau ít phút."),
        detail=f"{host}: {type(error).__name__}",
    )


def _wrong(detail: str) -> MetadataWrong:
    return MetadataWrong(
        _("Hệ thống đăng nhập của cơ quan tự mô tả không đúng chuẩn."), detail=detail[:200]
    )
