"""Support: an operator asks an agency for access, and works on the screens it has agreed to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.fleet import api as fleet
from motcua.kernel.errors import DomainError
from motcua.portal.views.operator import operator_of, operator_screen
from tenants.api import get_tenant, in_tenant, list_tenants


@operator_screen
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What this operator has asked for, and what runs."""
    now = timezone.now()
    names = {each.id: each.name for each in list_tenants()}
    mine = fleet.list_support(operator_id=operator_of(request).id)
    context = {
        "here": "operator_support",
        "support": [
            {"row": each, "tenant": names.get(each.tenant_id, ""), "runs": each.is_running(now)}
            for each in mine
        ],
    }
    return render(request, "platform/operator/support.html", context)


@operator_screen
@require_POST
def ask(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    hours = request.POST.get("hours", "")
    try:
        fleet.ask_support(
            tenant_id=tenant_id,
            operator=operator_of(request),
            reason=request.POST.get("reason", ""),
            hours=int(hours) if hours.isascii() and hours.isdigit() and len(hours) < 4 else 0,
            now=timezone.now(),
        )
        messages.success(request, _("Đã gửi yêu cầu; cơ quan đồng ý thì mới vào được."))
    except DomainError as error:
        messages.error(request, str(error.message))
        return HttpResponseRedirect(reverse("operator_tenant", args=[tenant_id]))
    return HttpResponseRedirect(reverse("operator_support"))


@operator_screen
@require_POST
def leave(request: HttpRequest, access_id: UUID) -> HttpResponse:
    fleet.leave_support(access_id=access_id, operator=operator_of(request), now=timezone.now())
    messages.success(request, _("Đã kết thúc lượt hỗ trợ."))
    return HttpResponseRedirect(reverse("operator_support"))


@operator_screen
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, access_id: UUID, screen: str) -> HttpResponse:
    """One screen of the agency's settings. Each visit is in the agency's audit before it is
    drawn; a refusal is told and is there, too."""
    now, is_post = timezone.now(), request.method == "POST"
    try:
        access, wanted, actor = fleet.enter_screen(
            access_id=access_id,
            screen=screen,
            operator=operator_of(request),
            now=now,
            deed="change" if is_post else "",
        )
    except fleet.SupportRefused as error:
        messages.error(request, str(error.message))
        return HttpResponseRedirect(reverse("operator_support"))
    found = get_tenant(access.tenant_id)
    with in_tenant(found.schema_name):
        if is_post and wanted.change is not None:
            try:
                wanted.change(request.POST.dict(), actor, now)
                messages.success(request, _("Đã lưu, và đã ghi vào nhật ký của cơ quan."))
            except DomainError as error:
                messages.error(request, str(error.message))
        context = {
            "here": "operator_support",
            "access": access,
            "found": found,
            "screen": wanted,
            "screens": [each for each in fleet.support_screens if access.covers(each)],
            "tables": wanted.show(actor, now),
            "fields": wanted.fields() if wanted.fields else [],
        }
    return render(request, "platform/operator/support_screen.html", context)
