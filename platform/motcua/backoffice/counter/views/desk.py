"""The counter's first screen: who waits, who is served, and one input that opens anything."""

import re
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.appointments.views.day import arrive
from motcua.backoffice.counter.shell import Place, choose_place, place_of, require_counter
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.api import Permission as CasePermission
from motcua.casework.counter import api as counter
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.kernel.sealed_links import seal
from motcua.submissions.api import ASSIST
from tenants.api import tenant_url

KIOSK = "counter.kiosk"
_APPOINTMENT: Final = re.compile(r"(?:^|ma=)\s*LH-", re.I)


@staff_screen
@never_cache
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    require_counter(by)
    place = place_of(request, by)
    context = {
        **header(_("Quầy tiếp nhận"), icon="user"),
        "place": place,
        "may_assist": by.may(ASSIST),
        "may_serve": by.may(counter.Permission.SERVE),
        "may_post": by.may(CasePermission.RETURN_RESULT),
        "may_configure": by.may(counter.Permission.CONFIGURE),
        **queue_facts(place, by),
    }
    return render(request, "backoffice/counter/desk.html", context)


def queue_facts(place: Place, by: Actor) -> dict[str, Any]:
    if place.point is None or not by.may(counter.Permission.SERVE):
        return {}
    now, point = timezone.now(), place.point
    return {
        "queues": counter.queues_of(point.id, now=now),
        "current": counter.current_ticket(by.id, now=now),
        "waiting": counter.waiting_tickets(point.id, now=now, limit=12),
        "missed": counter.missed_tickets(point.id, now=now, limit=5),
        "board": tenant_url(reverse("queue_board", args=[point.id])),
        "kiosk": tenant_url(
            reverse("queue_kiosk", args=[seal({"point": str(point.id)}, purpose=KIOSK)])
        ),
    }


@staff_screen
@require_POST
def open_anything(request: HttpRequest) -> HttpResponse:
    """A dossier's code, a temporary number, an address from a QR code, or a ticket."""
    by, now = actor_from_request(request), timezone.now()
    require_counter(by)
    given = request.POST.get("ma", "").replace("\x00", "")
    point = place_of(request, by).point
    if _APPOINTMENT.search(given) and point is not None and by.may(counter.Permission.SERVE):
        return _let_in(request, given, point.id, by)
    found = counter.open_code(given, by=by, now=now)
    if found.kind == "case" and found.id is not None:
        return HttpResponseRedirect(reverse("office:case", args=[found.id]))
    if found.kind == "ticket" and found.id is not None and by.may(counter.Permission.SERVE):
        ticket = counter.call_ticket(
            ticket_id=found.id, desk=place_of(request, by).desk, by=by, now=now
        )
        messages.success(request, _("Đang phục vụ số %(label)s.") % {"label": ticket.label})
        return HttpResponseRedirect(reverse("counter:desk"))
    messages.error(request, _("Không tìm thấy hồ sơ hay số thứ tự này. Hãy quét hoặc gõ lại."))
    return HttpResponseRedirect(reverse("counter:desk"))


def _let_in(request: HttpRequest, text: str, point_id: UUID, by: Actor) -> HttpResponse:
    """Somebody with an appointment: they get their number."""
    try:
        messages.success(request, arrive(text, agency_id=point_id, by=by))
    except DomainError as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(reverse("counter:desk"))


@staff_screen
@require_POST
def choose_point(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    require_counter(by)
    try:
        point_id = UUID(request.POST.get("point", ""))
    except ValueError:
        point_id = None
    if point_id is None or not choose_place(
        request, by, point_id=point_id, desk=request.POST.get("desk", "")
    ):
        messages.error(request, _("Hãy chọn nơi tiếp nhận của bạn."))
    return HttpResponseRedirect(reverse("counter:desk"))
