"""Messages to the applicant."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from motcua.kernel.paging import page_number
from motcua.notifications.api import list_inbox, mark_read
from motcua.portal.people import applicant_of, applicant_required

PAGE_SIZE = 20
HOME = "/hop-thu/"


@applicant_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    page = page_number(request)
    entries = list_inbox(
        applicant_of(request).id, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE
    )
    context = {
        "entries": entries[:PAGE_SIZE],
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if len(entries) > PAGE_SIZE else None,
    }
    return render(request, "inbox.html", context)


@applicant_required
@require_POST
def open_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Mark as read and go where the message points, on this portal only."""
    mark_read(entry_id=entry_id, applicant_id=applicant_of(request).id, now=timezone.now())
    target = request.POST.get("link", "") or HOME
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = HOME
    return HttpResponseRedirect(target)
