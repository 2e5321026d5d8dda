"""On an agency's site: for whom one works now, and papers by which one may."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.identity.api import PROVEN, end_assisted
from motcua.kernel.errors import DomainError
from motcua.mandates import api as mandates
from motcua.portal.people import applicant_required, person_of, sign_in_url
from tenants.api import platform_url

_TEXTS: Final = ("kind", "name", "number", "relation", "birth_date")


@applicant_required
@require_http_methods(["GET", "POST"])
def acting(request: HttpRequest) -> HttpResponse:
    """The list, and a paper that is brought."""
    if request.method == "GET":
        return _show(request, {})
    typed = {key: request.POST.get(key, "")[:200].replace("\x00", "") for key in _TEXTS}
    paper: Any = request.FILES.get("paper")
    try:
        mandates.bring_paper(
            claim=mandates.Claim(**typed),
            agent=person_of(request),
            paper=paper,
            paper_name=(paper.name or "") if paper else "",
            now=timezone.now(),
        )
    except DomainError as error:
        return _show(request, typed, error=error)
    messages.success(request, _("Đã nhận giấy tờ. Cơ quan kiểm tra rồi báo cho ông/bà."))
    return HttpResponseRedirect(reverse("acting"))


@applicant_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """For whom one works from here on in this browser; nobody named means oneself."""
    me = person_of(request).subject
    try:
        wanted = UUID(request.POST.get("mandate", ""))
    except ValueError:
        wanted = None
    found = mandates.find_principal(wanted, agent=me, now=timezone.now()) if wanted else None
    if wanted and found is None:
        messages.warning(request, _("Việc đại diện này không còn hiệu lực ở đây."))
    # Two at once would be one too many: whoever works for somebody stops helping another.
    end_assisted(request.session)
    mandates.choose(request.session, found.mandate_id if found else None, agent=me)
    return HttpResponseRedirect(reverse("my_cases" if found else "acting"))


def _show(
    request: HttpRequest, typed: dict[str, str], *, error: DomainError | None = None
) -> HttpResponse:
    me = person_of(request)
    context = {
        "principals": mandates.whom_may_act_for(me.subject, now=timezone.now()),
        "papers": mandates.papers_of(me.subject),
        "relations": list(mandates.RELATIONS.items()),
        "typed": typed,
        "error": error,
        "field": (error.field or "paper") if error else "",
        "is_proven": me.assurance >= PROVEN,
        "prove": sign_in_url(request, level=PROVEN),
        "on_platform": platform_url("/tai-khoan/dai-dien/"),
        "organisations": platform_url("/tai-khoan/to-chuc/"),
    }
    return render(request, "acting/index.html", context, status=error.status if error else 200)
