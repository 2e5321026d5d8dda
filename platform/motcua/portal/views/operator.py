"""The operator's console on the platform's site: who is here, how they are, what waits.

Nothing of a dossier is read here. Everything that changes a tenant is a job of the database's
owner, with who asked for it in the audit.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.api import METER_NAMES, PLANS, choose_plan, standings, subscription_of
from motcua.fleet import api as fleet
from motcua.kernel.errors import DomainError
from tenants.api import TenantView, get_tenant, host_url, list_tenants

View = Callable[..., HttpResponse]
DEEDS: Final = {
    "tam-ngung": "tenant.suspend",
    "mo-lai": "tenant.reopen",
    "luu-tru": "tenant.archive",
    "xoa": "tenant.delete",
    "xuat": "tenant.export",
    "dien-tap": "tenant.practice",
}


def operator_screen(view: View) -> View:
    """For accounts of the platform that operate it; to everybody else there is nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(
                f"{reverse('account_login')}?next={quote(request.get_full_path())}"
            )
        if not request.user.is_staff:
            raise Http404
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store, private"
        return answer

    return guarded


@operator_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "signups": fleet.list_waiting_signups(),
        "tenants": [_line(each, now) for each in list_tenants()],
        "jobs": fleet.list_jobs(limit=20),
        "schemas": fleet.schema_states(),
    }
    return render(request, "platform/operator/index.html", context)


@operator_screen
@require_POST
def judge(request: HttpRequest, signup_id: UUID) -> HttpResponse:
    """Approve or refuse who asked for the name of a province or ministry."""
    by, now = _name(request), timezone.now()
    try:
        if request.POST.get("verdict") == "approve":
            fleet.approve_signup(signup_id=signup_id, by=by, now=now)
            messages.success(request, _("Đã duyệt; cổng đang được dựng."))
        else:
            reason = request.POST.get("reason", "").strip()[:300]
            fleet.refuse_signup(
                signup_id=signup_id, reason=reason or _("Chưa đủ thẩm quyền."), by=by, now=now
            )
            messages.success(request, _("Đã từ chối và báo qua thư."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator"))


@operator_screen
@require_GET
def tenant(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = get_tenant(tenant_id)
    context = {
        "found": found,
        "url": host_url(found.primary_host),
        "subscription": subscription_of(tenant_id),
        "plans": PLANS.values(),
        "standings": [
            {"name": METER_NAMES[each.meter], "standing": each}
            for each in standings(tenant_id, now=now)
        ],
        "jobs": fleet.list_jobs(tenant_id=tenant_id),
        "is_deletable": found.delete_on is not None and found.delete_on <= now.date(),
    }
    return render(request, "platform/operator/tenant.html", context)


@operator_screen
@require_POST
def deed(request: HttpRequest, tenant_id: UUID, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    try:
        fleet.ask_deed(
            kind=DEEDS[deed],
            tenant_id=tenant_id,
            by=_name(request),
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
            passphrase=request.POST.get("passphrase", ""),
        )
        messages.success(request, _("Đã ghi nhận; việc đang được làm."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


@operator_screen
@require_POST
def plan(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    get_tenant(tenant_id)
    try:
        choose_plan(tenant_id=tenant_id, plan=request.POST.get("plan", ""), now=timezone.now())
        messages.success(request, _("Đã đổi gói."))
    except DomainError as error:
        messages.error(request, str(error.message))
    return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))


@operator_screen
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """A tenant from an export that lies in the exports' folder."""
    if request.method == "POST":
        try:
            fleet.ask_import(
                file=request.POST.get("file", ""),
                slug=request.POST.get("slug", "").strip().lower(),
                passphrase=request.POST.get("passphrase", ""),
                by=_name(request),
                now=timezone.now(),
            )
            messages.success(request, _("Đã ghi nhận; cơ quan sẽ đóng cho đến khi được mở lại."))
            return HttpResponseRedirect(reverse("operator"))
        except DomainError as error:
            messages.error(request, str(error.message))
    context = {"files": fleet.list_exports()}
    return render(request, "platform/operator/take_in.html", context)


def _line(each: TenantView, now: Any) -> dict[str, Any]:
    full = [one for one in standings(each.id, now=now) if one.percent >= 80]
    return {
        "tenant": each,
        "plan": subscription_of(each.id),
        "full": [f"{METER_NAMES[one.meter]}: {one.percent}%" for one in full],
    }


def _name(request: HttpRequest) -> str:
    return str(request.user)
