"""What an agency keeps of a citizen, as they are told before they delete their account."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from motcua.casework.models import Case
from motcua.casework.operations.retention import retention_years
from motcua.identity.api import applicant_of_account


@dataclass(frozen=True, slots=True)
class KeptDossiers:
    """``years``: how long after their end dossiers are kept, shortest and longest period;
    ``is_endless``: some have no period."""

    running: int
    finished: int
    years: tuple[int, ...]
    is_endless: bool


def kept_dossiers(subject: UUID) -> KeptDossiers:
    """Of the account ``subject`` in the current tenant, erased ones left out."""
    applicant_id = applicant_of_account(subject)
    own = Case.objects.filter(Q(applicant_id=applicant_id) | Q(owner_id=applicant_id))
    rows = own if applicant_id else own.none()
    counted = rows.aggregate(
        running=Count("pk", filter=Q(finished_at=None)),
        finished=Count("pk", filter=Q(finished_at__isnull=False)),
    )
    periods = {
        retention_years(each) for each in rows.values_list("version_id", flat=True).distinct()
    }
    real = sorted(periods - {0})
    return KeptDossiers(
        running=counted["running"],
        finished=counted["finished"],
        years=tuple(dict.fromkeys((real[0], real[-1]))) if real else (),
        is_endless=0 in periods,
    )
