"""Which account of the platform is behind an applicant."""

from collections.abc import Iterable
from uuid import UUID

from motcua.identity.applicants.models import Applicant


def account_subjects(applicant_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Applicant to account; who was only noted at a counter has none and is left out."""
    known = Applicant.objects.filter(pk__in=set(applicant_ids), is_walk_in=False)
    return dict(known.values_list("pk", "subject"))


def applicant_of_account(subject: UUID) -> UUID | None:
    """The applicant whom the current tenant knows under an account."""
    return Applicant.objects.filter(subject=subject).values_list("pk", flat=True).first()
