"""Everything a colleague holds goes to those who stay: choose, look, do, read the outcomes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseFilter
from motcua.identity.api import StaffView, actor_from_request, list_everybody, list_staff
from motcua.kernel.actors import Actor


@staff_screen
@require_http_methods(["GET", "POST"])
def hand_on(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.ASSIGN)
    leaver = _uuid(request.POST.get("nguoi") or request.GET.get("nguoi") or "")
    if request.method == "POST" and leaver is not None and "confirmed" in request.POST:
        to = [each for each in map(_uuid, request.POST.getlist("cho")[:50]) if each is not None]
        outcomes = casework.hand_on_work(from_staff_id=leaver, to=to, by=by, now=timezone.now())
        context = {
            **header(_("Bàn giao việc"), inbox_crumb()),
            "outcomes": outcomes,
            "done": sum(not each.problem for each in outcomes),
        }
        return render(request, "backoffice/inbox/hand_on_done.html", context)
    return _page(request, by, leaver)


def _page(request: HttpRequest, by: Actor, leaver: UUID | None) -> HttpResponse:
    now = timezone.now()
    units = {None, *by.agency_ids}
    held = None
    if leaver is not None:
        wanted = CaseFilter(assignee_id=leaver)
        held = casework.inbox(by=by, now=now, bucket="unit", wanted=wanted, limit=25)
    context = {
        **header(_("Bàn giao việc"), inbox_crumb(), icon="group"),
        "people": [each for each in list_everybody(now=now, limit=300) if _is_here(each, units)],
        "leaver": leaver,
        "held": held,
        "takers": [
            each for each in list_staff(now=now) if each.id != leaver and _is_here(each, units)
        ],
    }
    return render(request, "backoffice/inbox/hand_on.html", context)


def _is_here(person: StaffView, units: set[UUID | None]) -> bool:
    """Of the actor's units, by role or by belonging: a leaver may have no role any more."""
    return person.agency_id in units or bool(
        {place.agency_id for place in person.assignments} & units
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
