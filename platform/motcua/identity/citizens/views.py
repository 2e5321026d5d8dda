"""Pages of a citizen's account on the platform."""

from typing import Any, Final
from urllib.parse import urlencode

import structlog
from allauth.idp.oidc.views import authorization
from allauth.socialaccount.providers.openid_connect.views import login as openid_connect_login
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from requests import RequestException

from motcua.identity.assurance import PROVEN, level_of_acr
from motcua.identity.citizens.queries.people import assurance_of, citizen_of
from motcua.kernel.errors import Forbidden

log = structlog.get_logger(__name__)
# Marks an authorisation whose citizen chose to go on without raising their level.
KEEP_LEVEL: Final = "giu_muc"


@csrf_exempt
def authorize(request: HttpRequest) -> HttpResponse:
    """allauth's authorisation endpoint, plus ``acr_values``: offer to raise the level first.

    Exempt from the CSRF middleware as allauth's own view is: it checks the token itself where
    the request does not come from a relying party.
    """
    prompts = request.GET.get("prompt", "").split()
    if request.method == "GET" and "none" not in prompts:
        if not request.user.is_authenticated:
            return _to_login(request.get_full_path())
        if _should_raise_level(request):
            here = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('identity_step_up')}?{here}")
    response: HttpResponse = authorization(request)
    return response


def begin_upstream(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's way to the state's identity provider, told plainly when that one is away."""
    try:
        response: HttpResponse = openid_connect_login(request, provider_id)
    except (RequestException, Forbidden) as error:
        log.warning("upstream_unreachable", provider=provider_id, error=type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response


def not_offered(request: HttpRequest) -> HttpResponse:
    """Stands before a view of a library's that we do not want reachable."""
    raise Http404


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """``LOGIN_URL`` is one path on all hosts; on the platform it leads to allauth's page."""
    return _to_login(_local(request.GET.get("next")))


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/account.html", _context(request))


@require_GET
@login_required
def step_up(request: HttpRequest) -> HttpResponse:
    """Explain why a service wants proof of identity, and let the citizen prove it or not."""
    back = _local(request.GET.get("next"))
    if assurance_of(request.user) >= PROVEN:
        return HttpResponseRedirect(back)
    joint = "&" if "?" in back else "?"
    context = {"back": back, "keep": f"{back}{joint}{KEEP_LEVEL}=1"}
    return render(request, "identity/step_up.html", _context(request) | context)


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "citizen": citizen_of(request.user),
        "proven": PROVEN,
        "providers": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"],
    }


def _should_raise_level(request: HttpRequest) -> bool:
    if KEEP_LEVEL in request.GET:
        return False
    asked = max(map(level_of_acr, request.GET.get("acr_values", "").split()), default=0)
    return asked > assurance_of(request.user)


def _to_login(back: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def _local(path: str | None) -> str:
    """``path`` if it stays on this host, else the account page."""
    if path and path.startswith("/") and url_has_allowed_host_and_scheme(path, None):
        return path
    return reverse("identity_account")
