"""What the office does with a petition."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.petitions.domain.states import State
from motcua.petitions.errors import PetitionInvalid, PetitionMissing
from motcua.petitions.models import Petition
from motcua.petitions.operations.moving import move
from motcua.petitions.operations.telling import tell_sender
from motcua.petitions.permissions import Permission


def accept_petition(*, petition_id: UUID, by: Actor, now: datetime) -> None:
    """It is the office's to solve; fifteen working days from now."""
    with _locked(petition_id, by) as row:
        row.accepted_at, row.handled_by = now, by.name[:200]
        move(row, State.ACCEPTED, by=by, now=now, action="petition.accepted")
        tell_sender(row, "petition_accepted", now=now)


def ask_sender(*, petition_id: UUID, question: str, by: Actor, now: datetime) -> None:
    """The sender has five working days; then it may be refused."""
    with _locked(petition_id, by) as row:
        row.reply, row.handled_by = _words(question), by.name[:200]
        move(row, State.WAITING, by=by, now=now, action="petition.asked")
        tell_sender(row, "petition_asked", now=now)


def refuse_petition(*, petition_id: UUID, reason: str, by: Actor, now: datetime) -> None:
    with _locked(petition_id, by) as row:
        row.reply, row.handled_by = _words(reason), by.name[:200]
        move(row, State.REFUSED, by=by, now=now, action="petition.refused")
        tell_sender(row, "petition_refused", now=now)


def answer_petition(*, petition_id: UUID, answer: str, by: Actor, now: datetime) -> None:
    with _locked(petition_id, by) as row:
        row.reply, row.answered_at, row.handled_by = _words(answer), now, by.name[:200]
        move(row, State.ANSWERED, by=by, now=now, action="petition.answered")
        tell_sender(row, "petition_answered", now=now)


def publish_petition(
    *, petition_id: UUID, text: str, answer: str, by: Actor, now: datetime
) -> None:
    """Question and answer as everybody may read them; the office takes names and numbers out."""
    with _locked(petition_id, by) as row:
        row.public_text, row.reply = _words(text), _words(answer)
        row.published_at = now
        move(row, State.PUBLISHED, by=by, now=now, action="petition.published")


def unpublish_petition(*, petition_id: UUID, by: Actor, now: datetime) -> None:
    """Back to answered, e.g. because a name was overlooked."""
    with _locked(petition_id, by) as row:
        row.public_text, row.published_at = "", None
        move(row, State.ANSWERED, by=by, now=now, action="petition.unpublished")


@contextmanager
def _locked(petition_id: UUID, by: Actor) -> Iterator[Petition]:
    by.require(Permission.HANDLE)
    with transaction.atomic():
        row = Petition.objects.select_for_update().filter(pk=petition_id).first()
        if row is None:
            raise PetitionMissing(_("Không tìm thấy phản ánh, kiến nghị này."))
        yield row


def _words(text: str) -> str:
    """Raises ``PetitionInvalid``."""
    found = text.strip().replace("\x00", "")
    if not 5 <= len(found) <= 10_000:
        raise PetitionInvalid(_("Viết từ 5 đến 10.000 ký tự."), field="reply")
    return found
