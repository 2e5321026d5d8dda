"""Checking tokens of an agency's provider: OpenID Connect Core 1.0, 3.1.3.7, and Back-Channel
Logout 1.0, 2.6. Nothing is optional."""

import base64
import hashlib
import secrets
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError

from motcua.identity.openid.metadata import Metadata, keys_of
from motcua.identity.registry import LogoutNotice
from motcua.identity.staff.provider_errors import UpstreamRefused

LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
# A provider's word for a sign-out is fresh or none.
_LOGOUT_AGE_SECONDS: Final = 300
_DIGESTS: Final = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}
_MAX_TOKEN: Final = 32 * 1024


def read_identity_token(
    token: str,
    metadata: Metadata,
    *,
    client_id: str,
    nonce: str,
    access_token: str,
    leeway: int,
    now: datetime,
) -> dict[str, Any]:
    """The claims. Raises ``UpstreamRefused`` or ``ProviderUnreachable``."""
    decoded = _decode(token, metadata)
    claims = _validated(
        decoded,
        metadata,
        client_id=client_id,
        leeway=leeway,
        now=now,
        nonce={"essential": True, "value": nonce},
        sub={"essential": True},
        exp={"essential": True},
    )
    _check_audience(claims, client_id)
    _check_subject(claims)
    if "at_hash" in claims:
        _check_hash(str(claims["at_hash"]), access_token, str(decoded.header.get("alg", "")))
    return claims


def read_logout_token(
    token: str, metadata: Metadata, *, client_id: str, leeway: int, now: datetime
) -> LogoutNotice:
    """Raises ``UpstreamRefused`` or ``ProviderUnreachable``."""
    decoded = _decode(token, metadata)
    if str(decoded.header.get("typ", "logout+jwt")).lower() not in ("logout+jwt", "jwt"):
        raise refused("typ")
    claims = _validated(
        decoded,
        metadata,
        client_id=client_id,
        leeway=leeway,
        now=now,
        jti={"essential": True},
        exp={"essential": False},
    )
    _check_audience(claims, client_id)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise refused("events")
    # An identity token must not pass for a sign-out.
    if "nonce" in claims or not (claims.get("sub") or claims.get("sid")):
        raise refused("nonce")
    if int(claims["iat"]) < now.timestamp() - _LOGOUT_AGE_SECONDS - leeway:
        raise refused("iat")
    return LogoutNotice(
        token_id=str(claims["jti"])[:200],
        subject=str(claims.get("sub") or "")[:255],
        sid=str(claims.get("sid") or "")[:255],
    )


def refused(detail: str) -> UpstreamRefused:
    return UpstreamRefused(
        _("Không xác nhận được tài khoản cơ quan. Vui lòng đăng nhập lại."), detail=detail[:200]
    )


def _decode(token: str, metadata: Metadata) -> jwt.Token:
    """A key not seen before is asked for once: providers change keys (rotation)."""
    if len(token) > _MAX_TOKEN:
        raise refused("token")
    for is_last in (False, True):
        try:
            return jwt.decode(
                token, keys_of(metadata, fresh=is_last), algorithms=list(metadata.algorithms)
            )
        except (JoseError, ValueError, TypeError, KeyError) as error:
            if is_last:
                raise refused(type(error).__name__) from error
    raise AssertionError("unreachable")


def _validated(
    decoded: jwt.Token,
    metadata: Metadata,
    *,
    client_id: str,
    leeway: int,
    now: datetime,
    **wanted: Any,
) -> dict[str, Any]:
    claims: dict[str, Any] = dict(decoded.claims)
    try:
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=leeway,
            iss={"essential": True, "value": metadata.issuer},
            aud={"essential": True, "value": client_id},
            iat={"essential": True},
            **wanted,
        ).validate(claims)
        int(claims["iat"])
    except (JoseError, ValueError, TypeError) as error:
        raise refused(getattr(error, "claim", None) or type(error).__name__) from error
    return claims


def _check_audience(claims: dict[str, Any], client_id: str) -> None:
    """Of several audiences we must be the party it was made for."""
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    party = claims.get("azp")
    if (several and party is None) or party not in (None, client_id):
        raise refused("azp")


def _check_subject(claims: dict[str, Any]) -> None:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise refused("sub")


def _check_hash(written: str, access_token: str, algorithm: str) -> None:
    """``at_hash`` binds the access token to the identity token (Core 3.1.3.6)."""
    digest = _DIGESTS.get(algorithm[-3:], hashlib.sha512)(access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    if not secrets.compare_digest(half.encode(), written.encode()):
        raise refused("at_hash")
