"""The office's petitions: the most urgent first, each with what can be done with it now."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.guard import View, screen_for
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Forbidden, NotFound
from motcua.kernel.paging import page_number
from motcua.petitions import api as petitions
from motcua.privacy.api import record_person_reading


def header(title: str, *before: dict[str, str]) -> dict[str, Any]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Trang chủ")}
    return {
        "header_title": title,
        "header_icon": "comment",
        "breadcrumbs_items": [home, *before, {"url": "", "label": title}],
    }


def _screen(view: View) -> View:
    guard: Callable[[View], View] = screen_for(
        lambda by: by.require(petitions.Permission.READ),
        lambda _request: header(_("Phản ánh, kiến nghị")),
        told=(Forbidden, NotFound),
    )
    return guard(view)


@require_GET
@_screen
def index(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    state = request.GET.get("xem", "open")
    state = state if state in petitions.State.values else "open"
    page = page_number(request)
    offset = (page - 1) * petitions.PAGE_SIZE
    found = petitions.list_petitions(state=state, by=by, now=now, offset=offset)
    counts = petitions.count_petitions(by=by, now=now)
    context = {
        **header(_("Phản ánh, kiến nghị")),
        "found": found,
        "state": state,
        "states": [
            (each.value, str(each.label), counts.by_state.get(each.value, 0))
            for each in petitions.State
        ],
        "late": counts.late,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page * petitions.PAGE_SIZE < found.total else None,
    }
    return render(request, "backoffice/petitions/index.html", context)


@require_http_methods(["GET", "POST"])
@_screen
def show(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    typed = ""
    if request.method == "POST":
        try:
            messages.success(request, _act(request, petition_id, by))
            return HttpResponseRedirect(request.path)
        except (petitions.PetitionInvalid, petitions.PetitionMoved) as error:
            messages.error(request, error.message)
            typed = request.POST.get("reply", "")
    found = petitions.get_petition(petition_id, by=by, now=now)
    if found.applicant_id is not None:
        record_person_reading(found.applicant_id, by=by, now=now, what="petition")
    crumb = {"url": reverse("petitions:index"), "label": _("Phản ánh, kiến nghị")}
    context = {
        **header(found.code, crumb),
        "found": found,
        "typed": typed,
        "may_handle": by.may(petitions.Permission.HANDLE),
    }
    return render(request, "backoffice/petitions/show.html", context)


def _act(request: HttpRequest, petition_id: UUID, by: Actor) -> str:
    """What was done, in words. Raises ``PetitionInvalid`` for a deed nobody knows."""
    now, reply = timezone.now(), request.POST.get("reply", "")
    which: dict[str, Any] = {"petition_id": petition_id, "by": by, "now": now}
    match request.POST.get("deed"):
        case "accept":
            petitions.accept_petition(**which)
            return _("Đã tiếp nhận; hạn trả lời là 15 ngày làm việc.")
        case "ask":
            petitions.ask_sender(question=reply, **which)
            return _("Đã hỏi người gửi.")
        case "refuse":
            petitions.refuse_petition(reason=reply, **which)
            return _("Không tiếp nhận; người gửi đọc được lý do.")
        case "answer":
            petitions.answer_petition(answer=reply, **which)
            return _("Đã trả lời người gửi.")
        case "publish":
            text = request.POST.get("public_text", "")
            petitions.publish_petition(text=text, answer=reply, **which)
            return _("Đã công khai câu hỏi và câu trả lời.")
        case "unpublish":
            petitions.unpublish_petition(**which)
            return _("Đã thôi công khai.")
    raise petitions.PetitionInvalid(_("Không rõ ông/bà muốn làm gì. Chưa thay đổi gì."))
