"""A helper in this browser: who is helped, for how long, and under whose name."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from motcua.identity.api import (
    ApplicantView,
    applicant_from_request,
    applicant_of_subject,
    assisted_form,
)
from motcua.kernel.actors import Actor
from motcua.mandates import api as mandates

_CACHE = "_motcua_helping"


@dataclass(frozen=True, slots=True)
class Helping:
    """``by`` is the helper as one who helps; ``citizen`` whom they help."""

    consent: mandates.ConsentView
    citizen: ApplicantView
    helper: ApplicantView
    by: Actor


def helping_of(request: HttpRequest) -> Helping | None:
    """Nothing once the time is over, the citizen has ended it, or another person signed in; asked
    anew with every request."""
    if not hasattr(request, _CACHE):
        setattr(request, _CACHE, _helping_of(request))
    found: Helping | None = getattr(request, _CACHE)
    return found


def helper_of(applicant: ApplicantView) -> Actor:
    return Actor(
        kind="helper",
        id=applicant.id,
        name=applicant.full_name,
        assurance=applicant.assurance,
    )


def _helping_of(request: HttpRequest) -> Helping | None:
    form = assisted_form(request.session)
    if form is None or form.consent_id is None:
        return None
    helper = applicant_from_request(request)
    if helper is None:
        return None
    now = timezone.now()
    consent = mandates.consent_in_force(form.consent_id, helper=helper.subject, now=now)
    citizen = applicant_of_subject(consent.subject) if consent else None
    if consent is None or citizen is None:
        return None
    return Helping(consent, citizen, helper, helper_of(helper))
