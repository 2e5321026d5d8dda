"""Signing in to and out of a tenant's portal."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.identity.applicants.operations.applicants import upsert_applicant
from motcua.identity.applicants.queries.applicants import (
    SESSION_KEY,
    ApplicantView,
    applicant_from_request,
    forget_applicant,
    remember_applicant,
)
from motcua.identity.applicants.relying_party import flow
from motcua.identity.applicants.relying_party.errors import (
    PlatformUnreachable,
    SignInDenied,
    SignInInterrupted,
    TokenRefused,
)
from motcua.identity.applicants.relying_party.logout import end_by_notice
from motcua.identity.assurance import PROVEN
from motcua.identity.models import SessionKind
from motcua.identity.session_limits import forget_clock
from motcua.identity.sessions import follow_key, forget_session, note_session
from motcua.kernel.errors import DomainError
from tenants.urls import tenant_url

HOME: Final = "/"


@require_GET
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """``?next=`` is where to return to (this host only); ``?level=2`` asks for proven identity."""
    back = local_path(request.GET.get("next"))
    level = PROVEN if request.GET.get("level") == str(PROVEN) else 0
    applicant = applicant_from_request(request)
    if applicant and applicant.assurance >= level:
        return HttpResponseRedirect(back)
    address = flow.begin(session=request.session, back=back, level=level, now=timezone.now())
    return HttpResponseRedirect(address)


@require_GET
@never_cache
def complete(request: HttpRequest) -> HttpResponse:
    """The platform sends the citizen back here."""
    back, level, now = HOME, 0, timezone.now()
    try:
        state = request.GET.get("state", "")
        pending = flow.take_pending(session=request.session, state=state, now=now)
        back, level = pending.back, pending.level
        claims = flow.finish(
            pending=pending,
            code=request.GET.get("code", ""),
            error=request.GET.get("error", ""),
            now=now,
        )
    except (SignInInterrupted, SignInDenied, TokenRefused, PlatformUnreachable) as error:
        return _failed(request, error, back, level)
    applicant = upsert_applicant(claims, now=now)
    _start_session(request, applicant, sid=str(claims.get("sid") or ""), now=now)
    if applicant.assurance < level:
        return render(request, "identity/level_too_low.html", {"back": back, "level": level})
    return HttpResponseRedirect(back)


@require_http_methods(["GET", "POST"])
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Only a POST signs out; what staff of this tenant do in the same browser goes on."""
    if request.method == "GET":
        return render(request, "identity/sign_out.html")
    forget_session(request.session, SessionKind.APPLICANT)
    if request.user.is_authenticated:
        forget_applicant(request.session)
        request.session.cycle_key()
        follow_key(request.session)
    else:
        request.session.flush()
    return HttpResponseRedirect(flow.end_session_url(tenant_url(HOME)))


@csrf_exempt
@require_POST
@never_cache
def signed_out_above(request: HttpRequest) -> HttpResponse:
    """The platform's server tells of a sign-out there; its signed token is the proof."""
    try:
        end_by_notice(request.POST.get("logout_token", ""), now=timezone.now())
    except DomainError as error:
        status = error.status if error.status >= 500 else 400
        return JsonResponse({"error": "invalid_request"}, status=status)
    return HttpResponse(status=200)


def local_path(path: str | None) -> str:
    """``path`` if it stays on this host, else the front page."""
    if path and path.startswith("/") and url_has_allowed_host_and_scheme(path, None):
        return path
    return HOME


def _start_session(
    request: HttpRequest, applicant: ApplicantView, *, sid: str, now: datetime
) -> None:
    """A new key: whoever knew the old one (session fixation) knows nothing now."""
    request.session.cycle_key()
    remember_applicant(request.session, applicant)
    note_session(
        request, holder=applicant.subject, kind=SessionKind.APPLICANT, now=now, upstream_sid=sid
    )
    forget_clock(request.session, SESSION_KEY)
    rotate_token(request)


def _failed(request: HttpRequest, error: DomainError, back: str, level: int) -> HttpResponse:
    context = {"error": error, "back": back, "level": level}
    return render(request, "identity/sign_in_failed.html", context, status=error.status)
