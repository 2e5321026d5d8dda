"""Authorisation code flow with PKCE, state and nonce; this tenant is the relying party."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _
from requests import RequestException

from motcua.identity.applicants.relying_party.errors import (
    PlatformUnreachable,
    SignInDenied,
    SignInInterrupted,
    TokenRefused,
)
from motcua.identity.applicants.relying_party.identity_token import read_identity_token
from motcua.identity.applicants.relying_party.registration import (
    CALLBACK_PATH,
    Registration,
    ensure_registration,
)
from motcua.identity.assurance import acr_of_level
from motcua.identity.citizens.provider import SCOPES
from motcua.kernel import http
from motcua.kernel.errors import Forbidden
from tenants.urls import platform_url, visited_url

log = structlog.get_logger(__name__)
_SESSION_KEY: Final = "motcua_sign_ins"
# What a log line may repeat of what the browser brought back (OpenID Connect Core 3.1.2.6).
_DENIALS: Final = frozenset(
    {"access_denied", "login_required", "interaction_required", "consent_required", "server_error"}
)
# One per open tab; the oldest give way.
_MAX_PENDING: Final = 5
# Somebody may have to open an account and find an e-mail on the way.
_LIFETIME_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in this browser began. ``back`` is a path of this host."""

    state: str
    nonce: str
    verifier: str
    back: str
    level: int


def begin(*, session: SessionBase, back: str, level: int, now: datetime) -> str:
    """Remember a new sign-in; returns the address on the platform to go to."""
    pending = Pending(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        back=back,
        level=level,
    )
    waiting = _live(session, now)[-(_MAX_PENDING - 1) :]
    session[_SESSION_KEY] = [*waiting, [now.timestamp(), *_row(pending)]]
    registration = ensure_registration()
    query = {
        "response_type": "code",
        "client_id": registration.client_id,
        "redirect_uri": visited_url(CALLBACK_PATH),
        "scope": " ".join(SCOPES),
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": _challenge(pending.verifier),
        "code_challenge_method": "S256",
    }
    if level:
        query["acr_values"] = acr_of_level(level)
    return f"{platform_url('/identity/o/authorize')}?{urlencode(query)}"


def take_pending(*, session: SessionBase, state: str, now: datetime) -> Pending:
    """The sign-in ``state`` belongs to; usable once. Raises ``SignInInterrupted``."""
    waiting = _live(session, now)
    found = [row for row in waiting if state and secrets.compare_digest(str(row[1]), state)]
    if not found:
        raise SignInInterrupted(
            _("Lượt đăng nhập này đã quá lâu hoặc không bắt đầu từ trình duyệt này.")
        )
    session[_SESSION_KEY] = [row for row in waiting if row not in found]
    return Pending(*found[0][1:])


def finish(*, pending: Pending, code: str, error: str, now: datetime) -> dict[str, Any]:
    """Exchange ``code`` for the citizen's claims.

    Raises ``SignInDenied``, ``TokenRefused`` or ``PlatformUnreachable``.
    """
    if error or not code:
        log.info("sign_in_denied", error=error if error in _DENIALS else "other")
        raise SignInDenied(_("Bạn chưa đăng nhập."))
    registration = ensure_registration()
    token = _exchange(registration, pending, code)
    return read_identity_token(
        token, client_id=registration.client_id, nonce=pending.nonce, now=now
    )


def end_session_url(home: str) -> str:
    """Where the platform asks whether to end its own session too, then leads back ``home``."""
    query = {
        "client_id": ensure_registration().client_id,
        "post_logout_redirect_uri": home,
    }
    return f"{platform_url('/identity/o/logout')}?{urlencode(query)}"


def _exchange(registration: Registration, pending: Pending, code: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": visited_url(CALLBACK_PATH),
        "code_verifier": pending.verifier,
    }
    try:
        answer = http.session().post(
            platform_url("/identity/o/api/token"),
            data=form,
            auth=(registration.client_id, registration.secret),
        )
    except (RequestException, Forbidden) as error:
        raise _unreachable() from error
    if answer.status_code >= 500:
        raise _unreachable()
    body = _json(answer)
    if answer.status_code != 200 or not isinstance(body.get("id_token"), str):
        log.warning("code_refused", status=answer.status_code, error=body.get("error"))
        raise TokenRefused(_("Không xác nhận được tài khoản. Vui lòng đăng nhập lại."))
    return str(body["id_token"])


def _json(answer: Any) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _unreachable() -> PlatformUnreachable:
    return PlatformUnreachable(
        _("Chưa kết nối được hệ thống tài khoản. Vui lòng thử lại sau ít phút.")
    )


def _live(session: SessionBase, now: datetime) -> list[list[Any]]:
    earliest = now.timestamp() - _LIFETIME_SECONDS
    return [row for row in session.get(_SESSION_KEY, []) if row[0] >= earliest]


def _row(pending: Pending) -> list[Any]:
    return [pending.state, pending.nonce, pending.verifier, pending.back, pending.level]


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
