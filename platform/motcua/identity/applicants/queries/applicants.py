from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.identity.applicants.models import Applicant
from motcua.identity.assurance import PROVEN
from motcua.identity.places import is_public_schema
from motcua.kernel.actors import Actor
from motcua.kernel.crypto import blind_index
from motcua.kernel.errors import NotFound

SESSION_KEY: Final = "motcua_applicant"
_FACTS_KEY: Final = "motcua_applicant_facts"
_CACHE: Final = "_motcua_applicant"
_NUMBER: Final = "identity.applicant.personal_number"


class ApplicantMissing(NotFound):
    code = "applicant_missing"


@dataclass(frozen=True, slots=True)
class ApplicantView:
    """``birth_date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (domain reference 7.2); ``sex``
    is ``male``, ``female`` or empty; ``assurance`` 0 unknown, 1 self-registered, 2 proven."""

    id: UUID
    subject: UUID
    full_name: str
    birth_date: str
    sex: str
    personal_number: str
    phone: str
    email: str
    address: str
    assurance: int
    is_walk_in: bool = False
    """Known from a counter only; nobody signs in as them."""


def applicant_from_request(request: HttpRequest) -> ApplicantView | None:
    """The citizen signed in on this tenant's portal; one query a request."""
    if not hasattr(request, _CACHE):
        setattr(request, _CACHE, _applicant_of(request))
    found: ApplicantView | None = getattr(request, _CACHE)
    return found


def remember_applicant(session: SessionBase, applicant: ApplicantView) -> None:
    """Bind the session to the applicant, with what nearly every page needs of them."""
    session[SESSION_KEY] = str(applicant.id)
    session[_FACTS_KEY] = [str(applicant.id), applicant.full_name, applicant.assurance]


def forget_applicant(session: SessionBase) -> None:
    """Nobody is signed in to the portal any more; staff who are stay."""
    session.pop(SESSION_KEY, None)
    session.pop(_FACTS_KEY, None)


def signed_in_actor(request: HttpRequest) -> Actor | None:
    """Who is signed in, as of the sign-in: no query, unlike ``applicant_from_request``."""
    if is_public_schema():
        return None
    stored = request.session.get(SESSION_KEY)
    facts = request.session.get(_FACTS_KEY)
    if stored and facts and facts[0] == stored:
        return Actor(kind="applicant", id=UUID(stored), name=facts[1], assurance=facts[2])
    applicant = applicant_from_request(request)
    return applicant_actor(applicant) if applicant else None


def get_applicant(applicant_id: UUID) -> ApplicantView:
    """Raises ``ApplicantMissing``."""
    row = Applicant.objects.filter(pk=applicant_id).first()
    if row is None:
        raise ApplicantMissing(_("Không có người nộp hồ sơ này."))
    return view_of(row)


def applicant_of_subject(subject: UUID) -> ApplicantView | None:
    """As this tenant knows the holder of an account, if it does."""
    row = Applicant.objects.filter(subject=subject).first()
    return view_of(row) if row else None


def number_index(personal_number: str) -> str:
    """By which people are found by their number: keyed, and of no use in another tenant."""
    return blind_index(personal_number, purpose=_NUMBER)


def proven_applicant(personal_number: str) -> ApplicantView | None:
    """Whoever signed in here with this number proven; who only typed it does not count."""
    rows = Applicant.objects.filter(
        personal_number_index=number_index(personal_number), assurance__gte=PROVEN
    )
    row = rows.order_by("-last_seen_at").first()
    return view_of(row) if row else None


def applicant_actor(applicant: ApplicantView) -> Actor:
    return Actor(
        kind="applicant",
        id=applicant.id,
        name=applicant.full_name,
        assurance=applicant.assurance,
    )


def view_of(row: Applicant) -> ApplicantView:
    facts = row.attributes or {}
    return ApplicantView(
        id=row.id,
        subject=row.subject,
        full_name=row.full_name,
        birth_date=facts.get("birth_date", ""),
        sex=facts.get("sex", ""),
        personal_number=facts.get("personal_number", ""),
        phone=row.phone,
        email=row.email,
        address=facts.get("address", ""),
        assurance=row.assurance,
        is_walk_in=row.is_walk_in,
    )


def _applicant_of(request: HttpRequest) -> ApplicantView | None:
    if is_public_schema():
        return None
    stored = request.session.get(SESSION_KEY)
    row = Applicant.objects.filter(pk=stored).first() if stored else None
    return view_of(row) if row else None
