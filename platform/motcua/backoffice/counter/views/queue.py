"""Numbers of the queue."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.backoffice.counter.forms import KindForm
from motcua.backoffice.counter.shell import Place, counter_crumb, place_of
from motcua.backoffice.inbox.shell import header, staff_screen
from motcua.casework.counter import api as counter
from motcua.identity.api import actor_from_request, list_agencies
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, TooMany


@staff_screen
@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    """The next person; with ``kind`` only of that kind."""
    by = actor_from_request(request)
    by.require(counter.Permission.SERVE)
    place = place_of(request, by)
    if place.point is not None:
        kind = request.POST.get("kind", "")
        called = counter.call_next(
            agency_id=place.point.id,
            desk=place.desk,
            kind_id=_id(kind) if kind else None,
            by=by,
            now=timezone.now(),
        )
        if called is None:
            messages.info(request, _("Không còn ai chờ."))
    return _back()


@staff_screen
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Give out a number at the desk, for who cannot use the kiosk or goes first by law."""
    by = actor_from_request(request)
    by.require(counter.Permission.SERVE)
    place, kind = place_of(request, by), _id(request.POST.get("kind", ""))
    own = {each.kind_id for each in _queues(place)}
    if kind not in own:
        raise counter.TicketMissing(_("Không có loại số này."))
    try:
        ticket = counter.issue_ticket(
            kind_id=kind, is_priority="priority" in request.POST, now=timezone.now()
        )
    except TooMany as error:
        messages.error(request, error.message)
        return _back()
    messages.success(request, _("Đã phát số %(label)s.") % {"label": ticket.label})
    return _back()


@staff_screen
@require_POST
def do(request: HttpRequest, ticket_id: UUID, deed: str) -> HttpResponse:
    by = actor_from_request(request)
    by.require(counter.Permission.SERVE)
    run = _DEEDS.get(deed)
    if run is None:
        raise counter.TicketMissing(_("Không có việc này."))
    try:
        run(request, ticket_id, by)
    except Conflict as error:
        messages.error(request, error.message)
    return _back()


def _call(request: HttpRequest, ticket_id: UUID, by: Actor) -> None:
    desk = place_of(request, by).desk
    counter.call_ticket(ticket_id=ticket_id, desk=desk, by=by, now=timezone.now())


def _done(request: HttpRequest, ticket_id: UUID, by: Actor) -> None:
    counter.finish_ticket(ticket_id=ticket_id, by=by, now=timezone.now())


def _missed(request: HttpRequest, ticket_id: UUID, by: Actor) -> None:
    counter.finish_ticket(ticket_id=ticket_id, came=False, by=by, now=timezone.now())


def _pass_on(request: HttpRequest, ticket_id: UUID, by: Actor) -> None:
    kind = _id(request.POST.get("kind", ""))
    passed = counter.transfer_ticket(ticket_id=ticket_id, kind_id=kind, by=by, now=timezone.now())
    words = _("Đã chuyển số %(label)s sang “%(kind)s”.")
    messages.success(request, words % {"label": passed.label, "kind": passed.kind_name})


_DEEDS: Final[Mapping[str, Callable[[HttpRequest, UUID, Actor], None]]] = {
    "goi": _call,
    "xong": _done,
    "vang": _missed,
    "chuyen": _pass_on,
}


@staff_screen
@require_http_methods(["GET", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """Kinds of numbers of a reception point."""
    by = actor_from_request(request)
    by.require(counter.Permission.CONFIGURE)
    points = [each for each in list_agencies() if each.is_reception_point]
    wanted = request.POST.get("point") or request.GET.get("diem", "")
    point = next((each for each in points if str(each.id) == wanted), points[0] if points else None)
    form, status = KindForm(request.POST or None), 200
    if request.method == "POST" and point is not None:
        if _save(request, form, point.id, by):
            target = f"{reverse('counter:ticket_kinds')}?diem={point.id}"
            return HttpResponseRedirect(target)
        status = 422
    context: dict[str, Any] = {
        **header(_("Loại số thứ tự"), counter_crumb(), icon="list-ul"),
        "points": points,
        "point": point,
        "form": form,
        "queues": counter.queues_of(point.id, now=timezone.now(), all_kinds=True) if point else [],
    }
    return render(request, "backoffice/counter/kinds.html", context, status=status)


def _save(request: HttpRequest, form: KindForm, point_id: UUID, by: Actor) -> bool:
    known = request.POST.get("kind", "")
    if not form.is_valid():
        return False
    try:
        counter.save_ticket_kind(
            agency_id=point_id,
            kind_id=_id(known) if known else None,
            code=form.cleaned_data["code"],
            name=form.cleaned_data["name"],
            is_active="off" not in request.POST,
            by=by,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    messages.success(request, _("Đã lưu loại số."))
    return True


def _queues(place: Place) -> list[counter.QueueView]:
    return counter.queues_of(place.point.id, now=timezone.now()) if place.point else []


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise counter.TicketMissing(_("Không có loại số này.")) from None


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("counter:desk"))
