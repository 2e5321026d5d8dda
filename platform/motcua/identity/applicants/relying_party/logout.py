"""The platform tells that a citizen signed out there: their sessions here end."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from joserfc import jwt
from joserfc.errors import JoseError

from motcua.identity.applicants.relying_party.identity_token import decode_token, refused
from motcua.identity.applicants.relying_party.registration import ensure_registration
from motcua.identity.models import SessionKind
from motcua.identity.sessions import end_sessions, sessions_named
from motcua.kernel import idempotency
from tenants.urls import platform_url

_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LEEWAY_SECONDS: Final = 30
_AGE_SECONDS: Final = 300


def end_by_notice(token: str, *, now: datetime) -> int:
    """How many sessions ended; the same notice again ends none.

    Raises ``TokenRefused`` or ``PlatformUnreachable``.
    """
    claims = _read(token, now)
    rows = sessions_named(kind=SessionKind.APPLICANT, holder=UUID(str(claims["sub"])))
    if claims.get("sid"):
        rows = rows.filter(upstream_sid=str(claims["sid"])[:255])
    with transaction.atomic():
        taken = idempotency.claim(
            scope="identity.platform_logout",
            key=str(claims["jti"])[:200],
            fingerprint=idempotency.fingerprint_of([claims["sub"], claims.get("sid")]),
            at=now,
        )
        return len(end_sessions(list(rows))) if taken.first else 0


def _read(token: str, now: datetime) -> dict[str, Any]:
    """Every rule of Back-Channel Logout 1.0, 2.6; an identity token is none."""
    decoded = decode_token(token)
    claims: dict[str, Any] = dict(decoded.claims)
    client_id = ensure_registration().client_id
    try:
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": platform_url("")},
            aud={"essential": True, "value": client_id},
            sub={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        ).validate(claims)
        UUID(str(claims["sub"]))
        is_fresh = int(claims["iat"]) >= now.timestamp() - _AGE_SECONDS
    except (JoseError, ValueError, TypeError) as error:
        raise refused() from error
    events = claims.get("events")
    is_event = isinstance(events, dict) and isinstance(events.get(_EVENT), dict)
    kind = str(decoded.header.get("typ", "")).lower()
    if not is_fresh or not is_event or "nonce" in claims or kind != "logout+jwt":
        raise refused()
    return claims
