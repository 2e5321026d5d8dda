"""The office's petitions: the most urgent first, each with what can be done with it now."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.requests_desk import RequestsDesk, act, chosen_part, counted, unknown_deed
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.petitions import api as petitions
from motcua.privacy.api import record_person_reading

DESK: Final = RequestsDesk(
    home="petitions:index", title=gettext_lazy("Phản ánh, kiến nghị"), icon="comment"
)


@require_GET
@DESK.screen(petitions.Permission.READ)
def index(request: HttpRequest) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    counts = petitions.count_petitions(by=by, now=now)
    states = counted(petitions.State, counts.by_state)
    part = chosen_part(request, states, page_size=petitions.PAGE_SIZE)
    found = petitions.list_petitions(state=part.state, by=by, now=now, offset=part.offset)
    context = {
        **DESK.header(),
        **part.on_page(found.total),
        "found": found,
        "late": counts.late,
    }
    return render(request, "backoffice/petitions/index.html", context)


@require_http_methods(["GET", "POST"])
@DESK.screen(petitions.Permission.READ)
def show(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    if request.method == "POST":
        done = act(request, lambda: _act(request, petition_id, by))
        if done is not None:
            return done
    found = petitions.get_petition(petition_id, by=by, now=now)
    if found.applicant_id is not None:
        record_person_reading(found.applicant_id, by=by, now=now, what="petition")
    context = {
        **DESK.header(found.code),
        "found": found,
        "typed": request.POST.get("reply", ""),
        "may_handle": by.may(petitions.Permission.HANDLE),
    }
    return render(request, "backoffice/petitions/show.html", context)


def _act(request: HttpRequest, petition_id: UUID, by: Actor) -> str:
    """What was done, in words."""
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
    raise unknown_deed()
