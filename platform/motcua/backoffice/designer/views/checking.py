"""Before publishing: everything the checks found, a reason for each warning, then the request.

Works without scripts; the designer shows the same problems while one works.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.backoffice.designer.views.listing import header, index_crumb
from motcua.catalogue import api as catalogue
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError

_AREAS: Final[dict[str, str | Promise]] = {
    "recording": gettext_lazy("Bản ghi thử"),
    "access": gettext_lazy("Ai cũng dùng được"),
    "plain": gettext_lazy("Lời dễ hiểu"),
    "privacy": gettext_lazy("Dữ liệu cá nhân"),
    "logic": gettext_lazy("Điều kiện và trang"),
    "size": gettext_lazy("Độ dài"),
}
_OTHER: Final = gettext_lazy("Nội dung và quy trình")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with what its author wrote about it, and what is missing there."""

    problem: catalogue.Problem
    area: str
    place: str
    reason: str
    is_bare: bool


@require_http_methods(["GET", "POST"])
def checking(request: HttpRequest, service_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    draft = catalogue.get_draft(service_id, by=by)
    reasons = _posted(request) if request.method == "POST" else _said_before(service_id, request)
    missing: frozenset[str] = frozenset()
    error = ""
    if request.method == "POST":
        try:
            _ask(request, draft, reasons)
        except catalogue.ReasonsNeeded as refusal:
            missing = frozenset(_keys(refusal))
            error = refusal.message
        except DomainError as refusal:
            error = refusal.message
        else:
            messages.success(request, _("Đã gửi duyệt “%(name)s”.") % {"name": draft.name})
            return HttpResponseRedirect(reverse("designer:index"))
    found = [
        _found(each, reasons, missing) for each in catalogue.check_draft(service_id, draft.document)
    ]
    context = {
        **header(_("Kiểm tra trước khi công bố: %(name)s") % {"name": draft.name}, index_crumb()),
        "draft": draft,
        "errors_found": [each for each in found if each.problem.severity == "error"],
        "warnings_found": [each for each in found if each.problem.severity == "warning"],
        "note": request.POST.get("note", ""),
        "error": error,
        "may_edit": by.may(catalogue.CataloguePermission.EDIT),
    }
    return render(
        request, "backoffice/designer/checking.html", context, status=422 if error else 200
    )


def _ask(request: HttpRequest, draft: catalogue.DraftView, reasons: dict[str, str]) -> None:
    revision = request.POST.get("revision", "")
    catalogue.request_publication(
        service_id=draft.id,
        base_revision=int(revision) if revision.isascii() and revision.isdecimal() else -1,
        note=request.POST.get("note", ""),
        reasons=reasons,
        by=actor_from_request(request),
        now=timezone.now(),
    )


def _posted(request: HttpRequest) -> dict[str, str]:
    keys, said = request.POST.getlist("key"), request.POST.getlist("reason")
    return dict(zip(keys, said, strict=False))


def _said_before(service_id: UUID, request: HttpRequest) -> dict[str, str]:
    """Reasons given the last time, offered again: most warnings stay what they are."""
    for asked in catalogue.list_requests(service_id, by=actor_from_request(request)):
        return {f"{each['path']}|{each['code']}": each.get("reason", "") for each in asked.checks}
    return {}


def _keys(refusal: DomainError) -> list[str]:
    problems: Any = refusal.details["problems"]
    return [f"{each['path']}|{each['code']}" for each in problems]


def _found(problem: catalogue.Problem, reasons: dict[str, str], missing: frozenset[str]) -> Found:
    area = _AREAS.get(problem.code.partition(".")[0], _OTHER)
    place = problem.path.rpartition("/")[2]
    reason = reasons.get(problem.key, "")
    return Found(problem, str(area), place, reason, problem.key in missing)
