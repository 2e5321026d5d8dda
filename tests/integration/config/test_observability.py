"""What the installation tells about itself, to whom, and what it never tells."""

import json
from datetime import timedelta

import pytest
import structlog
from django.conf import settings as product
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from motcua.config.middleware import LoggedRequestMiddleware
from motcua.config.observability import readiness, standing, tracing
from motcua.kernel.models import OutboxEntry
from tenants.api import in_tenant
from tenants.models import Tenant, TenantStatus
from tenants.queries.directory import forget_directory

pytestmark = pytest.mark.django_db
TOKEN = {"Authorization": "Bearer mot-hai-ba"}


@pytest.fixture
def platform(settings):
    settings.MOTCUA_METRICS_TOKEN = "mot-hai-ba"
    settings.MOTCUA_METRICS_FROM = ["10.1.0.0/16"]
    return Client(SERVER_NAME=settings.MOTCUA_PLATFORM_HOST)


def figures(client, **more):
    answer = client.get("/metrics", headers=TOKEN, **more)
    assert answer.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_who_reads_figures_and_what_they_count(platform, tenant_client, province, settings):
    assert Client(SERVER_NAME=settings.MOTCUA_PLATFORM_HOST).get("/metrics").status_code != 200
    assert platform.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
    assert platform.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert platform.get("/metrics", REMOTE_ADDR="10.2.0.1").status_code != 200
    forwarded = {"X-Forwarded-For": "1.2.3.4"}
    assert platform.get("/metrics", REMOTE_ADDR="10.1.2.3", headers=forwarded).status_code != 200
    # Who collects figures knows a process by its number.
    assert Client(SERVER_NAME="10.1.0.9").get("/metrics", headers=TOKEN).status_code == 200
    assert tenant_client("lam-dong").get("/metrics").status_code != 200

    visitor = tenant_client("lam-dong")
    for path in ("/tra-cuu/", "/ho-so/79203001234/", "/dich-vu/079203001234/"):
        visitor.get(path)
    found = figures(platform)
    page = ("route", "tra-cuu/")
    assert found["motcua_requests_total", ("method", "GET"), page, ("status", "200")] >= 1
    assert found["motcua_request_seconds_count", ("method", "GET"), page] >= 1
    assert "79203001234" not in str(found)
    visitor.generic("VERY-STRANGE", "/tra-cuu/")
    assert "STRANGE" not in str(figures(platform))


def test_what_waits_in_every_agency(platform, province, ministry, settings):
    cache.delete(standing.KEY)
    assert figures(platform)["motcua_measured_seconds_ago",] == float("inf")
    past = timezone.now() - timedelta(minutes=10)
    with in_tenant(province.schema_name):
        OutboxEntry.objects.create(consumer="y", payload={}, created_at=past, available_at=past)
    standing.measure()
    found = figures(platform)
    here = ("tenant", province.slug)
    assert found["motcua_outbox_waiting", here] >= 1
    assert found["motcua_outbox_age_seconds", here] >= 600
    assert found["motcua_outbox_age_seconds_worst",] >= 600
    assert found["motcua_tenants", ("status", "active")] >= 2
    assert found["motcua_schemas_behind",] == 0
    assert found["motcua_queue_messages", ("queue", "default")] >= 0
    assert found["motcua_measured_seconds_ago",] < 60
    settings.MOTCUA_METRICS_TENANTS = 1
    found = figures(platform)
    assert ("motcua_outbox_waiting", here) not in found
    assert found["motcua_outbox_waiting_worst",] >= 1


def test_ready_only_with_what_is_needed(platform, monkeypatch):
    answer = platform.get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json()["parts"]) == {"database", "migrations", "redis", "disk"}

    def gone():
        raise DatabaseError

    for name, status in (("_redis", 200), ("_database", 503), ("_disk", 503)):
        with monkeypatch.context() as patch:
            patch.setattr(readiness, name, gone)
            answer = platform.get("/readyz")
            assert answer.status_code == status, name
            assert answer.json()["parts"][name.strip("_")]["well"] is False
    with monkeypatch.context() as patch:
        patch.setattr(readiness, "_migrated", {})
        patch.setattr(readiness, "is_current", lambda _schema: False)
        assert platform.get("/readyz").status_code == 503


def test_certificates_are_made_for_hosts_that_lead_somewhere(platform, province):
    ask = lambda host: platform.get("/noi-bo/chung-thu", {"domain": host}).status_code  # noqa: E731
    assert ask(province.primary_host) == 200
    assert ask(product.MOTCUA_PLATFORM_HOST) == ask(product.MOTCUA_FILES_HOST) == 200
    for stranger in ("", "evil.example", f"khong-co.{product.MOTCUA_PLATFORM_HOST}", "a" * 300):
        assert ask(stranger) == 404, stranger
    Tenant.objects.filter(pk=province.id).update(status=TenantStatus.ARCHIVED)
    forget_directory()
    assert ask(province.primary_host) == 404


def test_log_lines_name_the_agency(province):
    seen = []

    def answer(_request):
        seen.append(structlog.contextvars.get_contextvars())
        return HttpResponse()

    request = RequestFactory().get("/")
    request.tenant, request.user = province, None
    LoggedRequestMiddleware(answer)(request)
    assert seen[0]["tenant"] == province.slug
    assert seen[0]["request_id"]


def test_spans_say_route_agency_and_kind_of_statement_and_nothing_of_people(
    province, settings, monkeypatch
):
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    settings.MOTCUA_TRACES_URL = "http://127.0.0.1:9/v1/traces"
    settings.MOTCUA_TRACES_PERCENT = 100
    exporter = InMemorySpanExporter()
    monkeypatch.setattr(tracing, "_state", {"processor": SimpleSpanProcessor(exporter)})
    client = Client(SERVER_NAME=province.primary_host)
    client.get("/dich-vu/079203001234/?q=Nguyen+Van+A")
    with tracing.task_span("notifications.send", province.slug), in_tenant(province.schema_name):
        OutboxEntry.objects.filter(consumer="079203001234").count()
    spans = exporter.get_finished_spans()
    told = json.dumps([[each.name, dict(each.attributes or {})] for each in spans])
    assert "GET dich-vu/<slug:slug>/" in told
    assert "task notifications.send" in told
    assert "sql SELECT" in told
    assert province.slug in told
    assert "079203001234" not in told
    assert "Nguyen" not in told
