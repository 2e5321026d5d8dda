"""Forms that wait for the officer's own signature: one PIN for all that is ticked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.header import page_header
from motcua.casework import signing_api
from motcua.casework.api import Permission, pin_needed
from motcua.casework.paperwork import api as paperwork
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import DomainError


@sensitive_post_parameters("pin")
@never_cache
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    if not by.may(Permission.READ):
        return _refused(request)
    if request.method == "GET":
        return _screen(request)
    chosen = _ids(request.POST.getlist("paper"))
    if not chosen:
        return _screen(request, problem=_("Hãy chọn ít nhất một giấy để ký."), status=422)
    try:
        done = signing_api.sign_forms(
            paper_ids=chosen, by=by, now=timezone.now(), pin=request.POST.get("pin", "")[:200]
        )
    except DomainError as error:
        return _screen(request, problem=str(error.message), status=422, chosen=chosen)
    count = sum(each.is_done for each in done)
    if count:
        messages.success(request, _("Đã ký số %(count)d giấy.") % {"count": count})
    failed = [each for each in done if not each.is_done]
    if not failed:
        return HttpResponseRedirect(reverse("books:waiting"))
    words = list(dict.fromkeys(each.message for each in failed))
    return _screen(request, problem=" ".join(words), status=422)


@require_POST
def by_hand(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    if not by.may(Permission.READ):
        return _refused(request)
    for paper_id in _ids([request.POST.get("paper", "")]):
        try:
            signing_api.sign_by_hand(paper_id=paper_id, by=by, now=timezone.now())
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("Giấy đã sẵn sàng để in và ký tay, xem trong hồ sơ."))
    return HttpResponseRedirect(reverse("books:waiting"))


def _screen(
    request: HttpRequest, *, problem: str = "", status: int = 200, chosen: list[UUID] | None = None
) -> HttpResponse:
    by = actor_from_request(request)
    context = {
        **_header(),
        "rows": paperwork.waiting_forms(by),
        "chosen": chosen,
        "asks_pin": pin_needed(by, now=timezone.now()),
        "problem": problem,
    }
    return render(request, "backoffice/books/waiting.html", context, status=status)


def _refused(request: HttpRequest) -> HttpResponse:
    error = {"message": _("Bạn không có quyền thực hiện việc này.")}
    context = {**_header(), "error": error}
    return render(request, "backoffice/staff/refused.html", context, status=403)


def _ids(written: list[str]) -> list[UUID]:
    found = []
    for each in written[:200]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found


def _header() -> dict[str, Any]:
    return page_header(_("Giấy chờ ký số"), icon="edit")
