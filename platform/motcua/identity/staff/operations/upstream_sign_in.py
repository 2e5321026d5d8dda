"""Signing in by the agency's own system, from the button to the account."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from motcua.identity import sign_in_guard
from motcua.identity.models import Account
from motcua.identity.registry import UpstreamIdentity, staff_providers
from motcua.identity.staff.models import IdentityProvider
from motcua.identity.staff.operations.admit_upstream import admit_upstream
from motcua.identity.staff.provider_errors import PasswordWrong, SignInLost, UpstreamDenied
from motcua.identity.staff.queries.providers import account_of, enabled_provider
from motcua.kernel.errors import DomainError

log = structlog.get_logger(__name__)
_SESSION_KEY: Final = "motcua_staff_sign_ins"
# One per open tab; the oldest give way.
_MAX_PENDING: Final = 5
_LIFETIME: Final = timedelta(minutes=30)
# Health is of interest by the minute; a row locked at every sign-in is not.
_HEALTH_STEP: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody is who they say; the caller opens the session."""

    account: Account
    provider_id: UUID
    identity: UpstreamIdentity
    second_factor_done: bool
    back: str


def begin_upstream(
    *, provider_id: UUID, session: SessionBase, callback: str, back: str, now: datetime
) -> str:
    """Remember a new sign-in; returns the provider's address to go to.

    Raises ``ProviderMissing``, ``ProviderUnreachable``, ``UpstreamRefused``.
    """
    row, state = enabled_provider(provider_id), secrets.token_urlsafe(32)
    try:
        begun = staff_providers.get(row.kind).begin(account_of(row), callback=callback, state=state)
    except DomainError as error:
        _note_failure(row, error, now)
        raise
    waiting = _live(session, now)[-(_MAX_PENDING - 1) :]
    entry = [now.timestamp(), state, str(row.pk), begun.kept, back]
    session[_SESSION_KEY] = [*waiting, entry]
    return begun.address


def finish_upstream(
    *,
    provider_id: UUID,
    session: SessionBase,
    callback: str,
    params: Mapping[str, str],
    make_room: Callable[[], None],
    now: datetime,
) -> Arrival:
    """The provider sent the browser back. Raises ``SignInLost`` and what its plugin raises."""
    row = enabled_provider(provider_id)
    kept, back = _take(session, str(row.pk), params.get("state", ""), now)
    try:
        identity = staff_providers.get(row.kind).finish(
            account_of(row), callback=callback, params=params, kept=kept, now=now
        )
        account = admit_upstream(provider=row, identity=identity, make_room=make_room, now=now)
    except DomainError as error:
        _note_failure(row, error, now)
        raise
    return _arrived(row, account, identity, back, now)


def ask_upstream(
    *,
    provider_id: UUID,
    username: str,
    password: str,
    back: str,
    count_attempt: Callable[[str], None],
    make_room: Callable[[], None],
    now: datetime,
) -> Arrival:
    """Ask the directory about a password. Five failures lock the name here as any other does, so
    that guessing at ours does not lock people out at the directory.

    ``count_attempt`` raises ``LimitReached``. Raises ``SignInLocked`` and what the plugin raises.
    """
    row = enabled_provider(provider_id)
    name = f"{row.pk}:{username}"
    sign_in_guard.refuse_if_locked(username=name, now=now)
    count_attempt(name)
    try:
        identity = staff_providers.get(row.kind).ask(
            account_of(row), username=username, password=password
        )
        sign_in_guard.note_success(username=name)
        account = admit_upstream(provider=row, identity=identity, make_room=make_room, now=now)
    except PasswordWrong:
        sign_in_guard.note_failure(username=name, now=now)
        sign_in_guard.refuse_if_locked(username=name, now=now)
        raise
    except DomainError as error:
        _note_failure(row, error, now)
        raise
    return _arrived(row, account, identity, back, now)


def _arrived(
    row: IdentityProvider,
    account: Account,
    identity: UpstreamIdentity,
    back: str,
    now: datetime,
) -> Arrival:
    if row.last_sign_in_at is None or now - row.last_sign_in_at > _HEALTH_STEP:
        IdentityProvider.objects.filter(pk=row.pk).update(last_sign_in_at=now)
    done = row.trusts_second_factor and identity.has_second_factor
    return Arrival(account, row.pk, identity, done, back)


def _note_failure(row: IdentityProvider, error: DomainError, now: datetime) -> None:
    """Outside any transaction of the sign-in. Somebody's own "no" is no fault of the provider."""
    log.warning("staff_provider_failed", provider=str(row.pk), code=error.code)
    if isinstance(error, UpstreamDenied):
        return
    IdentityProvider.objects.filter(pk=row.pk).update(
        last_failure_at=now, last_failure=error.code[:60]
    )


def _take(
    session: SessionBase, provider_id: str, state: str, now: datetime
) -> tuple[dict[str, str], str]:
    """What was kept for ``state``; usable once, and only with the provider it began at."""
    waiting = _live(session, now)
    found = [row for row in waiting if state and secrets.compare_digest(str(row[1]), state)]
    if not found or found[0][2] != provider_id:
        raise SignInLost(_("Lượt đăng nhập này đã quá lâu hoặc không bắt đầu từ trình duyệt này."))
    session[_SESSION_KEY] = [row for row in waiting if row not in found]
    return dict(found[0][3]), str(found[0][4])


def _live(session: SessionBase, now: datetime) -> list[list[Any]]:
    earliest = (now - _LIFETIME).timestamp()
    return [row for row in session.get(_SESSION_KEY, []) if row[0] >= earliest]
