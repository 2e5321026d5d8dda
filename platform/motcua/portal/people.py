"""Who is at the other end of a request on a tenant's portal."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from motcua.identity.api import (
    ApplicantView,
    actor_from_request,
    applicant_from_request,
    assisted_form,
    signed_in_actor,
)
from motcua.kernel.actors import Actor
from motcua.portal.hats import hat_of
from motcua.portal.helping import helping_of
from motcua.submissions.api import find_open_assistance

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def applicant_required(view: View[P]) -> View[P]:
    """Let signed-in applicants in (``request.applicant``); send others to sign in and back.

    While somebody works for an organisation, that is the organisation.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        applicant = applicant_from_request(request)
        if applicant is None:
            return HttpResponseRedirect(sign_in_url(request))
        hat = hat_of(request)
        worn = hat.shown if hat is not None else None
        request.applicant = worn or applicant  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    guarded.applicant_required = True  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def actor_required(view: View[P]) -> View[P]:
    """As ``applicant_required``, for views that need to know who it is and nothing else.

    They ask ``actor_of`` and cost no query for it. An officer who fills in this very draft for its
    applicant is let in too, as staff, and so is a helper (``request.assisted``).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = _helper(request, kwargs.get("draft_id")) or _actor(request)
        if actor is None:
            return HttpResponseRedirect(sign_in_url(request))
        request.applicant_actor = actor  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    guarded.applicant_required = True  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def _actor(request: HttpRequest) -> Actor | None:
    hat = hat_of(request)
    return (hat.actor if hat is not None else None) or signed_in_actor(request)


def _helper(request: HttpRequest, draft_id: object) -> Actor | None:
    """The officer or helper, while their sitting for this draft is open in this browser."""
    form = assisted_form(request.session)
    if form is None or not isinstance(draft_id, UUID):
        return None
    if form.consent_id is None:
        actor = actor_from_request(request) if form.draft_id == draft_id else None
    else:
        helping = helping_of(request)
        actor = helping.by if helping else None
    if actor is None or find_open_assistance(draft_id, by=actor) is None:
        return None
    request.assisted = form  # type: ignore[attr-defined]
    return actor


def way_out(request: HttpRequest) -> str:
    """Where a form leads that is left or closed: the citizen's dossiers, or back to the counter."""
    form = getattr(request, "assisted", None)
    return form.back if form is not None else reverse("my_cases")


def actor_of(request: HttpRequest) -> Actor:
    """The applicant a view guarded by ``actor_required`` was entered by."""
    found: Any = getattr(request, "applicant_actor")  # noqa: B009 -- set by actor_required
    assert isinstance(found, Actor)
    return found


def applicant_of(request: HttpRequest) -> ApplicantView:
    """The applicant a guarded view was entered by."""
    found: Any = getattr(request, "applicant")  # noqa: B009 -- set by applicant_required
    assert isinstance(found, ApplicantView)
    return found


def person_of(request: HttpRequest) -> ApplicantView:
    """Who is signed in themselves, in a view guarded by ``applicant_required``, whatever they work
    for."""
    found = applicant_from_request(request)
    assert found is not None
    return found


def subject_of(request: HttpRequest) -> UUID:
    """The account of who is signed in themselves."""
    return person_of(request).subject


def sign_in_url(request: HttpRequest, *, level: int | None = None) -> str:
    """Address of the sign-in that comes back to this page (a POST comes back as a GET)."""
    wanted: dict[str, str] = {"next": request.get_full_path()}
    if level:
        wanted["level"] = str(level)
    return f"{reverse('identity_sign_in')}?{urlencode(wanted)}"
