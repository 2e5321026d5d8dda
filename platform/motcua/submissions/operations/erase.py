from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.files.api import unlink_owners
from motcua.identity.api import AccountPart
from motcua.submissions.models import Draft, DraftStatus
from motcua.submissions.operations.assist import forget_assistances
from motcua.submissions.queries.drafts import owner_of


def has_drafts(applicant_id: UUID) -> bool:
    return Draft.objects.filter(applicant_id=applicant_id).exists()


def erase_drafts(*, submission_ids: Collection[UUID]) -> list[UUID]:
    """Drafts that became these submissions or were to correct them; returns their ids.

    The submissions themselves never change; only the database's own function erases them.
    """
    drafts = Draft.objects.filter(
        Q(submission_id__in=submission_ids) | Q(supersedes__in=submission_ids)
    )
    ids = list(drafts.values_list("pk", flat=True))
    forget_assistances(ids)
    drafts.delete()
    return ids


class DraftsPart(AccountPart):
    """With an account go the drafts that were not sent, corrections among them."""

    key = "submissions"

    def let_go(self, applicant_id: UUID, *, now: datetime) -> None:
        drafts = Draft.objects.filter(applicant_id=applicant_id).exclude(
            status=DraftStatus.SUBMITTED
        )
        ids = list(drafts.values_list("pk", flat=True))
        unlink_owners([owner_of(each) for each in ids])
        forget_assistances(ids)
        Draft.objects.filter(pk__in=ids).delete()
