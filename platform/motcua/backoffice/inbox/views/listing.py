"""The inbox: tabs, search, filters, one row a piece of work; beside it, when asked, a dossier."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox import acting, bulk, lists
from motcua.backoffice.inbox.columns import COLUMNS, chosen
from motcua.backoffice.inbox.filters import FilterForm, kept_query
from motcua.backoffice.inbox.paging import pager
from motcua.backoffice.inbox.screen import Panel, case_context
from motcua.backoffice.inbox.scripts import SCRIPT
from motcua.backoffice.inbox.shell import header, page_number, staff_screen
from motcua.casework import api as casework
from motcua.casework.api import CaseFilter, CaseMissing, CaseRow, DeskView
from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.assets import asset_url
from motcua.kernel.i18n import pick


@dataclass(frozen=True, slots=True)
class Line:
    """``mark``: what a tick sends: the dossier and the work item that was seen."""

    row: CaseRow
    service: str
    may_take: bool
    mark: str
    open_query: str


@staff_screen
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    by = actor_from_request(request)
    by.require(casework.Permission.READ)
    desk = casework.get_desk(by)
    if not request.GET and desk.default is not None:
        return HttpResponseRedirect(f"?{desk.default.query}")
    context = list_context(request, by, desk)
    opened = _opened(request, by)
    if opened:
        # The dossier's own title would say less than the list's.
        context = {**opened, **context, "is_split": True}
    return render(request, "backoffice/inbox/list.html", context)


def list_context(request: HttpRequest, by: Actor, desk: DeskView) -> dict[str, Any]:
    look, tabs = _look(request, by)
    form = FilterForm(request.GET, tab=look.tab, by=by)
    wanted, page = form.wanted(), page_number(request)
    found, counts = lists.read(
        look, wanted, tabs=tabs, sort=form.sort(), size=desk.page_size, page=page
    )
    sort = form.sort() or look.tab.sort
    return {
        **header(_("Một cửa")),
        "tab": look.tab,
        "tabs": [
            (each, lists.number(counts.get(each.key)))
            for each in tabs
            if each == look.tab or not each.is_side or each.bucket == "standing_in"
        ],
        "form": form,
        "is_filtered": wanted != CaseFilter(),
        "is_urgent_first": sort == "deadline" and not (found.is_cut and wanted.text),
        "lines": [_line(request, row, look) for row in found.items],
        "found": found,
        "pager": pager(request, found.total, page, desk.page_size, is_cut=found.is_cut),
        "here": request.get_full_path(),
        "desk": desk,
        "columns": chosen(desk.columns),
        "all_columns": COLUMNS,
        "page_sizes": casework.PAGE_SIZES,
        "kept_query": kept_query(request.GET),
        "deeds": bulk.offered(look.tab, by, look.standing_in),
        "standing_in": look.standing_in,
        "may_hand_on": by.may(casework.Permission.ASSIGN),
        "script": asset_url(SCRIPT),
    }


def _look(request: HttpRequest, by: Actor) -> tuple[lists.Look, list[lists.Tab]]:
    places = acting.places_of(request)
    tabs = lists.tabs_for(by, places)
    asked = lists.TABS.get(request.GET.get("muc", ""))
    tab = asked if asked in tabs else lists.first_tab(by)
    assert tab is not None
    return lists.Look(tab, by, timezone.now(), places), tabs


def _line(request: HttpRequest, row: CaseRow, look: lists.Look) -> Line:
    query = request.GET.copy()
    query["xem"] = str(row.id)
    item = row.holder.item_id
    if item is not None and look.tab.is_work:
        query["item"] = str(item)
    return Line(
        row=row,
        service=pick(dict(row.service_name), "vi"),
        may_take=any(lists.may_take(row, each) for each in (look.by, *look.standing_in)),
        mark=f"{row.id}:{item or ''}",
        open_query=f"?{query.urlencode()}#mo-doc",
    )


def _opened(request: HttpRequest, by: Actor) -> dict[str, Any]:
    """The dossier beside the list; one that cannot be shown leaves the list alone."""
    try:
        case_id = UUID(request.GET.get("xem", ""))
    except ValueError:
        return {}
    try:
        actor, case = acting.open_as(request, case_id, item_id=acting.item_asked(request))
    except CaseMissing:
        return {}
    casework.record_reading(case_id, by=actor, now=timezone.now(), what="glance")
    return case_context(request, case, by=actor, panel=Panel())
