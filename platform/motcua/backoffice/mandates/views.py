"""Papers by which people say they may act for others: looked at, accepted or refused, ended."""

from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.backoffice.requests_desk import RequestsDesk, act, chosen_part, unknown_deed
from motcua.files.api import get_file, require_file, show_file
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.mandates import api as mandates

DESK: Final = RequestsDesk(
    home="mandates:index", title=gettext_lazy("Giấy tờ đại diện"), icon="group"
)
_STATES: Final = {
    str(mandates.State.WAITING): gettext_lazy("Đang chờ kiểm tra"),
    str(mandates.State.ACTIVE): gettext_lazy("Đang có hiệu lực"),
    str(mandates.State.REFUSED): gettext_lazy("Chưa chấp nhận"),
}


@require_GET
@DESK.screen(mandates.Permission.CHECK)
def index(request: HttpRequest) -> HttpResponse:
    part = chosen_part(request, _STATES, page_size=mandates.PAGE_SIZE)
    found, total = mandates.papers_here(state=mandates.State(part.state), offset=part.offset)
    context = {**DESK.header(), **part.on_page(total), "found": found}
    return render(request, "backoffice/mandates/index.html", context)


@require_http_methods(["GET", "POST"])
@DESK.screen(mandates.Permission.CHECK)
def show(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    by = actor_from_request(request)
    if request.method == "POST":
        then = reverse("mandates:index")
        done = act(request, lambda: _act(request, mandate_id, by), then=then)
        if done is not None:
            return done
    found = mandates.paper_here(mandate_id)
    context = {
        **DESK.header(found.principal_name),
        "found": found,
        "typed": {key: request.POST.get(key, "")[:500] for key in ("until", "reason")},
        "relation": mandates.RELATIONS.get(found.relation, ""),
    }
    return render(request, "backoffice/mandates/show.html", context)


def _act(request: HttpRequest, mandate_id: UUID, by: Actor) -> str:
    """What was done, in words."""
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
    raise unknown_deed()


def _end_of(day: str) -> datetime | None:
    try:
        found = parse_date(day[:10])
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(found, time.max)) if found else None


@require_GET
@DESK.screen(mandates.Permission.CHECK)
def paper(request: HttpRequest, mandate_id: UUID) -> HttpResponseBase:
    found = mandates.paper_here(mandate_id)
    if found.file_id is None:
        raise mandates.MandateMissing(_("Không có tệp."))
    require_file(actor_from_request(request), found.file_id)
    return show_file(get_file(found.file_id))
