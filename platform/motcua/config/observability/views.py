"""Addresses for machines: on the platform's host only."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.config.observability import readiness
from tenants.api import is_served_host


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    """Names and seconds only: nothing here helps a stranger."""
    found = readiness.look()
    ready = all(each.is_well for each in found if each.needed)
    body = {
        "status": "ready" if ready else "not ready",
        "parts": {each.name: {"well": each.is_well, "seconds": each.seconds} for each in found},
    }
    return JsonResponse(body, status=200 if ready else 503)


@require_safe
@never_cache
def certificate_wanted(request: HttpRequest) -> HttpResponse:
    """The proxy asks before it has a certificate made: only for hosts that lead somewhere."""
    host = request.GET.get("domain", "").strip().lower().rstrip(".")
    if len(host) > 253 or not is_served_host(host):
        return HttpResponse(status=404)
    return HttpResponse("ok", content_type="text/plain")
