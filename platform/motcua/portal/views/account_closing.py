"""On the platform's site: having one's account deleted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.casework.standing_api import KeptDossiers, kept_dossiers
from motcua.identity.api import GRACE, OperatorStays, request_closure
from motcua.identity.citizens.queries.phones import phone_of
from motcua.identity.citizens.recent_proof import can_ask_again, has_recent_proof
from motcua.overview import api as overview
from tenants.api import host_url, in_tenant


@dataclass(frozen=True, slots=True)
class KeptAt:
    agency: str
    link: str
    dossiers: KeptDossiers


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def close_account(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays; deletes only after a fresh proof and a tick."""
    is_sure = has_recent_proof(request)
    if request.method == "GET":
        return _page(request, is_sure)
    if not is_sure:
        return HttpResponseRedirect(reverse("close_account"))
    if request.POST.get("agree") != "yes":
        return _page(request, is_sure, has_error=True, status=422)
    try:
        request_closure(account_id=UUID(str(request.user.pk)), now=timezone.now())
    except OperatorStays as error:
        return _page(request, is_sure, refusal=error.message, status=error.status)
    logout(request)
    return HttpResponseRedirect(reverse("account_closing"))


@never_cache
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in any more, and nothing is said about anybody."""
    return render(request, "platform/account_closing.html", {"days": GRACE.days})


def _page(request: HttpRequest, is_sure: bool, status: int = 200, **more: Any) -> HttpResponse:
    subject = UUID(str(request.user.pk))
    kept = _kept(subject)
    context = {
        "days": GRACE.days,
        "kept": kept,
        "running": sum(each.dossiers.running for each in kept),
        "is_sure": is_sure,
        "can_ask_again": can_ask_again(request),
        "has_phone": bool(phone_of(subject)),
        "has_error": False,
        "refusal": "",
    }
    return render(request, "platform/close_account.html", context | more, status=status)


def _kept(subject: UUID) -> list[KeptAt]:
    found = []
    for tenant in overview.agencies_of(subject=subject):
        with in_tenant(tenant.schema_name):
            dossiers = kept_dossiers(subject)
        found.append(KeptAt(tenant.name, host_url(tenant.primary_host, "/tra-cuu/"), dossiers))
    return found
