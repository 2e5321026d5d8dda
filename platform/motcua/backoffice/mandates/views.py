"""Papers by which people say they may act for others: looked at, accepted or refused, ended."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.guard import View, screen_for
from motcua.files.api import get_file, require_file, show_file
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden, NotFound
from motcua.kernel.paging import page_number
from motcua.mandates import api as mandates


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [home, *before, {"url": "", "label": title}],
    }


def _screen(view: View) -> View:
    guard: Callable[[View], View] = screen_for(
        lambda by: by.require(mandates.Permission.CHECK),
        lambda _request: header(_("Giấy tờ đại diện")),
        told=(Forbidden, NotFound),
    )
    return guard(view)


@require_GET
@_screen
def index(request: HttpRequest) -> HttpResponse:
    page, wanted = page_number(request), request.GET.get("xem", "")
    states = (mandates.State.WAITING, mandates.State.ACTIVE, mandates.State.REFUSED)
    state = next((each for each in states if each == wanted), mandates.State.WAITING)
    size = mandates.PAGE_SIZE
    found, total = mandates.papers_here(state=state, offset=(page - 1) * size)
    context = {
        **header(_("Giấy tờ đại diện")),
        "found": found,
        "state": str(state),
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * size < total else None,
    }
    return render(request, "backoffice/mandates/index.html", context)


@require_http_methods(["GET", "POST"])
@_screen
def show(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    by, typed = actor_from_request(request), {}
    if request.method == "POST":
        try:
            messages.success(request, _act(request, mandate_id, by))
            return HttpResponseRedirect(reverse("mandates:index"))
        except (mandates.MandateInvalid, mandates.MandateOver) as error:
            messages.error(request, error.message)
            typed = {key: request.POST.get(key, "")[:500] for key in ("until", "reason")}
    found = mandates.paper_here(mandate_id)
    crumb = {"url": reverse("mandates:index"), "label": _("Giấy tờ đại diện")}
    context = {
        **header(found.principal_name, crumb),
        "found": found,
        "typed": typed,
        "relation": mandates.RELATIONS.get(found.relation, ""),
    }
    return render(request, "backoffice/mandates/show.html", context)


def _act(request: HttpRequest, mandate_id: UUID, by: Actor) -> str:
    now, reason = timezone.now(), request.POST.get("reason", "")
    match request.POST.get("deed"):
        case "accept":
            mandates.accept_paper(
                mandate_id=mandate_id, until=_end_of(request.POST.get("until", "")), by=by, now=now
            )
            return _("Đã chấp nhận giấy tờ.")
        case "refuse":
            mandates.refuse_paper(mandate_id=mandate_id, reason=reason, by=by, now=now)
            return _("Chưa chấp nhận; người gửi đọc được lý do.")
        case "end":
            mandates.end_paper(mandate_id=mandate_id, reason=reason, by=by, now=now)
            return _("Đã chấm dứt hiệu lực của giấy tờ ở đây.")
    raise mandates.MandateInvalid(_("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))


def _end_of(day: str) -> datetime | None:
    try:
        found = parse_date(day[:10])
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(found, time.max)) if found else None


@require_GET
@_screen
def paper(request: HttpRequest, mandate_id: UUID) -> HttpResponseBase:
    found = mandates.paper_here(mandate_id)
    if found.file_id is None:
        raise mandates.MandateMissing(_("Không có tệp."))
    require_file(actor_from_request(request), found.file_id)
    return show_file(get_file(found.file_id))
