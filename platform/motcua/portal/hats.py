"""For whom the person in this browser works now: oneself, or somebody who let them."""

from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from motcua.identity.api import (
    ApplicantView,
    applicant_actor,
    applicant_from_request,
    applicant_of_subject,
    assisted_form,
    note_organisation,
)
from motcua.kernel.actors import Actor
from motcua.mandates import api as mandates

_CACHE: Final = "_motcua_hat"


@dataclass(frozen=True, slots=True)
class Hat:
    """``person`` is who is signed in. Of an organisation ``applicant`` is what the tenant knows it
    as: its dossiers, drafts and inbox; for a person one files as oneself, in their name."""

    principal: mandates.PrincipalView
    person: ApplicantView
    applicant: ApplicantView | None

    @property
    def shown(self) -> ApplicantView | None:
        """The organisation's, under a name that says who acts: that is what histories keep."""
        return replace(self.applicant, full_name=self.name) if self.applicant else None

    @property
    def name(self) -> str:
        return f"{self.person.full_name} ({self.principal.name})"

    @property
    def actor(self) -> Actor | None:
        if self.shown is None:
            return None
        return replace(applicant_actor(self.shown), for_name=self.principal.name)


def acts_for_somebody(request: HttpRequest) -> bool:
    """Whether this browser helps or works for somebody, as every page of theirs says; no query."""
    session = request.session
    return assisted_form(session) is not None or mandates.has_chosen(session)


def hat_of(request: HttpRequest) -> Hat | None:
    """Asked anew with every request: who was let go acts no more. Who helps somebody wears none."""
    if not hasattr(request, _CACHE):
        setattr(request, _CACHE, _hat_of(request))
    found: Hat | None = getattr(request, _CACHE)
    return found


def _hat_of(request: HttpRequest) -> Hat | None:
    if not mandates.has_chosen(request.session) or assisted_form(request.session) is not None:
        return None
    person = applicant_from_request(request)
    if person is None:
        return None
    found = mandates.acting(request.session, agent=person.subject, now=timezone.now())
    if found is None:
        mandates.choose(request.session, None, agent=person.subject)
        return None
    body = applicant_of_subject(found.id) if found.kind == "organisation" else None
    if found.kind == "organisation" and body is None:
        body = note_organisation(subject=found.id, name=found.name, now=timezone.now())
    return Hat(found, person, body)
