"""Hosts, and the table of addresses: which route a page belongs to, which were never reached."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from tests.portal.reading import query_names

STAFF: Final = ("quan-tri/", "_util/")
OPERATORS: Final = ("dieu-hanh/",)
PROGRAMS: Final = (
    "graphql", "healthz", "readyz", "metrics", "noi-bo/", ".well-known/", "identity/o/",
    "simulator/", "kenh-gui/", "thanh-toan/<str:vendor>/", "stripe/", "billing/",
)  # fmt: skip
"""Addresses whose callers are programs, and the stages that outside systems are played on."""
SCRIPTS: Final = (
    "goi-y/", "dia-gioi/", "dia-gioi-cu/", "may-bao-tin.js", "hop-thu/trinh-duyet/",
    "to-khai/<uuid:draft_id>/tep/", "to-khai/<uuid:draft_id>/tim/",
    "to-khai/<uuid:draft_id>/<page:page_id>/tam-tinh/",
)  # fmt: skip
"""Asked by the pages' own scripts; the browser tests of each field do."""
OTHERS: Final = ("accounts/3rdparty/", "accounts/social/", "accounts/oidc/^", "tai-lieu/^")
"""What the libraries bring along a second time or for providers there are none of."""


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def is_ours(url: str) -> bool:
    """Whether ``url`` is the platform's or one of its agencies'."""
    host = host_of(url)
    platform = settings.MOTCUA_PLATFORM_HOST
    return urlsplit(url).scheme in ("http", "https") and (
        host == platform or host.endswith(f".{platform}")
    )


def is_looked_at(url: str) -> bool:
    """Pages for the public and for citizens; the staff's and the operators' have their own tests."""
    path = urlsplit(url).path.lstrip("/")
    return is_ours(url) and not path.startswith((*STAFF, *OPERATORS, "simulator/"))


def urlconf_of(url: str) -> str:
    public = host_of(url) == settings.MOTCUA_PLATFORM_HOST
    return str(settings.PUBLIC_SCHEMA_URLCONF if public else settings.ROOT_URLCONF)


def route_of(url: str) -> str:
    """As written in the table; empty for none. Pages of the editors are their own address."""
    path = unquote(urlsplit(url).path) or "/"
    if path.startswith(settings.STATIC_URL):
        return "static"
    try:
        match = get_resolver(urlconf_of(url)).resolve(path)
    except Resolver404:
        return ""
    return f"page:{path}" if match.url_name == "wagtail_serve" else str(match.route)


def pattern_of(url: str) -> tuple[str, tuple[str, ...]]:
    """Pages with the same pattern are made by the same template with the same questions asked."""
    return route_of(url), query_names(url)


def table(urlconf: str) -> set[str]:
    """Every route that people come to."""
    aside = (*STAFF, *OPERATORS, *PROGRAMS, *SCRIPTS, *OTHERS)
    return {
        route for route in _walk(get_resolver(urlconf), "")
        if not route.startswith(aside) and "^((?:" not in route
    }  # fmt: skip


def _walk(resolver: URLResolver, prefix: str) -> list[str]:
    found: list[str] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        found += [route] if isinstance(entry, URLPattern) else _walk(entry, route)
    return found
