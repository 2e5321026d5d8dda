"""Where dossiers are filed: the tenant's default, and each service's own choice."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.guard import View, screen_for
from motcua.backoffice.header import page_header
from motcua.catalogue import intake_api as intake
from motcua.catalogue.api import CataloguePermission
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError, Forbidden
from motcua.kernel.paging import page_number

PAGE_SIZE: Final = 25
_DEFAULT: Final = "default"
MAX_REASON: Final = 2_000


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    services = {"url": reverse("designer:index"), "label": _("Dịch vụ công")}
    return page_header(title, services, *before, icon="form")


def _screen(view: View) -> View:
    guard: Callable[[View], View] = screen_for(
        lambda by: by.require(CataloguePermission.PUBLISH),
        lambda _request: header(_("Nơi nộp hồ sơ")),
    )
    return guard(view)


@require_http_methods(["GET", "POST"])
@_screen
def index(request: HttpRequest) -> HttpResponse:
    """The default, and every service with where its dossiers are filed."""
    by, error = actor_from_request(request), ""
    if request.method == "POST":
        error = _change_default(request)
        if not error:
            return HttpResponseRedirect(request.path)
    page, only = page_number(request), request.GET.get("xem", "")
    rows, total = intake.list_intakes(
        limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE, only=only, by=by
    )
    context = {
        **header(_("Nơi nộp hồ sơ")),
        "rows": rows,
        "only": only if only in intake.Intake.values else "",
        "choices": intake.Intake.choices,
        "default": intake.default_intake(),
        "page": Paginator(range(total), PAGE_SIZE).get_page(page),
        **_typed(request, error),
    }
    return render(request, "backoffice/intake/index.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@_screen
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by, error = actor_from_request(request), ""
    found = intake.get_intake(service_id, by=by)
    if found is None:
        raise Http404
    if request.method == "POST":
        error = _change_service(request, found)
        if not error:
            return HttpResponseRedirect(reverse("intake:index"))
    chosen = found.intake.value if found.has_own else _DEFAULT
    context = {
        **header(found.name, {"url": reverse("intake:index"), "label": _("Nơi nộp hồ sơ")}),
        "found": found,
        "chosen": request.POST.get("intake", chosen),
        "choices": intake.Intake.choices,
        "default": intake.default_intake(),
        "national": intake.national_url(found.code),
        **_typed(request, error),
    }
    return render(request, "backoffice/intake/service.html", context, status=422 if error else 200)


def _change_default(request: HttpRequest) -> str:
    """What is wrong, in words; nothing when it was done."""
    wanted = request.POST.get("intake", "")
    if wanted not in intake.Intake.values or request.POST.get("sure") != "yes":
        return _("Hãy chọn nơi nộp và đánh dấu rằng ông/bà chắc chắn.")
    try:
        count = intake.set_default_intake(
            intake=intake.Intake(wanted),
            reason=request.POST.get("reason", "")[:MAX_REASON],
            by=actor_from_request(request),
            now=timezone.now(),
        )
    except Forbidden:
        raise
    except DomainError as error:
        return error.message
    changed = _("Số dịch vụ đã đổi nơi nộp: %(n)d.") % {"n": count}
    messages.success(request, changed)
    return ""


def _change_service(request: HttpRequest, found: intake.IntakeRow) -> str:
    wanted = request.POST.get("intake", "")
    is_known = wanted == _DEFAULT or wanted in intake.Intake.values
    if not is_known or request.POST.get("sure") != "yes":
        return _("Hãy chọn nơi nộp và đánh dấu rằng ông/bà chắc chắn.")
    try:
        intake.set_intake(
            service_id=found.id,
            intake=None if wanted == _DEFAULT else intake.Intake(wanted),
            reason=request.POST.get("reason", "")[:MAX_REASON],
            by=actor_from_request(request),
            now=timezone.now(),
        )
    except Forbidden:
        raise
    except DomainError as error:
        return error.message
    messages.success(request, _("Đã đổi nơi nộp của “%(name)s”.") % {"name": found.name})
    return ""


def _typed(request: HttpRequest, error: str) -> dict[str, str]:
    return {"error": error, "reason": request.POST.get("reason", "")[:MAX_REASON]}
