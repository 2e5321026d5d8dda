"""Requests about personal data: asking, following, fetching the copy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.files.api import require_file, show_file
from motcua.identity.api import PROVEN, applicant_actor
from motcua.kernel.errors import Conflict, DomainError, Forbidden, Invalid
from motcua.portal.people import applicant_of, applicant_required, sign_in_url
from motcua.privacy import api as privacy


@applicant_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Requests sent so far, and a new one; the latter only for who is proven."""
    applicant, now = applicant_of(request), timezone.now()
    by = applicant_actor(applicant)
    chosen = request.GET.get("loai", "")
    typed: dict[str, str] = {"kind": chosen if chosen in privacy.Kind.values else "", "text": ""}
    problem: DomainError | None = None
    if request.method == "POST":
        typed = {each: request.POST.get(each, "")[:5_000] for each in typed}
        try:
            request_id = privacy.ask(kind=typed["kind"], text=typed["text"], by=by, now=now)
            messages.success(request, _("Đã gửi yêu cầu. Cơ quan sẽ trả lời đúng hạn."))
            return HttpResponseRedirect(reverse("data_request", args=[request_id]))
        except (Invalid, Conflict, Forbidden) as error:
            problem = error
    terms = privacy.terms()
    context = {
        "own": privacy.list_own_requests(by=by, now=now),
        "kinds": [(each.value, each.label, terms.day_counts[each.value]) for each in privacy.Kind],
        "terms": terms,
        "typed": typed,
        "problem": problem,
        "is_proven": applicant.assurance >= PROVEN,
        "step_up": sign_in_url(request, level=PROVEN),
    }
    return render(request, "data/ask.html", context, status=problem.status if problem else 200)


@applicant_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, request_id: UUID) -> HttpResponse:
    by, now = applicant_actor(applicant_of(request)), timezone.now()
    if request.method == "POST" and request.POST.get("deed") == "cancel":
        privacy.cancel(request_id=request_id, by=by, now=now)
        messages.success(request, _("Đã rút yêu cầu."))
        return HttpResponseRedirect(reverse("data_request", args=[request_id]))
    context: dict[str, Any] = {
        "found": privacy.get_own_request(request_id, by=by, now=now),
        "is_proven": by.assurance >= PROVEN,
        "step_up": sign_in_url(request, level=PROVEN),
        "is_sure": request.GET.get("rut") == "1",
    }
    return render(request, "data/request.html", context)


@applicant_required
@require_GET
def download(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Only for who asked for it, proven now, and within its time."""
    by = applicant_actor(applicant_of(request))
    stored = privacy.fetch_copy(request_id=request_id, by=by, now=timezone.now())
    require_file(by, stored.id)
    return show_file(stored)
