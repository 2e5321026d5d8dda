"""Finding a person by the number on their identity paper."""

from typing import Final

from django.db.models import Q

from motcua.identity.applicants.models import Applicant
from motcua.identity.applicants.queries.applicants import ApplicantView, view_of
from motcua.identity.assurance import PROVEN
from motcua.kernel.crypto import blind_index

_PURPOSE: Final = "identity.applicant.personal_number"


def index_of(number: str) -> str:
    """What is stored and compared in place of the number; empty for none."""
    return blind_index(number, purpose=_PURPOSE) if number else ""


def find_by_number(number: str) -> ApplicantView | None:
    """The person this tenant knows under ``number``, as far as the number is vouched for.

    Anybody can type a number into an account of their own: only proven accounts, and people whose
    paper an officer has seen, are found. An account goes before a note of the counter.
    """
    if not number:
        return None
    vouched = Q(assurance__gte=PROVEN) | Q(is_walk_in=True)
    rows = Applicant.objects.filter(vouched, personal_number_index=index_of(number))
    row = rows.order_by("is_walk_in", "-last_seen_at").first()
    return view_of(row) if row else None
