"""The tenant's own host names: claim one, prove it, let it lead on, give it up."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.identity.api import actor_from_request, follow_domains
from motcua.kernel import audit
from motcua.kernel.errors import DomainError
from motcua.kernel.limits import check_limit
from motcua.portal.desk.shell import CONFIGURE, header, screen_for
from tenants.api import (
    check_domain,
    claim_domain,
    current_tenant,
    domain_proofs,
    list_custom_domains,
    release_domain,
    set_redirect,
)

_SUBJECT: Final = "portal:domains"
_CHECKS: Final = 20
_HOUR: Final = timedelta(hours=1)


@screen_for(*CONFIGURE)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    tenant, typed, problem = current_tenant(), "", ""
    if request.method == "POST":
        by, now = actor_from_request(request), timezone.now()
        typed = request.POST.get("host", "")[:260].replace("\x00", "")
        try:
            claim_domain(tenant_id=tenant.id, typed=typed, by_name=by.name, now=now)
        except DomainError as error:
            problem = error.message
        else:
            audit.record(
                action="domain_claimed", subject=_SUBJECT, by=by, at=now, data={"host": typed}
            )
            messages.success(
                request, _("Đã thêm. Hãy chứng minh tên miền theo hướng dẫn bên dưới.")
            )
            return HttpResponseRedirect(reverse("portal_desk:domains"))
    context = {
        **header(_("Tên miền riêng"), "globe"),
        "domains": list_custom_domains(tenant.id),
        "own_host": tenant.primary_host,
        "typed": typed,
        "problem": problem,
    }
    return render(request, "desk/domains.html", context, status=422 if problem else 200)


@screen_for(*CONFIGURE)
@require_POST
def check(request: HttpRequest, domain_id: UUID) -> HttpResponse:
    """Asks the network, so not more often than twenty times an hour."""
    tenant, by, now = current_tenant(), actor_from_request(request), timezone.now()
    try:
        check_limit(
            name="domain_check", subject=str(tenant.id), allowed=_CHECKS, per=_HOUR, now=now
        )
        state = check_domain(
            tenant_id=tenant.id, domain_id=domain_id, proofs=domain_proofs(), now=now
        )
    except DomainError as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(reverse("portal_desk:domains"))
    if state == "proven":
        follow_domains()
        data = {"id": str(domain_id)}
        audit.record(action="domain_proven", subject=_SUBJECT, by=by, at=now, data=data)
        messages.success(request, _("Đã chứng minh. Tên miền này dùng được ngay."))
    else:
        messages.warning(
            request, _("Chưa thấy bản ghi. Bản ghi mới có khi cần vài giờ mới đến nơi.")
        )
    return HttpResponseRedirect(reverse("portal_desk:domains"))


@screen_for(*CONFIGURE)
@require_POST
def redirect(request: HttpRequest, domain_id: UUID) -> HttpResponse:
    wanted = request.POST.get("redirect") == "1"
    set_redirect(tenant_id=current_tenant().id, domain_id=domain_id, is_redirect=wanted)
    follow_domains()
    return HttpResponseRedirect(reverse("portal_desk:domains"))


@screen_for(*CONFIGURE)
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, domain_id: UUID) -> HttpResponse:
    """Asked twice: from then on nobody is served there."""
    tenant = current_tenant()
    found = next((each for each in list_custom_domains(tenant.id) if each.id == domain_id), None)
    if found is None:
        return HttpResponseRedirect(reverse("portal_desk:domains"))
    if request.method == "GET":
        context = {**header(_("Trả lại tên miền"), "globe"), "domain": found}
        return render(request, "desk/domain_release.html", context)
    by, now = actor_from_request(request), timezone.now()
    release_domain(tenant_id=tenant.id, domain_id=domain_id, now=now)
    follow_domains()
    data = {"host": found.host}
    audit.record(action="domain_released", subject=_SUBJECT, by=by, at=now, data=data)
    messages.success(request, _("Đã trả lại. Hãy xóa cả bản ghi DNS trỏ về nền tảng."))
    return HttpResponseRedirect(reverse("portal_desk:domains"))
