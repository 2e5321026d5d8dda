"""When a citizen signs out of the platform, every agency they went on to is told (OpenID Connect
Back-Channel Logout 1.0). Told again until it says that it has understood."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from allauth.core.internal import jwkkit
from allauth.idp.oidc.adapter import get_adapter
from django.core.cache import cache
from django.db import transaction
from joserfc import jwt
from joserfc.jwk import RSAKey
from requests import RequestException

from motcua.identity.citizens.models import LogoutAddress, RelyingSession
from motcua.kernel import http
from motcua.kernel.errors import Forbidden

log = structlog.get_logger(__name__)
EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LIFETIME: Final = timedelta(minutes=2)
_FIRST_WAIT: Final = timedelta(seconds=15)
_LONGEST_WAIT: Final = timedelta(hours=1)
# With the waits above this is half a day; sessions at agencies end by themselves after eight hours.
_MAX_TRIES: Final = 18
_AT_ONCE: Final = 50
_IN_HAND: Final = timedelta(minutes=1)
_KEEP: Final = timedelta(days=7)
# Looks at every row; about once an hour is enough.
_TIDY_ONE_IN: Final = 100
_CODE_SECONDS: Final = 600


def note_relying(*, account_id: UUID, sid: UUID, client_id: str, code: str, now: datetime) -> None:
    """A code was given out in the session ``sid``: tokens made for it say so, and ``client_id``
    is told when the session ends."""
    RelyingSession.objects.update_or_create(
        sid=sid,
        client_id=client_id,
        defaults={
            "account_id": account_id,
            "began_at": now,
            "ended_at": None,
            "told_at": None,
            "tries": 0,
            "next_try_at": None,
        },
    )
    cache.set(_code_key(code), str(sid), _CODE_SECONDS)


def sid_of_code(code: str) -> str:
    """Empty when it is not known: the token then names no session."""
    return str(cache.get(_code_key(code)) or "")


def end_relying(
    *, now: datetime, sids: Iterable[UUID] | None = None, account_id: UUID | None = None
) -> int:
    """Of these sessions, or of all of the account, have the agencies told. Returns how many."""
    rows = RelyingSession.objects.filter(ended_at=None)
    if sids is not None:
        rows = rows.filter(sid__in=list(sids))
    if account_id is not None:
        rows = rows.filter(account=account_id)
    count = rows.update(ended_at=now, next_try_at=now)
    if count:
        from motcua.identity.citizens.tasks import wake_sender

        transaction.on_commit(wake_sender)
    return count


def send_logouts(*, now: datetime) -> int:
    """Tell whom it is time to tell; returns how many have understood. Two that run at once tell
    nobody twice at the same time."""
    if secrets.randbelow(_TIDY_ONE_IN) == 0:
        RelyingSession.objects.filter(began_at__lt=now - _KEEP).delete()
    told = 0
    for row in _take(now):
        told += _tell(row, now)
    return told


def _take(now: datetime) -> list[RelyingSession]:
    with transaction.atomic():
        rows = list(
            RelyingSession.objects.select_for_update(skip_locked=True)
            .filter(ended_at__isnull=False, told_at=None, next_try_at__lte=now)
            .order_by("next_try_at")[:_AT_ONCE]
        )
        ids = [row.pk for row in rows]
        RelyingSession.objects.filter(pk__in=ids).update(next_try_at=now + _IN_HAND)
    return rows


def _tell(row: RelyingSession, now: datetime) -> bool:
    address = LogoutAddress.objects.filter(pk=row.client_id).first()
    if address is None:
        RelyingSession.objects.filter(pk=row.pk).update(next_try_at=None)
        return False
    token = logout_token(row, now=now)
    try:
        answer = http.session().post(address.uri, data={"logout_token": token})
        understood, said = answer.status_code in (200, 204), str(answer.status_code)
    except (RequestException, Forbidden) as error:
        understood, said = False, type(error).__name__
    if understood:
        RelyingSession.objects.filter(pk=row.pk).update(told_at=now, next_try_at=None)
        return True
    log.warning("logout_not_told", client=row.client_id, answer=said, tries=row.tries + 1)
    wait = min(_FIRST_WAIT * 2**row.tries, _LONGEST_WAIT)
    again = now + wait if row.tries + 1 < _MAX_TRIES else None
    RelyingSession.objects.filter(pk=row.pk).update(tries=row.tries + 1, next_try_at=again)
    return False


def logout_token(row: RelyingSession, *, now: datetime) -> str:
    adapter = get_adapter()
    pem = adapter.get_signing_key().pem
    issued = int(now.timestamp())
    claims: dict[str, Any] = {
        "iss": adapter.get_issuer(),
        "aud": row.client_id,
        "sub": str(row.account_id),
        "sid": str(row.sid),
        "iat": issued,
        "exp": issued + int(_LIFETIME.total_seconds()),
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
    }
    header = {"alg": "RS256", "typ": "logout+jwt", "kid": jwkkit.load_jwk_from_pem(pem)[0]["kid"]}
    return jwt.encode(header, claims, RSAKey.import_key(pem))


def _code_key(code: str) -> str:
    return f"identity.sid:{hashlib.sha256(code.encode()).hexdigest()}"
