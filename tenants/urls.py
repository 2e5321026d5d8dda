"""Absolute addresses, made from records and settings, never from a request's Host header."""

from django.conf import settings

from motcua.kernel.schemas import schema_connection
from tenants.queries.directory import current_tenant


def platform_url(path: str = "/") -> str:
    return _url(settings.MOTCUA_PLATFORM_HOST, path)


def tenant_url(path: str = "/") -> str:
    """Address on the current tenant's portal."""
    return _url(current_tenant().primary_host, path)


def visited_url(path: str = "/") -> str:
    """Address on the host the request came by: one of the tenant's own, proven names, or its host
    below the platform's. Never from the request itself: the directory knew the name."""
    tenant = schema_connection().tenant
    return _url(getattr(tenant, "visited_host", "") or current_tenant().primary_host, path)


def host_url(host: str, path: str = "/") -> str:
    return _url(host, path)


def _url(host: str, path: str) -> str:
    port = settings.MOTCUA_PUBLIC_PORT
    default = {"http": 80, "https": 443}[settings.MOTCUA_SCHEME]
    suffix = "" if port in (None, default) else f":{port}"
    return f"{settings.MOTCUA_SCHEME}://{host}{suffix}{path}"
