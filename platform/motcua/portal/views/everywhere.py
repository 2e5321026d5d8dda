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
from motcua.overview import api as overview
from motcua.portal.calendars import calendar_of


@require_GET
@login_required
@never_cache
def all_dossiers(request: HttpRequest) -> HttpResponse:
    page, show, agency = page_number(request), _show(request), request.GET.get("co-quan", "")[:63]
    found = overview.list_everywhere(
        subject=_subject(request),
        now=timezone.now(),
        show=show,
        agency=agency,
        offset=(page - 1) * overview.PAGE_SIZE,
    )
    context = {
        "found": found,
        "show": show,
        "agency": agency,
        "is_narrowed": show != "all" or bool(agency),
        "previous": _address(show, agency, page - 1) if page > 1 else "",
        "next": _address(show, agency, page + 1) if page * overview.PAGE_SIZE < found.total else "",
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


def _subject(request: HttpRequest) -> UUID:
    return cast("UUID", request.user.pk)


def _show(request: HttpRequest) -> overview.Show:
    wanted: Any = request.GET.get("xem", "all")
    return wanted if wanted in get_args(overview.Show) else "all"


def _address(show: str, agency: str, page: int) -> str:
    return "?" + urlencode({"xem": show, "co-quan": agency, "trang": page})
