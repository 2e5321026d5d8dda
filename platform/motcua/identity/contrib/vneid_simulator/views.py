"""The wire format of an OpenID Connect provider, with national claim names.

Made to misbehave by ``MOTCUA_VNEID_SIMULATOR_MODE`` (``down`` fails, ``slow`` waits), or by
``?mode=deny`` on the authorisation page.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.identity.assurance import acr_of_level
from motcua.identity.contrib.vneid_simulator import grants, keys
from motcua.identity.contrib.vneid_simulator.people import PEOPLE
from tenants.urls import platform_url

BASE: Final = "/simulator/vneid"
CALLBACK: Final = "/accounts/oidc/vneid/login/callback/"
_SLOW_SECONDS: Final = 4
_ASKED: Final = (
    "client_id", "redirect_uri", "response_type", "state", "nonce", "scope",
    "code_challenge", "code_challenge_method", "mode",
)  # fmt: skip

View = Callable[[HttpRequest], HttpResponse]


def _misbehaving(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if settings.MOTCUA_VNEID_SIMULATOR_MODE == "down":
            return HttpResponse(status=503)
        if settings.MOTCUA_VNEID_SIMULATOR_MODE == "slow":
            time.sleep(_SLOW_SECONDS)
        return view(request)

    return wrapped


@require_GET
@_misbehaving
def configuration(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {
            "issuer": platform_url(BASE),
            "authorization_endpoint": platform_url(f"{BASE}/authorize"),
            "token_endpoint": platform_url(f"{BASE}/token"),
            "userinfo_endpoint": platform_url(f"{BASE}/userinfo"),
            "jwks_uri": platform_url(f"{BASE}/jwks"),
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": ["LoA1", "LoA2"],
            "scopes_supported": ["openid"],
            "claims_supported": sorted(next(iter(PEOPLE.values())).claims()),
        }
    )


@require_GET
@_misbehaving
def jwks(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(keys.public_keys())


@require_http_methods(["GET", "POST"])
@_misbehaving
def authorize(request: HttpRequest) -> HttpResponse:
    """Choose who to be. A wrong client or address gets a page, never a redirect."""
    asked = {name: (request.POST or request.GET).get(name, "") for name in _ASKED}
    if problem := _problem(asked):
        return HttpResponseBadRequest(problem, content_type="text/plain")
    if request.method == "GET":
        context = {"people": PEOPLE.values(), "asked": asked}
        return render(request, "identity/vneid_simulator.html", context)
    person = PEOPLE.get(request.POST.get("person", ""))
    if person is None or asked["mode"] == "deny":
        answer = {"error": "access_denied"}
    else:
        answer = {"code": grants.issue("code", asked | {"person": person.key}, now=timezone.now())}
    return redirect(f"{asked['redirect_uri']}?{urlencode(answer | {'state': asked['state']})}")


@csrf_exempt
@require_POST
@_misbehaving
def token(request: HttpRequest) -> HttpResponse:
    if not _is_client(request):
        return JsonResponse({"error": "invalid_client"}, status=401)
    now = timezone.now()
    grant = grants.redeem_code(request.POST.get("code", ""), now=now)
    if grant is None or not _matches(request, grant):
        return JsonResponse({"error": "invalid_grant"}, status=400)
    return JsonResponse(
        {
            "access_token": grants.issue("token", {"person": grant["person"]}, now=now),
            "token_type": "Bearer",
            "expires_in": int(grants.LIFETIMES["token"].total_seconds()),
            "id_token": _id_token(grant, now),
        }
    )


@require_GET
@_misbehaving
def userinfo(request: HttpRequest) -> HttpResponse:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    grant = grants.read_token(value, now=timezone.now()) if scheme == "Bearer" else None
    if grant is None:
        return JsonResponse({"error": "invalid_token"}, status=401)
    return JsonResponse(PEOPLE[grant["person"]].claims())


def _problem(asked: dict[str, str]) -> str:
    if asked["client_id"] != settings.MOTCUA_VNEID_CLIENT_ID:
        return "unknown client_id"
    if asked["redirect_uri"] != platform_url(CALLBACK):
        return "unknown redirect_uri"
    if asked["response_type"] != "code" or "openid" not in asked["scope"].split():
        return "unsupported response_type or scope"
    if asked["code_challenge_method"] != "S256" or not asked["code_challenge"]:
        return "PKCE with S256 is required"
    return ""


def _is_client(request: HttpRequest) -> bool:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        name, _, secret = base64.b64decode(encoded).decode().partition(":")
    except ValueError:
        return False
    wanted = f"{settings.MOTCUA_VNEID_CLIENT_ID}:{settings.MOTCUA_VNEID_CLIENT_SECRET}"
    given = f"{unquote(name)}:{unquote(secret)}"
    return scheme == "Basic" and secrets.compare_digest(given.encode(), wanted.encode())


def _matches(request: HttpRequest, grant: dict[str, Any]) -> bool:
    verifier = request.POST.get("code_verifier", "")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    return (
        request.POST.get("grant_type") == "authorization_code"
        and request.POST.get("redirect_uri") == grant["redirect_uri"]
        and challenge.rstrip(b"=").decode() == grant["code_challenge"]
    )


def _id_token(grant: dict[str, Any], now: datetime) -> str:
    person = PEOPLE[grant["person"]]
    issued = int(now.timestamp())
    claims: dict[str, Any] = {
        "iss": platform_url(BASE),
        "aud": settings.MOTCUA_VNEID_CLIENT_ID,
        "sub": person.claims()["sub"],
        "iat": issued,
        "exp": issued + 300,
        "acr": acr_of_level(person.level),
    }
    if grant["nonce"]:
        claims["nonce"] = grant["nonce"]
    return keys.sign(claims)
