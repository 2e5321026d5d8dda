"""Pages of a citizen's account on the platform."""

import base64
import re
from typing import Any, Final
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit
from uuid import UUID

import structlog
from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import authorization
from allauth.idp.oidc.views import token as issue_token
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from motcua.identity.assurance import PROVEN, level_of_acr
from motcua.identity.citizens import state_provider
from motcua.identity.citizens.devices import (
    list_devices,
    sign_out_device,
    sign_out_everywhere,
    sign_out_others,
)
from motcua.identity.citizens.local_paths import local_path
from motcua.identity.citizens.operations.sign_outs import note_relying
from motcua.identity.citizens.queries.people import assurance_of, citizen_of
from motcua.identity.sessions import SID_KEY
from motcua.kernel.errors import Forbidden

log = structlog.get_logger(__name__)
# Marks an authorisation whose citizen chose to go on without raising their level.
KEEP_LEVEL: Final = "giu_muc"
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
    if request.method == "GET" and not (_has_challenge(request) and _leads_home(request)):
        return render(request, "identity/client_refused.html", status=400)
    response: HttpResponse = authorization(request)
    _note_code(request, response)
    return response


def _has_challenge(request: HttpRequest) -> bool:
    """PKCE is asked of every client (RFC 9700, 2.1.1): a code that leaks is of no use."""
    asked = request.GET
    return bool(asked.get("code_challenge")) and asked.get("code_challenge_method") == "S256"


def _leads_home(request: HttpRequest) -> bool:
    """The address to lead back to is one of the client's, letter by letter (RFC 9700, 2.1); the
    library overlooks a name before the host. An unknown client is for it to refuse."""
    client = Client.objects.filter(pk=request.GET.get("client_id", "")[:100]).first()
    asked = request.GET.get("redirect_uri", "")
    return client is None or asked in client.get_redirect_uris()


def _note_code(request: HttpRequest, response: HttpResponse) -> None:
    """A code leaves for a client: it will be told when this session ends."""
    sent_to = urlsplit(response.headers.get("Location", ""))
    code = parse_qs(sent_to.query).get("code", [""])[0]
    sid, client_id = request.session.get(SID_KEY), request.GET.get("client_id", "")
    if response.status_code == 302 and code and sid and request.user.is_authenticated:
        note_relying(
            account_id=request.user.pk,
            sid=UUID(sid),
            client_id=client_id[:100],
            code=code,
            now=timezone.now(),
        )


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    """allauth's token endpoint, for clients that write their name and secret form-encoded into the
    header, as RFC 6749 (2.3.1) wants them to. Ours hold no character that this would change."""
    scheme, _, written = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        request.META["HTTP_AUTHORIZATION"] = f"Basic {_unquoted(written)}"
        request.__dict__.pop("headers", None)
    response: HttpResponse = issue_token(request)
    return response


def _unquoted(written: str) -> str:
    try:
        plain = base64.b64decode(written, validate=True).decode()
    except ValueError:
        return written
    name, _, secret = plain.partition(":")
    joined = f"{unquote_plus(name)}:{unquote_plus(secret)}"
    return base64.b64encode(joined.encode()).decode()


def begin_upstream(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's way to the state's identity provider, told plainly when that one is away."""
    try:
        response = state_provider.begin(request, provider_id)
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
    return _to_login(local_path(request.GET.get("next")))


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/account.html", _context(request))


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    """``act``: ``others`` or ``everywhere``; ``session``: one of those listed."""
    now = timezone.now()
    if request.method == "GET":
        context = _context(request) | {"devices": list_devices(request, now=now)}
        return render(request, "identity/devices.html", context)
    act, chosen = request.POST.get("act", ""), request.POST.get("session", "")
    if act == "everywhere":
        sign_out_everywhere(request, now=now)
        return _to_login(reverse("identity_account"))
    if act == "others":
        sign_out_others(request, now=now)
    elif _UUID.fullmatch(chosen):
        sign_out_device(request, session_id=UUID(chosen), now=now)
    return HttpResponseRedirect(reverse("identity_devices"))


@require_GET
@login_required
def step_up(request: HttpRequest) -> HttpResponse:
    """Explain why a service wants proof of identity, and let the citizen prove it or not."""
    back = local_path(request.GET.get("next"))
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
