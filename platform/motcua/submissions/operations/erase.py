from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from motcua.submissions.models import Draft
from motcua.submissions.operations.assist import forget_assistances


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
