"""For whom this browser's owner works now: kept is which mandate, never the right itself."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from motcua.mandates.domain.views import PrincipalView
from motcua.mandates.queries.mandates import find_principal

_KEY: Final = "motcua_acting"


def choose(session: SessionBase, mandate_id: UUID | None, *, agent: UUID) -> None:
    """``agent``: the account that is signed in; for nobody else it counts. ``None``: oneself."""
    if mandate_id is None:
        session.pop(_KEY, None)
    else:
        session[_KEY] = [str(mandate_id), str(agent)]


def has_chosen(session: SessionBase) -> bool:
    """Without asking whether it still holds: no query."""
    return _KEY in session


def acting(session: SessionBase, *, agent: UUID, now: datetime) -> PrincipalView | None:
    """Whom they act for; nothing once it has ended or another account is signed in. Asked anew."""
    kept = session.get(_KEY)
    if not kept or kept[1] != str(agent):
        return None
    return find_principal(UUID(kept[0]), agent=agent, now=now)
