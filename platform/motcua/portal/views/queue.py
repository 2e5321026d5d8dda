"""The queue for everybody: numbers from the kiosk, the board on the wall. No script, no name."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.casework.counter import api as counter
from motcua.identity.api import AgencyView, get_agency
from motcua.kernel.errors import NotFound, TooMany
from motcua.kernel.sealed_links import unseal

KIOSK: Final = "counter.kiosk"
_KIOSK_LASTS: Final = 400 * 24 * 3600
_BOARD_SECONDS: Final = 8
_TICKET_SECONDS: Final = 12


class NoQueueHere(NotFound):
    code = "no_queue_here"


@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Its address is given to the device by staff; who has it may take numbers of that point."""
    told = unseal(token, purpose=KIOSK, seconds=_KIOSK_LASTS)
    point = _point(UUID(str(told["point"])))
    queues = counter.queues_of(point.id, now=timezone.now())
    context = {"point": point, "queues": queues, "kiosk": request.path}
    if request.method == "GET":
        return render(request, "queue/kiosk.html", context)
    wanted = request.POST.get("kind", "")
    chosen = next((each for each in queues if str(each.kind_id) == wanted), None)
    if chosen is None:
        return render(request, "queue/kiosk.html", context, status=422)
    try:
        ticket = counter.issue_ticket(kind_id=chosen.kind_id, now=timezone.now())
    except TooMany as error:
        return render(request, "queue/kiosk.html", context | {"error": error}, status=429)
    before = max(0, chosen.waiting)
    context |= {"ticket": ticket, "before": before, "average": chosen.average_minutes}
    answer = render(request, "queue/ticket.html", context)
    answer["Refresh"] = f"{_TICKET_SECONDS}; url={request.path}"
    return answer


@never_cache
@require_GET
def board(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """Two queries every eight seconds; the browser asks again by itself."""
    point = _point(agency_id)
    shown = counter.board(point.id, now=timezone.now())
    answer = render(request, "queue/board.html", {"point": point, "board": shown})
    answer["Refresh"] = str(_BOARD_SECONDS)
    return answer


def _point(agency_id: UUID) -> AgencyView:
    point = get_agency(agency_id)
    if not point.is_reception_point:
        raise NoQueueHere(_("Nơi này không có số thứ tự."))
    return point
