"""Surveys: what can be answered, answering page by page without scripts, and what came of it."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from formbuilder.api import CompiledForm, parse_page
from motcua.identity.api import applicant_from_request
from motcua.kernel.clients import client_network
from motcua.kernel.errors import DomainError, TooMany
from motcua.kernel.i18n import pick
from motcua.kernel.sealed_links import SealBroken, SealExpired
from motcua.kernel.spreadsheets import csv_text
from motcua.portal import survey_flow as flow
from motcua.portal.people import sign_in_url
from motcua.portal.survey_figures import figures_of
from motcua.surveys import api as surveys

_HALF_YEAR: Final = 180 * 24 * 3600
_TOLD: Final = (surveys.SurveyClosed, surveys.NotInvited, surveys.AlreadyAnswered)
_LONGEST_TOKEN: Final = 64


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    found = surveys.list_open(now=timezone.now())
    return render(request, "surveys/index.html", {"found": found})


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, survey: str) -> HttpResponseBase:
    now = timezone.now()
    found = surveys.find_public(survey, now=now)
    try:
        progress = _progress(request, found)
        who = _respondent(request, found, progress.token)
        if found.is_open and found.needs_account and who.applicant is None:
            return HttpResponseRedirect(sign_in_url(request))
        surveys.check_respondent(survey_id=found.id, who=who, now=now)
        form = surveys.form_of(found.slug)
        if request.method == "POST":
            return _posted(request, found, form, progress, who)
    except _TOLD as error:
        return _told(request, found, error)
    except (SealBroken, SealExpired):
        # Left open for more than a day: begin again.
        return HttpResponseRedirect(request.get_full_path())
    shown = flow.draw(found, form, progress, flow.first_page(form, now=now), now=now)
    return _page(request, found, progress, shown, was_here=_cookie(found) in request.COOKIES)


@require_GET
def thanks(request: HttpRequest, survey: str) -> HttpResponse:
    found = surveys.find_public(survey, now=timezone.now())
    return render(request, "surveys/thanks.html", {"survey": found})


@require_GET
def results(request: HttpRequest, survey: str) -> HttpResponse:
    found = surveys.find_public(survey, now=timezone.now())
    told = surveys.public_results(survey)
    context = {"survey": found, "figures": figures_of(told), "total": told["total"]}
    return render(request, "surveys/results.html", context)


@require_GET
def results_csv(request: HttpRequest, survey: str) -> HttpResponse:
    """The same figures as a file."""
    lines = [
        [figure.label, line.label, line.count, line.percent]
        for figure in figures_of(surveys.public_results(survey))
        for line in figure.lines
    ]
    text = csv_text([[_("Câu hỏi"), _("Lựa chọn"), _("Số người"), _("Phần trăm")], *lines])
    reply = HttpResponse(text, content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="khao-sat-{survey}.csv"'
    return reply


@never_cache
@require_POST
def opt_out(request: HttpRequest, survey: str) -> HttpResponse:
    """Whoever holds an invitation may say that they want no more of them."""
    now = timezone.now()
    found = surveys.find_public(survey, now=now)
    try:
        surveys.opt_out(survey_id=found.id, token=_token(request.POST.get("ma", "")), now=now)
    except surveys.NotInvited as error:
        return _told(request, found, error)
    context = {"survey": found, "title": _("Đã ghi nhận"), "message": _(
        "Cơ quan sẽ không gửi thư mời khảo sát cho ông/bà nữa."
    )}  # fmt: skip
    return render(request, "surveys/told.html", context)


def _posted(
    request: HttpRequest,
    survey: surveys.PublicSurvey,
    form: CompiledForm,
    progress: flow.Progress,
    who: surveys.Respondent,
) -> HttpResponse:
    now, page_id = timezone.now(), request.POST.get("page", "")
    posted = {name: request.POST.getlist(name) for name in request.POST}
    read = parse_page(form, page_id, posted, {}, progress.answers, context=surveys.world_of(now))
    progress = progress.with_answers(read.answers)
    if "back" in request.POST:
        before = flow.beside(form, read.answers, page_id, -1, now=now)
        return _page(
            request, survey, progress, flow.draw(survey, form, progress, before or page_id, now=now)
        )
    if read.errors or read.stay:
        shown = flow.draw(survey, form, progress, page_id, now=now, errors=read.errors, raw=posted)
        return _page(request, survey, progress, shown, has_more=read.stay and not read.errors)
    after = flow.beside(form, read.answers, page_id, 1, now=now)
    if after is not None:
        shown = flow.draw(survey, form, progress, after, now=now)
        return _page(request, survey, progress, shown)
    return _send(request, survey, form, progress, who)


def _send(
    request: HttpRequest,
    survey: surveys.PublicSurvey,
    form: CompiledForm,
    progress: flow.Progress,
    who: surveys.Respondent,
) -> HttpResponse:
    now, page_id = timezone.now(), request.POST.get("page", "")
    try:
        # What a machine filled in is thanked for like the rest, and thrown away.
        if not request.POST.get("website") and not progress.is_hasty(now):
            surveys.submit_answers(
                survey_id=survey.id,
                answers=progress.answers,
                who=who,
                client=client_network(request),
                now=now,
            )
    except surveys.AnswersInvalid as error:
        errors: Any = error.details["errors"]
        place = flow.page_of(form, errors[0]) if errors else page_id
        shown = flow.draw(survey, form, progress, place, now=now, errors=errors)
        return _page(request, survey, progress, shown, problem="" if errors else error.message)
    except TooMany as error:
        shown = flow.draw(survey, form, progress, page_id, now=now)
        return _page(request, survey, progress, shown, problem=error.message, status=error.status)
    reply = HttpResponseRedirect(reverse("survey_thanks", args=[survey.slug]))
    if not survey.is_once:
        # It says that somebody answered on this machine, and nothing of who or what.
        reply.set_cookie(
            _cookie(survey), "1", max_age=_HALF_YEAR, path=reverse("survey", args=[survey.slug]),
            httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
    return reply


def _progress(request: HttpRequest, survey: surveys.PublicSurvey) -> flow.Progress:
    if request.method == "POST":
        known = flow.progress_of(request, survey)
        if known is None:
            raise SealBroken(_("Trang này đã cũ. Hãy mở lại khảo sát."))
        return known
    token = _token(request.GET.get("ma", ""))
    return flow.Progress(timezone.now().timestamp(), token)


def _respondent(
    request: HttpRequest, survey: surveys.PublicSurvey, token: str
) -> surveys.Respondent:
    """Who it is, only where the survey has to know."""
    applicant = applicant_from_request(request) if survey.needs_account else None
    return surveys.Respondent(token=token, applicant=applicant)


def _page(
    request: HttpRequest,
    survey: surveys.PublicSurvey,
    progress: flow.Progress,
    shown: flow.Shown,
    *,
    problem: str = "",
    status: int = 200,
    was_here: bool = False,
    has_more: bool = False,
) -> HttpResponse:
    context = {
        "survey": survey,
        "shown": shown,
        "problem": problem,
        "was_here": was_here,
        "has_more": has_more,
        "token": progress.token if survey.needs_invitation else "",
        "language": flow.language_of(survey),
    }
    if problem or shown.errors:
        status = max(status, 422)
    return render(request, "surveys/page.html", context, status=status)


def _told(request: HttpRequest, survey: surveys.PublicSurvey, error: DomainError) -> HttpResponse:
    context = {"survey": survey, "title": pick(survey.title), "message": error.message}
    return render(request, "surveys/told.html", context, status=error.status)


def _cookie(survey: surveys.PublicSurvey) -> str:
    return f"ks-{survey.id.hex[-12:]}"


def _token(text: str) -> str:
    return text[:_LONGEST_TOKEN].replace("\x00", "")
