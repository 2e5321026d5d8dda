"""Counters of this process; those of all web processes are added up when they are read.

Routes, methods and statuses are few; an address as it was typed never becomes a label.
"""

import hmac
import os
from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from pathlib import Path
from time import perf_counter
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from motcua.config.observability.standing import StandingCollector

PATH: Final = "/metrics"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_registry = CollectorRegistry()
_requests = Counter(
    "motcua_requests_total", "Requests by route and status.", ["route", "method", "status"],
    registry=_registry,
)  # fmt: skip
_seconds = Histogram(
    "motcua_request_seconds", "Seconds from request to answer, by route.", ["route", "method"],
    buckets=_BUCKETS, registry=_registry,
)  # fmt: skip


class MetricsMiddleware:
    """Outermost of all, so that refused requests count; absent where nobody may read figures.

    Answers ``/metrics`` itself: who collects figures knows a process by its number, not by a host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not (settings.MOTCUA_METRICS_TOKEN or settings.MOTCUA_METRICS_FROM):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == PATH and may_read(request):
            return HttpResponse(written(StandingCollector()), content_type=CONTENT_TYPE_LATEST)
        began = perf_counter()
        response = self.get_response(request)
        route, method = route_of(request), request.method or ""
        method = method if method in _METHODS else "other"
        _requests.labels(route, method, str(response.status_code)).inc()
        _seconds.labels(route, method).observe(perf_counter() - began)
        return response


def may_read(request: HttpRequest) -> bool:
    """Who has the token, or asks from an inner address without a proxy in between."""
    wanted: str = settings.MOTCUA_METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if wanted and hmac.compare_digest(given.encode(), wanted.encode()):
        return True
    if {"X-Forwarded-For", "Forwarded"} & set(request.headers):
        return False
    try:
        peer = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(peer in ip_network(each) for each in settings.MOTCUA_METRICS_FROM)


def route_of(request: HttpRequest) -> str:
    """As the URL configuration writes it: ``ho-so/<uuid:case_id>/``."""
    match = request.resolver_match
    return (match.route or "/") if match else "none"


def written(*more: Collector) -> bytes:
    """All figures as Prometheus reads them; ``more`` are asked now."""
    shown = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    else:
        shown.register(_registry)
    for collector in more:
        shown.register(collector)
    return generate_latest(shown)


def forget_dead_processes() -> None:
    """Files of processes that are no more; asked once, before the web's processes are made."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    for path in Path(folder).glob("*.db") if folder else _none():
        number = path.stem.rpartition("_")[2]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            path.unlink(missing_ok=True)


def _none() -> Iterable[Path]:
    return ()
