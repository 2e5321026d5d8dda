"""Rating a dossier that is finished, and what everybody's ratings say together."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.identity.api import applicant_actor
from motcua.kernel.paging import page_number
from motcua.portal.people import applicant_of, applicant_required
from motcua.ratings import api as ratings


@applicant_required
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Once rated, or not to be rated, the page says so; nothing is lost by coming back."""
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    problem: ratings.RatingInvalid | None = None
    try:
        case = ratings.rateable(case_id, by=by, now=now)
        if request.method == "POST":
            ratings.rate_case(case_id=case_id, by=by, now=now, **_posted(request))
            return HttpResponseRedirect(f"{request.path}?xong=1")
    except ratings.RatingInvalid as error:
        problem = error
    except (ratings.AlreadyRated, ratings.NotRateable) as error:
        done = isinstance(error, ratings.AlreadyRated)
        context = {"message": error.message, "case_id": case_id, "done": done}
        return render(request, "ratings/told.html", context, status=200 if done else error.status)
    context = {
        "case": case,
        "questions": _questions(request),
        "officers": case.officers,
        "officer": request.POST.get("officer", ""),
        "comment": request.POST.get("comment", ""),
        "most": ratings.MAX_COMMENT,
        "problem": problem,
    }
    return render(request, "ratings/rate.html", context, status=422 if problem else 200)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Open to everybody: figures by unit, and comments that were read before."""
    page = page_number(request)
    comments = ratings.public_comments(offset=(page - 1) * ratings.PAGE_SIZE)
    context = {
        "units": ratings.public_figures(now=timezone.now()),
        "least": ratings.LEAST_SHOWN,
        "comments": comments,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * ratings.PAGE_SIZE < comments.total else None,
    }
    return render(request, "ratings/overview.html", context)


def _questions(request: HttpRequest) -> list[dict[str, Any]]:
    words = {
        "overall": _("Nhìn chung, ông/bà hài lòng đến mức nào?"),
        "speed": _("Thời gian giải quyết"),
        "clarity": _("Hướng dẫn, giấy tờ dễ hiểu"),
        "attitude": _("Thái độ phục vụ của cán bộ"),
    }
    return [
        {"name": name, "words": words[name], "given": request.POST.get(name, "")}
        for name in ratings.QUESTIONS
    ]


def _posted(request: HttpRequest) -> dict[str, Any]:
    scores = {name: _score(request.POST.get(name, "")) for name in ratings.QUESTIONS}
    try:
        officer = UUID(request.POST["officer"]) if request.POST.get("officer") else None
    except ValueError:
        officer = UUID(int=0)
    comment = request.POST.get("comment", "").replace("\x00", "").replace("\r\n", "\n")
    return {"scores": scores, "comment": comment, "officer_id": officer}


def _score(text: str) -> int:
    """What is no mark is refused by the same rule as a mark out of range."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 9
