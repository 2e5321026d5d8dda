"""Checking an identity token: signature, issuer, audience, lifetime, nonce. Nothing is optional."""

import time
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from motcua.identity.applicants.relying_party.errors import PlatformUnreachable, TokenRefused
from motcua.kernel import http
from motcua.kernel.errors import Forbidden
from tenants.urls import platform_url

_ALGORITHMS: Final = ["RS256"]
_KEYS_SECONDS: Final = 3600.0
# An unknown key asks for the keys again, but a flood of forged tokens must not.
_REFETCH_SECONDS: Final = 30.0
_LEEWAY_SECONDS: Final = 30

# The platform's public keys by their address: the same for all tenants, so no tenant in the key.
_keys: dict[str, tuple[float, KeySet]] = {}


def read_identity_token(token: str, *, client_id: str, nonce: str, now: datetime) -> dict[str, Any]:
    """The claims. Raises ``TokenRefused`` or ``PlatformUnreachable``."""
    try:
        claims: dict[str, Any] = dict(decode_token(token).claims)
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": platform_url("")},
            aud={"essential": True, "value": client_id},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError) as error:
        raise refused() from error
    if claims["aud"] not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
        raise refused()
    return claims


def forget_keys() -> None:
    _keys.clear()


def decode_token(token: str) -> jwt.Token:
    """Signed by the platform; nothing else is checked. Raises ``TokenRefused``."""
    try:
        return _decoded(token)
    except (JoseError, ValueError) as error:
        raise refused() from error


def _decoded(token: str) -> jwt.Token:
    # For what is no token at all nobody is asked for keys.
    jws.extract_compact(token.encode())
    for attempt in (1, 2):
        try:
            return jwt.decode(token, _key_set(fresh=attempt == 2), algorithms=_ALGORITHMS)
        except ValueError:
            # joserfc's word for "no key of that name".
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _key_set(*, fresh: bool) -> KeySet:
    url = platform_url("/.well-known/jwks.json")
    known = _keys.get(url)
    age = time.monotonic() - known[0] if known else _KEYS_SECONDS
    if known and age < (_REFETCH_SECONDS if fresh else _KEYS_SECONDS):
        return known[1]
    try:
        answer = http.session().get(url)
        answer.raise_for_status()
        keys = KeySet.import_key_set(answer.json())
    except (RequestException, Forbidden, ValueError, JoseError) as error:
        raise PlatformUnreachable(
            _("Chưa kết nối được hệ thống tài khoản. Vui lòng thử lại sau ít phút.")
        ) from error
    _keys[url] = (time.monotonic(), keys)
    return keys


def refused() -> TokenRefused:
    return TokenRefused(_("Không xác nhận được tài khoản. Vui lòng đăng nhập lại."))
