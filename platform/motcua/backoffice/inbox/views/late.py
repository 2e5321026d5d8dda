"""Late dossiers, for whoever answers for time limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.backoffice.inbox.lateness import MOST_COUNTED, why_late
from motcua.backoffice.inbox.lists import PAGE_SIZE
from motcua.backoffice.inbox.paging import pager
from motcua.backoffice.inbox.shell import header, inbox_crumb, page_number, staff_screen
from motcua.casework import api as casework
from motcua.identity.api import actor_from_request
from motcua.workflow import api as workflow

WATCHES = "reporting.read"


@staff_screen
@require_GET
def late_cases(request: HttpRequest) -> HttpResponse:
    """Who holds each, since when, and how late it is; the latest first."""
    by, now = actor_from_request(request), timezone.now()
    by.require(WATCHES)
    by.require(casework.Permission.READ)
    page = page_number(request)
    found = casework.list_cases(
        by=by,
        now=now,
        wanted=casework.CaseFilter(late_only=True),
        limit=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,
    )
    held = workflow.ItemFilter(subject_ids=tuple(row.id for row in found.items))
    items = workflow.list_items(held, limit=100).items if found.items else ()
    since = {item.subject_id: item.claimed_at or item.created_at for item in items}
    reasons = why_late([row.id for row in found.items], by=by, now=now)
    context = {
        **header(_("Hồ sơ trễ hạn"), inbox_crumb(), icon="warning"),
        "found": found,
        "rows": [(row, since.get(row.id), reasons[row.id]) for row in found.items],
        "pager": pager(request, found.total, page, is_cut=found.total >= MOST_COUNTED),
        "now": now,
    }
    return render(request, "backoffice/inbox/late.html", context)
