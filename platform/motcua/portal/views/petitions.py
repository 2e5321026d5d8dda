"""Reports and proposals (phản ánh, kiến nghị): send one, follow it, read what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.identity.api import applicant_actor, applicant_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.clients import client_address, client_network
from motcua.kernel.errors import TooMany
from motcua.kernel.paging import page_number
from motcua.petitions import api as petitions
from motcua.portal.petition_form import PetitionForm
from motcua.portal.question_form import new_stamp


@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """With or without an account. Code and secret are shown once, to be noted or printed."""
    now, applicant = timezone.now(), applicant_from_request(request)
    known = {"name": applicant.full_name, "email": applicant.email} if applicant else {}
    about = {"about": request.GET.get("ho-so", "")[:60]}
    form = PetitionForm(request.POST or None, initial={**known, **about})
    status, problem = 200, ""
    if request.method == "POST" and form.is_valid():
        if form.looks_made_by_machine(now):
            return render(request, "petitions/sent.html", {"sent": None})
        by = applicant_actor(applicant) if applicant else _anybody(form)
        try:
            sent = petitions.send_petition(
                wish=form.wish(), client=client_network(request), by=by, now=now
            )
            return render(request, "petitions/sent.html", {"sent": sent})
        except petitions.PetitionInvalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except TooMany as error:
            status, problem = error.status, error.message
    if form.errors:
        status = 422
    context = {"form": form, "stamp": new_stamp(now), "problem": problem}
    return render(request, "petitions/send.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Code and secret are posted, so that they stay out of addresses and logs."""
    context: dict[str, Any] = {"code": request.GET.get("ma", "")[:20], "own": _own(request)}
    if request.method == "GET":
        return render(request, "petitions/track.html", context)
    code = request.POST.get("code", "")[:20].replace("\x00", "")
    secret = request.POST.get("secret", "")[:20].replace("\x00", "")
    client, now = client_address(request), timezone.now()
    context |= {"code": code, "secret": secret}
    try:
        if request.POST.get("deed") == "add":
            text = request.POST.get("text", "").replace("\x00", "")
            petitions.add_to_petition(code=code, secret=secret, text=text, client=client, now=now)
        found = petitions.track_petition(code, secret, client=client, now=now)
    except petitions.PetitionInvalid as error:
        found = petitions.track_petition(code, secret, client=client, now=now)
        context |= {"found": found, "error": error.message}
        return render(request, "petitions/tracked.html", context, status=error.status)
    except (petitions.PetitionTrackingRefused, petitions.PetitionMoved, TooMany) as error:
        return render(
            request, "petitions/track.html", {**context, "error": error.message},
            status=error.status,
        )  # fmt: skip
    return render(request, "petitions/tracked.html", {**context, "found": found})


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    page = page_number(request)
    items, total = petitions.list_published(offset=(page - 1) * petitions.PAGE_SIZE)
    context = {
        "items": items,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * petitions.PAGE_SIZE < total else None,
    }
    return render(request, "petitions/published.html", context)


def _own(request: HttpRequest) -> tuple[petitions.PetitionView, ...]:
    applicant = applicant_from_request(request)
    if applicant is None:
        return ()
    return petitions.list_own(applicant_id=applicant.id, now=timezone.now())


def _anybody(form: PetitionForm) -> Actor:
    return Actor(kind="anonymous", id=None, name=form.cleaned_data["name"])
