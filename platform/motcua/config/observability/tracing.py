"""Traces for OpenTelemetry, when ``MOTCUA_TRACES_URL`` names a collector; else nothing is loaded.

The ready-made instruments write addresses and statements as they came into spans; ours write the
route, the agency, the kind of statement and the name of the task, so that no span says anything
about a person.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse

from motcua.config.observability.meters import route_of

_KINDS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "COPY"})
_state: dict[str, Any] = {}


def tracer() -> Any:
    """Made in the process that uses it: its exporter runs a thread, which no fork survives."""
    if not settings.MOTCUA_TRACES_URL:
        return None
    if "tracer" not in _state:
        _state["tracer"] = _start()
    return _state["tracer"]


def _start() -> Any:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased

    provider = TracerProvider(
        resource=Resource.create({"service.name": "motcua"}),
        sampler=ParentBased(TraceIdRatioBased(settings.MOTCUA_TRACES_PERCENT / 100)),
    )
    exporter = OTLPSpanExporter(endpoint=settings.MOTCUA_TRACES_URL, timeout=5)
    provider.add_span_processor(_state.get("processor") or BatchSpanProcessor(exporter))
    return provider.get_tracer("motcua")


class TracingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.MOTCUA_TRACES_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A stranger's trace context is not believed, as their request id is not.
        with tracer().start_as_current_span(f"{request.method}") as span:
            with connection.execute_wrapper(_statement):
                response = self.get_response(request)
            route = route_of(request)
            span.update_name(f"{request.method} {route}")
            span.set_attribute("http.route", route)
            span.set_attribute("http.response.status_code", response.status_code)
            span.set_attribute("motcua.tenant", (getattr(request, "tenant", None) and
                               request.tenant.slug) or "")  # type: ignore[attr-defined]  # fmt: skip
            span.set_attribute(
                "motcua.request_id", str(structlog.contextvars.get_contextvars().get("request_id"))
            )
        return response


@contextmanager
def task_span(name: str, tenant: str) -> Iterator[None]:
    made = tracer()
    if made is None:
        yield
        return
    span = made.start_as_current_span(f"task {name}", attributes={"motcua.tenant": tenant})
    with span, connection.execute_wrapper(_statement):
        yield


def _statement(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Its kind alone: a statement holds names of tables, its parameters hold people."""
    kind = str(sql)[:10].lstrip().partition(" ")[0].upper()
    with tracer().start_as_current_span(f"sql {kind if kind in _KINDS else 'other'}"):
        return execute(sql, params, many, context)
