"""Bounds on every request, and the one place where anticipated errors become pages."""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django_structlog.middlewares import RequestMiddleware

from motcua.kernel.errors import DomainError
from tenants.api import host_url, is_proven_host

MAX_BODY_BYTES: Final = 120 * 1024 * 1024


class RequestBoundsMiddleware:
    """Refuse bodies that no form of ours can send, and private pages in shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return HttpResponse(status=413)
        if "\x00" in request.get_full_path():
            return HttpResponse(status=400)
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            # Whatever the address ends in and whatever the status: it may name a person.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class OwnHostsMiddleware:
    """Signing in from a name of an agency's own: the platform's form may lead back there.

    Browsers hold redirects after a form to ``form-action`` too. The policy is widened by that one
    name, on the pages of that sign-in only, and only while the name is proven.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "tenant", None) is None and "redirect_uri" in request.get_full_path():
            origin = self._origin(request)
            if origin:
                response._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]
        return response

    @staticmethod
    def _origin(request: HttpRequest) -> str:
        asked = request.GET.get("redirect_uri", "")
        if not asked:
            inner = urlsplit(request.GET.get("next", "")).query
            asked = next(iter(parse_qs(inner).get("redirect_uri", [])), "")
        try:
            host = urlsplit(asked).hostname or ""
        except ValueError:
            return ""
        return host_url(host).rstrip("/") if host and is_proven_host(host) else ""


class LoggedRequestMiddleware(RequestMiddleware):
    """Log lines name the route, never the address as it was typed: that may hold anything.

    Every line of a request names its agency, too.
    """

    def prepare(self, request: HttpRequest) -> None:
        tenant = getattr(request, "tenant", None)
        structlog.contextvars.bind_contextvars(tenant=tenant.slug if tenant else "")
        super().prepare(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        return f"{request.method} {match.route}" if match else str(request.method)


class DomainErrorMiddleware:
    """Show a ``DomainError`` that a view let through as a page with its status and code."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            body = {"errors": [self._as_dict(exception)]}
            answer: HttpResponse = JsonResponse(body, status=exception.status)
        else:
            context = {"error": exception}
            answer = render(request, "errors/domain.html", context, status=exception.status)
        if wait := exception.details.get("retry_after"):
            answer.headers["Retry-After"] = str(wait)
        return answer

    @staticmethod
    def _as_dict(error: DomainError) -> dict[str, object]:
        return {"code": error.code, "field": error.field, "message": error.message}
