"""Where people are signed in: kept when they sign in, shown to them, ended from elsewhere.

A session ends for certain by deleting it from the store; rows here only say which there are.
Counting up ``Account.session_epoch`` ends every session of an account, known here or not.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from motcua.identity.models import Account, SessionKind, SignedInSession
from motcua.identity.places import is_public_schema
from motcua.kernel.clients import client_network

SID_KEY: Final = "motcua_sid"
"""In a session: the id of its row, that of the account's sign-in."""
APPLICANT_SID_KEY: Final = "motcua_applicant_sid"
TIMED_OUT: Final = "_motcua_timed_out"
"""On a request: its session is ended by the clock, nobody pressed anything."""
_KEEP: Final = timedelta(days=2)
_TIDY_ONE_IN: Final = 100
_KEYS: Final = {
    SessionKind.ACCOUNT: (auth.SESSION_KEY, SID_KEY),
    SessionKind.APPLICANT: ("motcua_applicant", APPLICANT_SID_KEY),
}


@dataclass(frozen=True, slots=True)
class SessionView:
    """``is_here``: the one that asks. ``seen_at``: about when it was last used."""

    id: UUID
    device: str
    network: str
    began_at: datetime
    seen_at: datetime
    is_here: bool


def note_session(
    request: HttpRequest,
    *,
    holder: UUID,
    kind: SessionKind,
    now: datetime,
    upstream_sid: str = "",
) -> UUID:
    """Remember that ``holder`` is signed in in this session from now on; returns its ``sid``."""
    session = request.session
    if not session.session_key:
        session.create()
    if secrets.randbelow(_TIDY_ONE_IN) == 0:
        SignedInSession.objects.filter(began_at__lt=now - _KEEP).delete()
    row = SignedInSession.objects.create(
        session_key=str(session.session_key),
        kind=kind,
        holder=holder,
        device=request.headers.get("User-Agent", "")[:200],
        network=client_network(request),
        began_at=now,
        upstream_sid=upstream_sid[:255],
    )
    session[_KEYS[kind][1]] = str(row.pk)
    follow_key(session)
    return row.pk


def note_upstream(session: SessionBase, *, provider_id: UUID, sid: str, subject: str) -> None:
    """The provider that signed the account in, and what it calls the session and the person."""
    SignedInSession.objects.filter(pk=session[SID_KEY]).update(
        provider_id=provider_id, upstream_sid=sid[:255], upstream_subject=subject[:255]
    )


def follow_key(session: SessionBase) -> None:
    """The session may have got a new key: its rows go along."""
    ids = [session[sid] for _who, sid in _KEYS.values() if sid in session]
    rows = SignedInSession.objects.filter(pk__in=ids).exclude(session_key=session.session_key)
    rows.update(session_key=str(session.session_key))


def note_account_sign_in(sender: Any, request: Any, user: Any, **_rest: Any) -> None:
    """Signal ``user_logged_in``: on the platform and in tenants alike."""
    if isinstance(user, Account) and hasattr(request, "session"):
        note_session(request, holder=user.pk, kind=SessionKind.ACCOUNT, now=timezone.now())


def forget_session(session: SessionBase, kind: SessionKind) -> UUID | None:
    """Somebody signs out in this very session; returns its ``sid``."""
    sid = session.pop(_KEYS[kind][1], None)
    if sid is None:
        return None
    SignedInSession.objects.filter(pk=sid).delete()
    return UUID(sid)


def forget_account_sign_in(sender: Any, request: Any, user: Any, **_rest: Any) -> None:
    """Signal ``user_logged_out``, before the session is emptied. On the platform the agencies are
    told when somebody signs out, not when a session there ends for want of requests: they have
    clocks of their own."""
    if not hasattr(request, "session"):
        return
    sid = forget_session(request.session, SessionKind.ACCOUNT)
    if sid and is_public_schema() and not getattr(request, TIMED_OUT, False):
        from motcua.identity.citizens.operations.sign_outs import end_relying

        end_relying(sids=[sid], now=timezone.now())


def sessions_of(holder: UUID, *, kind: SessionKind, here: str | None) -> list[SessionView]:
    """Those that still live, the newest first."""
    found = []
    for row in SignedInSession.objects.filter(holder=holder, kind=kind).order_by("-began_at"):
        session = _load(row)
        if session is None:
            continue
        clock = session.get(f"motcua_clock_{_KEYS[SessionKind(row.kind)][0]}")
        seen = datetime.fromtimestamp(clock[1], tz=UTC) if clock else row.began_at
        found.append(
            SessionView(
                id=row.pk,
                device=row.device,
                network=row.network,
                began_at=row.began_at,
                seen_at=max(seen, row.began_at),
                is_here=row.session_key == here,
            )
        )
    return found


def end_sessions(rows: Iterable[SignedInSession]) -> list[UUID]:
    """End each at once; returns their ids. Somebody else who is signed in in the same browser
    (staff beside a citizen) stays."""
    ended = []
    for row in rows:
        session = _load(row)
        if session is not None:
            _leave(session, SessionKind(row.kind))
        ended.append(row.pk)
    SignedInSession.objects.filter(pk__in=ended).delete()
    return ended


def sessions_named(
    *, holder: UUID | None = None, kind: SessionKind, ids: Iterable[UUID] | None = None
) -> QuerySet[SignedInSession]:
    rows = SignedInSession.objects.filter(kind=kind)
    if holder is not None:
        rows = rows.filter(holder=holder)
    return rows if ids is None else rows.filter(pk__in=list(ids))


def end_all_of_account(account_id: UUID, *, keep: HttpRequest | None = None) -> list[UUID]:
    """Every session of the account in this schema, but for that of ``keep``."""
    here = keep.session.session_key if keep else None
    rows = sessions_named(holder=account_id, kind=SessionKind.ACCOUNT)
    ended = end_sessions(rows.exclude(session_key=here) if here else rows)
    Account.objects.filter(pk=account_id).update(session_epoch=F("session_epoch") + 1)
    if keep is not None:
        account = Account.objects.get(pk=account_id)
        keep.session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
    return ended


def _store() -> type[SessionBase]:
    engine: Any = import_module(settings.SESSION_ENGINE)
    store: type[SessionBase] = engine.SessionStore
    return store


def _load(row: SignedInSession) -> SessionBase | None:
    """The session if it is still the one the row was made for."""
    session = _store()(row.session_key)
    who, sid = _KEYS[SessionKind(row.kind)]
    return session if session.get(sid) == str(row.pk) and who in session else None


def _leave(session: SessionBase, kind: SessionKind) -> None:
    others = [who for each, (who, _sid) in _KEYS.items() if each != kind]
    if not any(who in session for who in others):
        session.delete()
        return
    who, sid = _KEYS[kind]
    names = [who, sid, f"motcua_clock_{who}"]
    if kind == SessionKind.ACCOUNT:
        names += [auth.BACKEND_SESSION_KEY, auth.HASH_SESSION_KEY, "motcua_second_factor"]
    else:
        names += ["motcua_applicant_facts"]
    for name in names:
        session.pop(name, None)
    session.save()
