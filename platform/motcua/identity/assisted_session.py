"""One citizen's form in an officer's browser: which, and nothing about the citizen.

The rights are not here: whoever opens the draft is asked for by its own rule. This only tells the
portal's form pages that it is staff who fills in, and where to go afterwards.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from motcua.identity.applicants.queries.applicants import forget_applicant

_KEY: Final = "motcua_assisted"


@dataclass(frozen=True, slots=True)
class AssistedForm:
    """``back``: the counter's page that goes on with it."""

    draft_id: UUID
    back: str


def begin_assisted(session: SessionBase, *, draft_id: UUID, back: str) -> None:
    """From here on this browser fills in ``draft_id`` and no other; a citizen signed in is out."""
    end_assisted(session)
    forget_applicant(session)
    session[_KEY] = [str(draft_id), back]


def end_assisted(session: SessionBase) -> None:
    session.pop(_KEY, None)


def assisted_form(session: SessionBase) -> AssistedForm | None:
    kept = session.get(_KEY)
    return AssistedForm(UUID(kept[0]), kept[1]) if kept else None
