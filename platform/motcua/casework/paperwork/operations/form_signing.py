"""What becomes of a form that is to be signed. Drawing and signing it is casework's matter."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from motcua.casework.models import Paper
from motcua.casework.paperwork.models import FormSigning, SigningState

TOKEN_BYTES: Final = 16
MAX_TRIES: Final = 20
_LONGEST_PAUSE: Final = 60


@dataclass(frozen=True, slots=True)
class FormSigner:
    """``id`` empty: nobody signs, the office's seal alone stands on the paper."""

    id: UUID | None
    name: str
    title: str
    organisation: str


def order_signing(
    paper: Paper, *, signed_by: str, signer: FormSigner, problem: str, now: datetime
) -> FormSigning:
    """With a ``problem`` it is for signing by hand from the start."""
    return FormSigning.objects.create(
        paper=paper,
        signed_by=signed_by,
        state=SigningState.BY_HAND if problem else SigningState.WAITING,
        signer_id=signer.id,
        signer_name=signer.name[:200],
        signer_title=signer.title[:200],
        organisation=signer.organisation[:300],
        problem=problem[:400],
        token=secrets.token_hex(TOKEN_BYTES),
        ordered_at=now,
        settled_at=now if problem else None,
    )


def note_signed(row: FormSigning, signatures: Sequence[dict[str, Any]], *, now: datetime) -> None:
    row.signatures = list(signatures)
    row.problem = ""
    _settle(row, SigningState.SIGNED, now=now)


def note_by_hand(row: FormSigning, *, problem: str, now: datetime) -> None:
    row.problem = problem[:400]
    _settle(row, SigningState.BY_HAND, now=now)


def note_failed(row: FormSigning, *, problem: str, now: datetime) -> None:
    """Still waiting; tried again later."""
    row.problem, row.tries, row.tried_at = problem[:400], row.tries + 1, now
    row.save(update_fields=["problem", "tries", "tried_at"])


def due_again(*, now: datetime, limit: int = 50) -> list[UUID]:
    """Papers whose signing failed, worth another try: 2, 4, 8 … minutes later, then hourly."""
    waiting = FormSigning.objects.filter(state=SigningState.WAITING, tries__range=(1, MAX_TRIES))
    rows = waiting.order_by("tried_at")[: limit * 4]
    due = [each for each in rows if each.tried_at and now - each.tried_at > _pause(each.tries)]
    return [each.paper_id for each in due[:limit]]


def forget_signings(case_id: UUID) -> None:
    """A dossier that is erased has nothing left to sign."""
    FormSigning.objects.filter(paper__case=case_id).delete()


def _pause(tries: int) -> timedelta:
    return timedelta(minutes=min(2**tries, _LONGEST_PAUSE))


def _settle(row: FormSigning, state: SigningState, *, now: datetime) -> None:
    row.state, row.settled_at = state, now
    row.save(update_fields=["state", "settled_at", "signatures", "problem"])
