"""One thing done to all ticked dossiers: a look before it, the outcome of each after it.

With scripts and many dossiers the page sends them a few at a time and shows how far it is; without
scripts the same address does all of them at once and answers with the list of outcomes.
"""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.backoffice.inbox import acting, bulk
from motcua.backoffice.inbox.scripts import SCRIPT
from motcua.backoffice.inbox.shell import header, inbox_crumb, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseMissing
from motcua.identity.api import actor_from_request, list_staff
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url
from motcua.kernel.errors import DomainError

_LONGEST_NOTE: Final = 2_000


@staff_screen
@require_POST
def do_many(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    deed = bulk.DEEDS.get(request.POST.get("viec", ""))
    if deed is None:
        raise CaseMissing(_("Không có việc này."))
    places = acting.places_of(request)
    if deed.needs is not None and not any(each.may(deed.needs) for each in (by, *places)):
        by.require(deed.needs)
    marks = bulk.read_marks(request.POST.getlist("chon"))
    if "confirmed" not in request.POST or not marks:
        return _look_first(request, deed, marks, by)
    order = bulk.Order(by, timezone.now(), _person(request), _note(request))
    # One PIN signs them all.
    with casework.take_pen(by=by, now=order.now, pin=request.POST.get("pin", "")[:200]):
        outcomes = [bulk.do_one(deed, each, order, places) for each in marks]
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"outcomes": [_plain(each) for each in outcomes]})
    return render(
        request,
        "backoffice/inbox/many_done.html",
        {
            **header(str(deed.label), inbox_crumb()),
            "deed": deed,
            "outcomes": outcomes,
            "done": sum(each.is_done for each in outcomes),
            "back": _back(request),
        },
    )


def _look_first(
    request: HttpRequest, deed: bulk.ManyDeed, marks: list[bulk.Chosen], by: Actor
) -> HttpResponse:
    if not marks:
        return HttpResponseRedirect(_back(request))
    shown = [(mark, _number(mark, by)) for mark in marks]
    people = list_staff() if deed.asks_for == "staff_id" else []
    units = {None, *by.agency_ids}
    context = {
        **header(str(deed.label), inbox_crumb()),
        "deed": deed,
        "shown": [(f"{each.case_id}:{each.item_id or ''}", number) for each, number in shown],
        "people": [one for one in people if {place.agency_id for place in one.assignments} & units],
        "asks_pin": deed.key == "duyet" and casework.pin_needed(by, now=timezone.now()),
        "back": _back(request),
        "script": asset_url(SCRIPT),
    }
    return render(request, "backoffice/inbox/many.html", context)


def _number(mark: bulk.Chosen, by: Actor) -> str:
    try:
        return casework.where_is(mark.case_id, by=by).number
    except DomainError:
        return "–"


def _plain(outcome: bulk.Outcome) -> dict[str, Any]:
    return {
        "number": outcome.number,
        "url": reverse("office:case", args=[outcome.case_id]),
        "is_done": outcome.is_done,
        "words": outcome.words,
    }


def _person(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("staff_id", ""))
    except ValueError:
        return None


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "")[:_LONGEST_NOTE].replace("\x00", "")


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("office:inbox")
