"""On the platform's site: a citizen's dossiers at all agencies, in one list and in a calendar."""

from typing import Any, cast, get_args
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.kernel.paging import page_number
from motcua.mandates.api import OrganisationView, organisations_of
from motcua.overview import api as overview
from motcua.portal.calendars import calendar_of


@require_GET
@login_required
@never_cache
def all_dossiers(request: HttpRequest) -> HttpResponse:
    page, show, agency = page_number(request), _show(request), request.GET.get("co-quan", "")[:63]
    body = _organisation(request)
    found = overview.list_everywhere(
        subject=body.id if body else _subject(request),
        now=timezone.now(),
        show=show,
        agency=agency,
        offset=(page - 1) * overview.PAGE_SIZE,
    )
    context = {
        "found": found,
        "body": body,
        "show": show,
        "agency": agency,
        "is_narrowed": show != "all" or bool(agency),
        "previous": _address(show, agency, body, page - 1) if page > 1 else "",
        "next": _address(show, agency, body, page + 1)
        if page * overview.PAGE_SIZE < found.total
        else "",
    }
    return render(request, "platform/dossiers.html", context)


@require_GET
@login_required
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """The promised days of open dossiers, to be taken into a calendar program."""
    now = timezone.now()
    rows = overview.upcoming(subject=_subject(request), now=now)
    response = HttpResponse(calendar_of(rows, now=now), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="ho-so.ics"'
    return response


def _organisation(request: HttpRequest) -> OrganisationView | None:
    """With ``to-chuc`` an organisation one belongs to; of any other there is nothing to see."""
    wanted = request.GET.get("to-chuc", "")[:36]
    if not wanted:
        return None
    mine = organisations_of(_subject(request), now=timezone.now())
    return next((each for each in mine if str(each.id) == wanted), None)


def _subject(request: HttpRequest) -> UUID:
    return cast("UUID", request.user.pk)


def _show(request: HttpRequest) -> overview.Show:
    wanted: Any = request.GET.get("xem", "all")
    return wanted if wanted in get_args(overview.Show) else "all"


def _address(show: str, agency: str, body: OrganisationView | None, page: int) -> str:
    wanted = {"xem": show, "co-quan": agency, "trang": page}
    return "?" + urlencode(wanted | ({"to-chuc": body.id} if body else {}))
