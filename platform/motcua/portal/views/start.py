"""Before the form: does the service fit, is the account good enough, is there a draft already."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from motcua.catalogue.api import (
    EligibilityOption,
    EligibilityQuestion,
    PublishedService,
    ServiceGone,
    ServiceMissing,
    get_service_by_slug,
    next_question,
)
from motcua.identity.api import applicant_actor, applicant_from_request
from motcua.kernel.errors import DomainError
from motcua.kernel.i18n import pick
from motcua.kernel.sealed_links import seal, unseal
from motcua.portal.filing import filing_of
from motcua.portal.hats import hat_of
from motcua.portal.helping import Helping, helping_of
from motcua.portal.people import applicant_of, applicant_required, sign_in_url
from motcua.submissions import api as submissions

FITS: Final = "portal.eligibility"
_LASTS_SECONDS: Final = 24 * 3600
MAX_ANSWERS: Final = 20


@require_http_methods(["GET", "POST"])
def eligibility(request: HttpRequest, slug: str) -> HttpResponse:
    """One question at a time, before anybody signs in. Answers travel in the page, not with us."""
    service = get_service_by_slug(slug)
    if (told := _filed_elsewhere(request, service)) is not None:
        return told
    questions = service.version.document.eligibility
    answers = _told(request, questions) if request.method == "POST" else {}
    verdict, question, option = next_question(questions, answers)
    if verdict == "fits":
        passed = seal({"version": str(service.version.id)}, purpose=FITS)
        target = reverse("form_start", args=[slug]) + "?" + urlencode({"hop": passed})
        return HttpResponseRedirect(target)
    assert question is not None
    context = _words(service, question, option)
    if verdict == "ends":
        return render(request, "runner/not_for_you.html", context)
    asked_again = request.method == "POST" and request.POST.get("asking") == question.id
    context |= {"answers": answers.items(), "error": asked_again}
    return render(request, "runner/eligibility.html", context, status=422 if asked_again else 200)


def _told(request: HttpRequest, questions: list[EligibilityQuestion]) -> dict[str, str]:
    """Answers to questions of this service; anything else in the post is nobody's."""
    return {
        question.id: request.POST[question.id][:40]
        for question in questions[:MAX_ANSWERS]
        if question.id in request.POST
    }


def _words(
    service: PublishedService, question: EligibilityQuestion, option: EligibilityOption | None
) -> dict[str, Any]:
    language = get_language() or "vi"
    options = [
        {"value": each.value, "label": pick(each.label, language) or each.value}
        for each in question.options
    ]
    words: dict[str, Any] = {
        "service": service,
        "question": {
            "id": question.id,
            "text": pick(question.text, language),
            "help": pick(question.help, language),
            "options": options,
        },
    }
    if option is not None:
        words["ending"] = {
            "reason": pick(option.reason, language),
            "advice": pick(option.advice, language),
            "answer": pick(option.label, language),
            "service": _other(option.service),
        }
    return words


def _other(slug: str) -> dict[str, str] | None:
    """The service to go to instead, while it is offered."""
    if not slug:
        return None
    try:
        found = get_service_by_slug(slug)
    except (ServiceMissing, ServiceGone):
        return None
    name = pick(found.version.document.service.name, get_language() or "vi")
    return {"slug": slug, "name": name}


def _filed_elsewhere(request: HttpRequest, service: PublishedService) -> HttpResponse | None:
    """The way on where nothing new begins here, with what was begun before."""
    filing = filing_of(service)
    if filing.place == "here":
        return None
    applicant = applicant_from_request(request)
    mine = submissions.list_drafts(applicant_id=applicant.id) if applicant else ()
    context = {
        "service": service,
        "filing": filing,
        "drafts": [each for each in mine if each.service_slug == service.slug],
    }
    return render(
        request, "runner/elsewhere.html", context, status=410 if request.method == "POST" else 200
    )


def _must_ask(request: HttpRequest, service: PublishedService) -> bool:
    """Whether the questions were not yet answered for this version."""
    if not service.version.document.eligibility:
        return False
    try:
        told = unseal(request.GET.get("hop", ""), purpose=FITS, seconds=_LASTS_SECONDS)
    except DomainError:
        return True
    return told.get("version") != str(service.version.id)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions that need no account come before the sign-in."""
    service = get_service_by_slug(slug)
    if (told := _filed_elsewhere(request, service)) is not None:
        return told
    if _must_ask(request, service):
        return HttpResponseRedirect(reverse("form_eligibility", args=[slug]))
    response: HttpResponse = _start(request, service)  # type: ignore[assignment]
    return response


start.applicant_required = True  # type: ignore[attr-defined]


@applicant_required
def _start(request: HttpRequest, service: PublishedService) -> HttpResponse:
    """What is needed, drafts to go on with, and the button to begin."""
    found = helping_of(request)
    if found is not None:
        return _start_helping(request, service, found)
    applicant = applicant_of(request)
    document = service.version.document
    if applicant.assurance < document.service.assurance_level:
        level = document.service.assurance_level
        context = {"service": service, "level": level, "sign_in": sign_in_url(request, level=level)}
        return render(request, "runner/step_up.html", context, status=403)
    if request.method == "POST":
        draft = _begin(request, service)
        return HttpResponseRedirect(reverse("form_page", args=[draft.id, draft.page_id]))
    drafts = [
        each
        for each in submissions.list_drafts(applicant_id=applicant.id)
        if each.service_slug == service.slug
    ]
    context = {
        "service": service,
        "drafts": drafts,
        "earlier": submissions.reusable_dossiers(applicant_id=applicant.id, service_id=service.id),
    }
    return render(request, "runner/start.html", context)


def _begin(request: HttpRequest, service: PublishedService) -> submissions.DraftView:
    """In one's own name, an organisation's, or one's own for a person one works for now."""
    hat, now = hat_of(request), timezone.now()
    is_body = hat is not None and hat.applicant is not None
    draft = submissions.start_draft(
        version_id=service.version.id,
        applicant=hat.applicant if hat and hat.applicant else applicant_of(request),
        now=now,
        reuse=_reuse(request),
        acting=submissions.ActingFor(hat.name, hat.principal) if hat and is_body else None,
    )
    if hat is None or is_body:
        return draft
    wish = submissions.PartiesWish(whom="mandate", mandate_id=hat.principal.mandate_id)
    try:
        return submissions.set_parties(
            draft_id=draft.id, wish=wish, by=applicant_actor(hat.person), now=now
        )
    except submissions.PartyInvalid as error:
        messages.warning(request, error.message)
        return draft


def _start_helping(request: HttpRequest, service: PublishedService, found: Helping) -> HttpResponse:
    """A helper begins a form of the citizen who let them, never one of their own meanwhile."""
    level = service.version.document.service.assurance_level
    covered = found.consent.service_slug in ("", service.slug) and found.consent.draft_id is None
    is_enough = found.citizen.assurance >= level
    if request.method == "POST" and covered and is_enough:
        sitting = submissions.begin_help(
            version_id=service.version.id,
            citizen=found.citizen,
            consent=found.consent,
            by=found.by,
            now=timezone.now(),
        )
        page_id = submissions.get_draft(sitting.draft_id, by=found.by).page_id
        return HttpResponseRedirect(reverse("form_page", args=[sitting.draft_id, page_id]))
    context = {
        "service": service,
        "found": found,
        "covered": covered,
        "is_enough": is_enough,
        "level": level,
    }
    status = 200 if covered and is_enough else 403
    return render(request, "helping/start.html", context, status=status)


def _reuse(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("reuse", ""))
    except ValueError:
        return None
