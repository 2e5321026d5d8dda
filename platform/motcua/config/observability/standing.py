"""What waits in every agency's schema: taken by a worker, kept in the cache, shown to Prometheus.

Asking hundreds of schemas takes a while; whoever reads the figures must not wait for it, nor be
able to cause it. How old they are is a figure, too.
"""

import json
import time
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from motcua.fleet.models import Job
from motcua.kernel.models import OutboxEntry
from motcua.notifications.models import Delivery
from tenants.api import in_public, in_tenant, list_active
from tenants.models import MigratedSchema, Tenant
from tenants.operations.migrate_tenants import fingerprint

KEY: Final = "observability.standing"
KEPT_SECONDS: Final = 3_600
# By agency: name of the figure, what it says.
_BY_TENANT: Final = {
    "outbox_waiting": "Events that wait for their consumers.",
    "outbox_age_seconds": "Age of the oldest event that waits.",
    "outbox_given_up": "Events that nobody could work off; a person must look.",
    "deliveries_waiting": "Notices on their way.",
    "deliveries_failed": "Notices that were given up.",
}
_OF_ALL: Final = {
    "tenants": ("Agencies by state.", "status"),
    "owner_jobs": ("Jobs of the database's owner by state.", "state"),
    "schemas_behind": ("Schemas that lack a migration of this release.", ""),
    "queue_messages": ("Messages in the broker.", "queue"),
}


def measure() -> dict[str, Any]:
    """Ask every agency; a second or so for hundreds. Keeps and returns what was found."""
    with in_public():
        found = {
            "taken_at": time.time(),
            "tenants": _counted(Tenant.objects.values_list("status").annotate(n=Count("pk"))),
            "owner_jobs": _counted(Job.objects.values_list("state").annotate(n=Count("pk"))),
            "schemas_behind": MigratedSchema.objects.exclude(fingerprint=fingerprint()).count(),
            "queue_messages": queue_lengths(),
        }
    by_tenant = {}
    for tenant in list_active():
        with in_tenant(tenant.schema_name):
            by_tenant[tenant.slug] = _measure_tenant()
    with in_public():
        cache.set(KEY, json.dumps(found | {"by_tenant": by_tenant}), KEPT_SECONDS)
    return found | {"by_tenant": by_tenant}


def _measure_tenant() -> dict[str, float]:
    events = OutboxEntry.objects.filter(done_at=None).aggregate(
        waiting=Count("pk", filter=Q(given_up_at=None)),
        oldest=Min("created_at", filter=Q(given_up_at=None)),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
    )
    notices = _counted(
        Delivery.objects.exclude(status="sent").values_list("status").annotate(n=Count("pk"))
    )
    oldest = events["oldest"]
    return {
        "outbox_waiting": events["waiting"],
        "outbox_age_seconds": (timezone.now() - oldest).total_seconds() if oldest else 0.0,
        "outbox_given_up": events["given_up"],
        "deliveries_waiting": notices.get("waiting", 0) + notices.get("sending", 0),
        "deliveries_failed": notices.get("failed", 0),
    }


def queue_lengths() -> dict[str, int]:
    """Of the broker, whichever it is; nothing where it cannot be reached."""
    from motcua.config.celery import app

    try:
        with app.connection_for_read(connect_timeout=2) as opened:
            return {each.name: _length(opened, each) for each in settings.CELERY_TASK_QUEUES}
    except Exception:  # noqa: BLE001 -- each broker has errors of its own; absence is the figure
        return {}


def _length(opened: Any, queue: Any) -> int:
    """A queue into which nobody has put anything yet does not exist."""
    channel = opened.channel()
    try:
        told = queue.bind(channel).queue_declare(passive=True)
    except opened.channel_errors:
        return 0
    finally:
        channel.close()
    return int(told.message_count)


def _counted(rows: Any) -> dict[str, int]:
    return dict(rows)


class StandingCollector(Collector):
    """The figures taken last, and how old they are."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        with in_public():
            kept = cache.get(KEY)
        found = json.loads(kept) if kept else {}
        age = GaugeMetricFamily("motcua_measured_seconds_ago", "Age of the figures by agency.")
        age.add_metric([], time.time() - found["taken_at"] if found else float("inf"))
        yield age
        for name, (words, label) in _OF_ALL.items():
            yield _family(name, words, label, found.get(name))
        yield from _by_tenant(found.get("by_tenant", {}))


def _family(name: str, words: str, label: str, value: Any) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"motcua_{name}", words, labels=[label] if label else [])
    values = {} if value is None else value if label else {"": value}
    for key, number in values.items():
        family.add_metric([key] if label else [], number)
    return family


def _by_tenant(found: dict[str, dict[str, float]]) -> Iterator[GaugeMetricFamily]:
    """By name where agencies are few enough; past that only the worst and the sum."""
    named = len(found) <= settings.MOTCUA_METRICS_TENANTS
    for name, words in _BY_TENANT.items():
        values = {slug: each.get(name, 0) for slug, each in found.items()}
        if named:
            yield _family(name, words, "tenant", values)
        yield _family(f"{name}_worst", f"{words} Of the agency with most.", "",
                      max(values.values(), default=0))  # fmt: skip
