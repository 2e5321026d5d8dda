"""On the platform's site: who helps me apply. Codes are made here, and helping is ended here."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.mandates import api as mandates
from tenants.api import TenantView, host_url, list_active


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """The code is shown once, in the answer to the post that made it."""
    if request.method == "GET":
        return _show(request, _typed(request.GET))
    typed, now = _typed(request.POST), timezone.now()
    tenant = _tenants().get(typed["place"])
    if typed["place"] and tenant is None:
        return _show(request, typed, error_in="tenant", status=422)
    try:
        made = mandates.make_helper_code(
            subject=_subject(request),
            name=str(request.user),
            scope=mandates.Scope(
                tenant_id=tenant.id if tenant else None,
                service_slug=typed["service"],
                draft_id=_uuid(typed["draft"]),
                helper_email=typed["email"],
            ),
            by=_actor(request),
            now=now,
        )
    except DomainError as error:
        return _show(request, typed, error=error, status=error.status)
    return _show(request, _typed({}), made=made, tenant=tenant)


@require_POST
@login_required
def end_consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    mandates.end_consent(
        consent_id=consent_id,
        subject=_subject(request),
        by=_actor(request),
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("helper_consents"))


def _show(
    request: HttpRequest,
    typed: dict[str, str],
    *,
    error: DomainError | None = None,
    error_in: str = "",
    made: mandates.NewCode | None = None,
    tenant: TenantView | None = None,
    status: int = 200,
) -> HttpResponse:
    now, tenants = timezone.now(), _tenants()
    by_id = {each.id: each for each in tenants.values()}
    known = mandates.list_consents(subject=_subject(request))
    place = tenant or tenants.get(typed["place"])
    context: dict[str, Any] = {
        "typed": typed,
        "error": error,
        "error_in": error_in or (error.field if error else ""),
        "places": sorted(((each.slug, each.name) for each in tenants.values()), key=lambda x: x[1]),
        "place": place,
        "made": made,
        "code": mandates.in_groups(made.code) if made else "",
        "enter_at": host_url(place.primary_host, "/giup-nop/") if place else "",
        "rows": [
            {
                "consent": each,
                "tenant": by_id.get(each.tenant_id) if each.tenant_id else None,
                "is_running": each.is_running(now),
                "is_waiting": each.is_waiting(now),
            }
            for each in known
            if each.used_at or each.is_waiting(now)
        ],
    }
    return render(request, "platform/consents.html", context, status=status)


def _typed(given: Any) -> dict[str, str]:
    """``noi``, ``dich-vu`` and ``ban-nhap`` also come with links from agencies' pages."""
    wanted = {"place": "noi", "service": "dich-vu", "draft": "ban-nhap", "email": "thu"}
    return {
        key: str(given.get(name, ""))[:254].replace("\x00", "").strip()
        for key, name in wanted.items()
    }


def _tenants() -> dict[str, TenantView]:
    return {each.slug: each for each in list_active() if not each.practice_of}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _subject(request: HttpRequest) -> UUID:
    return cast("UUID", request.user.pk)


def _actor(request: HttpRequest) -> Actor:
    return Actor(kind="citizen", id=_subject(request), name=str(request.user))
