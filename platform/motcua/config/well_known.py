"""How to report a weakness, where people look for it (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tenants.api import platform_url

_VALID = timedelta(days=180)
PATH = ".well-known/security.txt"


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(_request: HttpRequest) -> HttpResponse:
    """The same for every host: one team answers for the installation.

    The standard wants an end of validity less than a year ahead.
    """
    expires = (timezone.now() + _VALID).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.MOTCUA_SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: vi, en",
        f"Canonical: {platform_url('/' + PATH)}",
    ]
    if settings.MOTCUA_SECURITY_POLICY:
        lines.append(f"Policy: {settings.MOTCUA_SECURITY_POLICY}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
