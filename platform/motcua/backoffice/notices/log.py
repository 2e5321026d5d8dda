"""What was sent and how it went, without a word of it; sending again what failed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.notices.shell import (
    REPORTS,
    STATUSES,
    event_title,
    failure_words,
    header,
    notices_screen,
)
from motcua.identity.api import actor_from_request
from motcua.kernel.errors import Conflict
from motcua.kernel.paging import page_number
from motcua.notifications import api as notifications

MOST_PAGES = 1000


@require_GET
@notices_screen
def index(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("ma", "kenh", "trang_thai")}
    page = page_number(request, most=MOST_PAGES)
    found = notifications.list_log(
        code=asked["ma"], channel=asked["kenh"], status=asked["trang_thai"], page=page
    )
    context = {
        **header(_("Nhật ký gửi"), request=request),
        "lines": [
            {
                "row": line,
                "event": event_title(line.event) if line.event in notifications.notices else "",
                "status": STATUSES.get(line.status, line.status),
                "failure": failure_words(line.last_error),
                "report": REPORTS.get(line.report, ""),
            }
            for line in found.lines
        ],
        "asked": asked,
        "channels": [(each.key, each.title) for each in notifications.channels],
        "statuses": STATUSES.items(),
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if found.has_next else None,
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "backoffice/notices/log.html", context)


@require_POST
@notices_screen
def retry(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    try:
        notifications.retry_delivery(
            delivery_id=delivery_id, by=actor_from_request(request), now=timezone.now()
        )
        messages.success(request, _("Đã xếp vào hàng để gửi lại."))
    except Conflict as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("notices:log"))
