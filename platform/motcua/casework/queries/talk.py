"""Notes, letters, who watches and with whom it is shared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.models import CaseLetter, CaseNote, CaseShare, CaseWatch
from motcua.casework.queries.access import staff_of
from motcua.casework.queries.get_case import consulted_as, find_readable
from motcua.kernel.actors import Actor

MOST = 300


@dataclass(frozen=True, slots=True)
class NoteView:
    id: UUID
    body: str
    by_name: str
    at: datetime
    mention_names: tuple[str, ...]
    names_me: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    id: UUID
    body: str
    is_from_office: bool
    by_name: str
    at: datetime
    read_at: datetime | None
    read_by_name: str


@dataclass(frozen=True, slots=True)
class ShareView:
    staff_id: UUID
    staff_name: str
    shared_by_name: str
    note: str
    shared_at: datetime


def notes_of(case_id: UUID, *, by: Actor) -> tuple[NoteView, ...]:
    """Newest first; nothing for the citizen, nor for who only gives an opinion.

    Raises ``CaseMissing``.
    """
    case = find_readable(case_id, by=by)
    if by.kind != "staff" or consulted_as(by, case) is not None:
        return ()
    rows = CaseNote.objects.filter(case=case_id).order_by("-at", "-id")[:MOST]
    return tuple(
        NoteView(
            row.pk,
            str(row.body),
            row.by_name,
            row.at,
            tuple(row.mention_names),
            by.id in row.mentions,
        )
        for row in rows
    )


def letters_of(case_id: UUID, *, by: Actor) -> tuple[LetterView, ...]:
    """Oldest first. Raises ``CaseMissing``."""
    case = find_readable(case_id, by=by)
    if consulted_as(by, case) is not None:
        return ()
    rows = list(CaseLetter.objects.filter(case=case_id).order_by("-at", "-id")[:MOST])
    return tuple(
        LetterView(
            row.pk,
            str(row.body),
            row.is_from_office,
            row.by_name,
            row.at,
            row.read_at,
            row.read_by_name,
        )
        for row in reversed(rows)
    )


def shares_of(case_id: UUID) -> tuple[ShareView, ...]:
    rows = CaseShare.objects.filter(case=case_id, ended_at=None).order_by("shared_at")
    return tuple(
        ShareView(row.staff_id, row.staff_name, row.shared_by_name, row.note, row.shared_at)
        for row in rows
    )


def is_watched(case_id: UUID, *, by: Actor) -> bool:
    return CaseWatch.objects.filter(case=case_id, staff_id=staff_of(by)).exists()


def count_unread_letters(case_id: UUID, *, by: Actor) -> int:
    """Letters of the other side that ``by`` has not opened."""
    from_office = by.kind == "applicant"
    return CaseLetter.objects.filter(case=case_id, is_from_office=from_office, read_at=None).count()
