"""Somebody fills in a citizen's form in their own browser: an officer at a counter, or a helper the
citizen has let do so. Kept is which form or whose word, and where to go afterwards.

The rights are not here: whoever opens a draft is asked for by its own rule. This only tells the
portal's pages that it is not the citizen who fills in.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from motcua.identity.applicants.queries.applicants import SESSION_KEY, forget_applicant

_KEY: Final = "motcua_assisted"


@dataclass(frozen=True, slots=True)
class AssistedForm:
    """``back``: the page that goes on with it, the counter's or the helper's.

    An officer has one ``draft_id``. A helper has ``consent_id`` instead, which covers the drafts
    begun with it, and ``name``: whom they help.
    """

    draft_id: UUID | None
    back: str
    consent_id: UUID | None = None
    name: str = ""


def begin_assisted(session: SessionBase, *, draft_id: UUID, back: str) -> None:
    """From here on this browser fills in ``draft_id`` and no other; a citizen signed in is out."""
    end_assisted(session)
    forget_applicant(session)
    session[_KEY] = [str(draft_id), back]


def begin_helping(session: SessionBase, *, consent_id: UUID, back: str, name: str) -> None:
    """The helper stays signed in as themselves: under that name they help."""
    session[_KEY] = ["", back, str(consent_id), name, session.get(SESSION_KEY, "")]


def end_assisted(session: SessionBase) -> None:
    session.pop(_KEY, None)


def assisted_form(session: SessionBase) -> AssistedForm | None:
    """Nothing once somebody else is signed in than who began to help."""
    kept = session.get(_KEY)
    if not kept:
        return None
    if kept[0]:
        return AssistedForm(UUID(kept[0]), kept[1])
    _draft, back, consent_id, name, helper = kept
    if not helper or helper != session.get(SESSION_KEY):
        return None
    return AssistedForm(None, back, UUID(consent_id), name)
