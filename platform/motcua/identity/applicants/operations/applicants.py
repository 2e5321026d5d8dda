"""Keeping the tenant's own note of a citizen up to date with the platform's claims."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from motcua.identity.applicants.models import Applicant
from motcua.identity.applicants.operations.walk_ins import adopt_walk_in
from motcua.identity.applicants.queries.applicants import ApplicantView, view_of
from motcua.identity.applicants.queries.by_number import index_of
from motcua.identity.assurance import level_of_acr


def upsert_applicant(claims: Mapping[str, Any], *, now: datetime | None = None) -> ApplicantView:
    """Create or refresh the applicant behind OpenID Connect ``claims``.

    Reads ``sub``, ``name``, ``birthdate``, ``gender``, ``personal_number``, ``phone_number``,
    ``email``, ``address.formatted`` and ``acr``. Who was served at a counter before they had an
    account finds what was filed for them there.
    """
    at = now or timezone.now()
    subject = UUID(str(claims["sub"]))
    with transaction.atomic():
        adopt_walk_in(subject=subject, known=_fields(claims))
        row, _ = Applicant.objects.select_for_update().update_or_create(
            subject=subject,
            defaults={**_fields(claims), "last_seen_at": at},
            create_defaults={
                **_fields(claims),
                "subject": subject,
                "created_at": at,
                "last_seen_at": at,
            },
        )
    return view_of(row)


def erase_applicant(applicant_id: UUID) -> None:
    """Forget a citizen here; the account on the platform is theirs and stays."""
    Applicant.objects.filter(pk=applicant_id).delete()


def _fields(claims: Mapping[str, Any]) -> dict[str, Any]:
    number = str(claims.get("personal_number") or "")
    address = claims.get("address")
    return {
        "full_name": str(claims.get("name") or "")[:200],
        "email": str(claims.get("email") or "")[:254],
        "phone": str(claims.get("phone_number") or "")[:30],
        "attributes": {
            "birth_date": str(claims.get("birthdate") or ""),
            "sex": str(claims.get("gender") or ""),
            "personal_number": number,
            "address": str(address.get("formatted") or "") if isinstance(address, dict) else "",
        },
        "personal_number_index": index_of(number),
        "assurance": level_of_acr(str(claims.get("acr") or "")),
        "is_walk_in": False,
        "left_at": None,
    }
