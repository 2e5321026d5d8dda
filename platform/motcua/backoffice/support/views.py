"""The agency's side of support: who asks, who is in, what they did; and "hide this notice"."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.backoffice.staff.shell import header, technician_screen
from motcua.backoffice.support.dismissed import dismiss_announcement
from motcua.fleet import api as fleet
from motcua.identity.api import actor_from_request
from motcua.kernel.audit import AuditView, read_chain
from motcua.kernel.errors import DomainError
from tenants.api import current_tenant


@technician_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Requests that wait, what runs now with every step taken, and what is over."""
    now = timezone.now()
    found = fleet.list_support(tenant_id=current_tenant().id)
    running = [each for each in found if each.is_running(now)]
    waiting = [each for each in found if each.state == "asked"]
    context = {
        **header(_("Hỗ trợ của nền tảng")),
        "waiting": waiting,
        "running": [{"row": each, "steps": _steps(each.id)} for each in running],
        "over": [each for each in found if each not in running and each not in waiting],
    }
    answer = render(request, "backoffice/support/index.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@technician_screen
@require_POST
def judge(request: HttpRequest, access_id: UUID, verdict: str) -> HttpResponse:
    by, now = actor_from_request(request), timezone.now()
    try:
        if verdict == "dong-y":
            scope = request.POST.get("scope", "")
            fleet.grant_support(access_id=access_id, scope=scope, by=by, now=now)
            messages.success(request, _("Đã đồng ý. Ông/bà có thể ngắt bất cứ lúc nào."))
        elif verdict == "tu-choi":
            fleet.refuse_support(access_id=access_id, by=by, now=now)
            messages.success(request, _("Đã từ chối; không ai vào được."))
        elif verdict == "ngat":
            fleet.end_support(access_id=access_id, by=by, now=now)
            messages.success(request, _("Đã ngắt; người vận hành không mở thêm được gì."))
        else:
            raise Http404
    except DomainError as error:
        if isinstance(error, fleet.SupportMissing):
            raise
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("support:index"))


@require_POST
def dismiss(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """Whoever reads it hides it for themselves; nobody else's page changes."""
    dismiss_announcement(account=request.user, announcement_id=announcement_id)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return HttpResponseRedirect(wanted if safe else reverse("wagtailadmin_home"))


def _steps(access_id: UUID) -> list[AuditView]:
    """Newest first: what the operator saw and changed, as it stands in the audit."""
    return list(reversed(read_chain(f"support:{access_id}")))[:50]
