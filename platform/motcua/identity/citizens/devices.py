"""Where a citizen is signed in, and signing out from elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allauth.idp.oidc.models import Client
from django.contrib.auth import logout
from django.http import HttpRequest

from motcua.identity.citizens.models import RelyingSession
from motcua.identity.citizens.operations.sign_outs import end_relying
from motcua.identity.models import SessionKind
from motcua.identity.sessions import (
    SID_KEY,
    SessionView,
    end_all_of_account,
    end_sessions,
    sessions_named,
    sessions_of,
)
from motcua.kernel import audit
from motcua.kernel.actors import Actor

# A portal's session ends by itself after so long (MOTCUA_CITIZEN_SESSION_SECONDS).
_LONGEST: Final = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Device:
    """``places``: agencies that were gone on to from there and have not been told of an end."""

    session: SessionView
    places: tuple[str, ...]


def list_devices(request: HttpRequest, *, now: datetime) -> list[Device]:
    account_id = _holder(request)
    here = request.session.session_key
    rows = RelyingSession.objects.filter(
        account=account_id, ended_at=None, began_at__gt=now - _LONGEST
    )
    visits = list(rows.order_by("-began_at").values_list("sid", "client_id"))
    names = dict(
        Client.objects.filter(pk__in={client for _sid, client in visits}).values_list("pk", "name")
    )
    return [
        Device(each, tuple(names[c] for sid, c in visits if sid == each.id and c in names))
        for each in sessions_of(account_id, kind=SessionKind.ACCOUNT, here=here)
    ]


def sign_out_device(request: HttpRequest, *, session_id: UUID, now: datetime) -> None:
    """One of the citizen's own; another's, or one that has ended, changes nothing."""
    rows = sessions_named(holder=_holder(request), kind=SessionKind.ACCOUNT, ids=[session_id])
    end_relying(sids=end_sessions(rows), now=now)


def sign_out_others(request: HttpRequest, *, now: datetime) -> None:
    """Everywhere but here, and at agencies that were gone on to from elsewhere."""
    account_id = _holder(request)
    ended = end_all_of_account(account_id, keep=request)
    here = request.session.get(SID_KEY)
    left = RelyingSession.objects.filter(account=account_id, ended_at=None)
    sids = set(left.values_list("sid", flat=True)) | set(ended)
    end_relying(sids=[each for each in sids if str(each) != here], now=now)
    _record(request, "identity.signed_out_others", now)


def sign_out_everywhere(request: HttpRequest, *, now: datetime) -> None:
    """Here too, and at every agency."""
    account_id = _holder(request)
    _record(request, "identity.signed_out_everywhere", now)
    end_all_of_account(account_id, keep=request)
    end_relying(account_id=account_id, now=now)
    logout(request)


def _holder(request: HttpRequest) -> UUID:
    """The page asks for a sign-in first."""
    return UUID(str(request.user.pk))


def _record(request: HttpRequest, action: str, now: datetime) -> None:
    account_id = _holder(request)
    by = Actor(kind="citizen", id=account_id, name=str(request.user))
    audit.record(action=action, subject=f"citizen:{account_id}", by=by, at=now)
