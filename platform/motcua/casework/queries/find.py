"""From what the portal knows to the dossier."""

from uuid import UUID

from django.db.models import Q

from motcua.casework.models import Case, SupplementRequest
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor


def case_of_submission(submission_id: UUID, *, by: Actor) -> UUID | None:
    """The dossier a submission, or a correction of it, belongs to."""
    mine = Q(submission_id=submission_id) | Q(first_submission_id=submission_id)
    return _first(mine, by)


def case_of_draft(draft_id: UUID, *, by: Actor) -> UUID | None:
    """The dossier a draft became, or whose supplement it answers."""
    answered = SupplementRequest.objects.filter(correction_id=draft_id).values("case_id")
    return _first(Q(draft_id=draft_id) | Q(pk__in=answered), by)


def case_of_number(number: str, *, by: Actor) -> UUID | None:
    """By the dossier's code, or the reference it was given before it had one."""
    return _first(Q(code=number) | Q(reference=number), by)


def _first(wanted: Q, by: Actor) -> UUID | None:
    rows = Case.objects.filter(wanted & readable_by(by))
    return rows.values_list("pk", flat=True).first()
