"""The queue for everybody: numbers from the kiosk, the board on the wall. No script, no name."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.appointments import api as appointments
from motcua.casework.counter import api as counter
from motcua.identity.api import AgencyView, get_agency
from motcua.kernel.errors import DomainError, NotFound
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
    context: dict[str, Any] = {
        "point": point,
        "queues": queues,
        "kiosk": request.path,
        "takes_appointments": appointments.takes_appointments(),
    }
    if request.method == "GET":
        return render(request, "queue/kiosk.html", context)
    try:
        if "ma" in request.POST:
            return _arrived(request, point, context)
        return _issued(request, queues, context)
    except DomainError as error:
        return render(request, "queue/kiosk.html", context | {"error": error}, status=error.status)


def _issued(
    request: HttpRequest, queues: list[counter.QueueView], context: dict[str, Any]
) -> HttpResponse:
    wanted = request.POST.get("kind", "")
    chosen = next((each for each in queues if str(each.kind_id) == wanted), None)
    if chosen is None:
        return render(request, "queue/kiosk.html", context, status=422)
    ticket = counter.issue_ticket(kind_id=chosen.kind_id, now=timezone.now())
    before = max(0, chosen.waiting)
    return _ticket(
        request,
        context | {"ticket": ticket, "before": before, "average": chosen.average_minutes},
    )


def _arrived(request: HttpRequest, point: AgencyView, context: dict[str, Any]) -> HttpResponse:
    """The code of an appointment, typed or read by a scanner that types."""
    text = request.POST.get("ma", "")[:300].replace("\x00", "")
    came = appointments.check_in(text=text, agency_id=point.id, now=timezone.now())
    return _ticket(request, context | {"ticket": came.ticket, "came": came})


def _ticket(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
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
