"""Who calls, by network address."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's address, ``""`` when it cannot be known.

    Behind proxies of our own (``ALLAUTH_TRUSTED_PROXY_COUNT`` of them) it is what the outermost of
    them wrote at the end of ``X-Forwarded-For``; what stands before it anybody may have written.
    Without proxies the header is not looked at.
    """
    count = int(getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0))
    address = request.META.get("REMOTE_ADDR", "")
    if count:
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = written[-count].strip() if len(written) >= count else ""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


def client_network(request: HttpRequest) -> str:
    """The /24 (IPv4) or /56 (IPv6) a limit counts: one host of IPv6 has addresses without end."""
    address = client_address(request)
    if not address:
        return "unknown"
    bits = 24 if ipaddress.ip_address(address).version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
