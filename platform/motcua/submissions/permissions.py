"""Who may read a dossier. Default: nobody."""

from typing import Protocol
from uuid import UUID

from django.utils import timezone

from motcua.identity.api import get_applicant
from motcua.kernel.actors import Actor
from motcua.mandates.api import consent_in_force
from motcua.submissions.models import Assistance, Draft, Submission

READ = "casework.read"
READ_ALL = "casework.read_all"
ASSIST = "submissions.assist"


class Owned(Protocol):
    @property
    def applicant_id(self) -> UUID: ...


class OwnedDraft(Owned, Protocol):
    @property
    def id(self) -> UUID: ...


def owns(actor: Actor, owned: Owned) -> bool:
    return actor.kind == "applicant" and actor.id is not None and actor.id == owned.applicant_id


def may_read_draft(actor: Actor, draft: OwnedDraft) -> bool:
    """Its applicant, and who fills it in for them: the officer at the counter while they are there,
    and the helper they let do so while that lasts.

    Nobody else: an unfinished dossier was not given to the agency.
    """
    return actor.kind == "system" or owns(actor, draft) or _is_helping(actor, draft)


def _is_helping(actor: Actor, draft: OwnedDraft) -> bool:
    if actor.id is None or not (actor.kind == "helper" or _assists(actor)):
        return False
    rows = Assistance.objects.filter(
        draft_id=draft.id,
        officer_id=actor.id,
        ended_at=None,
        consent_id__isnull=actor.kind == "staff",
    )
    row = rows.only("consent_id").first()
    return row is not None and (row.consent_id is None or _lets(row.consent_id, actor.id))


def _assists(actor: Actor) -> bool:
    return actor.kind == "staff" and actor.may(ASSIST)


def _lets(consent_id: UUID, helper_id: UUID) -> bool:
    """Asked anew every time: the citizen ends it with effect at once."""
    helper = get_applicant(helper_id)
    now = timezone.now()
    return consent_in_force(consent_id, helper=helper.subject, now=now) is not None


def may_read_submission(actor: Actor, submission: Owned) -> bool:
    """Its applicant, and staff who read dossiers. Which of them, ``casework`` narrows down."""
    if actor.kind == "system" or owns(actor, submission):
        return True
    return actor.kind == "staff" and (actor.may(READ) or actor.may(READ_ALL))


def may_read_draft_file(actor: Actor, draft_id: UUID) -> bool:
    draft = Draft.objects.only("applicant_id").filter(pk=draft_id).first()
    return draft is not None and may_read_draft(actor, draft)


def may_read_submission_file(actor: Actor, submission_id: UUID) -> bool:
    """The applicant, and staff who read every dossier.

    Other staff read files through the case that links them, whose rule knows the agencies; a
    file opens when one of its owners allows it, so a wide rule here would undo that one.
    """
    submission = Submission.objects.only("applicant_id").filter(pk=submission_id).first()
    if submission is None:
        return False
    if actor.kind == "staff":
        return actor.may(READ_ALL)
    return may_read_submission(actor, submission)
