from datetime import datetime
from uuid import UUID

from motcua.identity.applicants.models import Applicant
from motcua.identity.applicants.queries.applicants import ApplicantView, view_of
from motcua.identity.assurance import PROVEN


def note_organisation(*, subject: UUID, name: str, now: datetime) -> ApplicantView:
    """An organisation as the tenant knows it: its dossiers are its own, not those of one of its
    people. It has no address and no telephone: notices wait in its inbox, which closes to whoever
    leaves. ``subject`` is the organisation's id; that it may act here the caller has checked."""
    row, _is_new = Applicant.objects.update_or_create(
        subject=subject,
        defaults={"full_name": name[:200], "last_seen_at": now},
        create_defaults={
            "subject": subject,
            "full_name": name[:200],
            "attributes": {},
            "assurance": PROVEN,
            "created_at": now,
            "last_seen_at": now,
        },
    )
    return view_of(row)
