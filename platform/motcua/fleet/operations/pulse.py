"""How a tenant is: what its home page answers, what waits, what was given up, what stays silent.

Numbers and times only. Nothing here reads what a dossier, a file or a letter says.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import requests
from django.db.models import Count, F, Min, Q
from django.utils import timezone

from motcua.fleet.models import DayFigures, Pulse
from motcua.kernel.errors import DomainError
from motcua.kernel.http import session
from motcua.kernel.models import OutboxEntry
from motcua.notifications.models import Delivery
from tenants.api import current_tenant, host_url, in_public

_HOUR: Final = timedelta(hours=1)
_PATIENCE: Final = (2.0, 5.0)


@dataclass(frozen=True, slots=True)
class PulseView:
    """``home_status`` 0: the home page did not answer."""

    tenant_id: UUID
    taken_at: datetime
    home_status: int
    home_ms: int
    outbox_waiting: int
    outbox_oldest_at: datetime | None
    outbox_given_up: int
    deliveries_waiting: int
    deliveries_failed: int
    silent_channels: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        return not self.ills

    @property
    def ills(self) -> tuple[str, ...]:
        """Keys of what is wrong, for the console's words."""
        late = self.outbox_oldest_at is not None and (
            self.taken_at - self.outbox_oldest_at > timedelta(minutes=5)
        )
        found = {
            "home": self.home_status != 200,
            "late": late,
            "given_up": self.outbox_given_up > 0,
            "failed": self.deliveries_failed > 0,
            "silent": bool(self.silent_channels),
        }
        return tuple(key for key, is_so in found.items() if is_so)


def take_pulse(*, now: datetime) -> PulseView:
    """Look at the current tenant and write down what was found; six aggregates and one request."""
    tenant = current_tenant()
    with in_public():
        # From outside, as a citizen would: nothing leaves the schema of a training copy.
        status, took = _home(host_url(tenant.primary_host, "/"))
    counted = {**_outbox(), **_deliveries(now)}
    with in_public():
        row, _made = Pulse.objects.update_or_create(
            tenant_id=tenant.id,
            defaults={"taken_at": now, "home_status": status, "home_ms": took, **counted},
        )
    return view_of(row)


def read_pulses() -> dict[UUID, PulseView]:
    """Of every tenant, as last taken; one statement."""
    with in_public():
        return {row.tenant_id: view_of(row) for row in Pulse.objects.all()}


def note_dossier(*, tenant_id: UUID, now: datetime) -> None:
    """One more today. Called once a dossier, after it was counted for the plan."""
    with in_public():
        row, _made = DayFigures.objects.get_or_create(tenant_id=tenant_id, day=_day(now))
        DayFigures.objects.filter(pk=row.pk).update(dossiers=F("dossiers") + 1)


def note_day(*, tenant_id: UUID, storage: int, messages: int, errors: int, now: datetime) -> None:
    with in_public():
        DayFigures.objects.update_or_create(
            tenant_id=tenant_id,
            day=_day(now),
            defaults={"storage": storage, "messages": messages, "errors": errors},
        )


def count_errors(*, now: datetime) -> tuple[int, int]:
    """Messages sent since midnight in the current tenant, and what was given up since then."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Delivery.objects.filter(sent_at__gte=midnight).count()
    dead = OutboxEntry.objects.filter(given_up_at__gte=midnight).count()
    failed = Delivery.objects.filter(
        status__in=("failed", "permanent_failure"), available_at__gte=midnight
    ).count()
    return sent, dead + failed


def view_of(row: Pulse) -> PulseView:
    return PulseView(
        tenant_id=row.tenant_id,
        taken_at=row.taken_at,
        home_status=row.home_status,
        home_ms=row.home_ms,
        outbox_waiting=row.outbox_waiting,
        outbox_oldest_at=row.outbox_oldest_at,
        outbox_given_up=row.outbox_given_up,
        deliveries_waiting=row.deliveries_waiting,
        deliveries_failed=row.deliveries_failed,
        silent_channels=tuple(row.silent_channels),
    )


def _home(address: str) -> tuple[int, int]:
    """What a citizen would get, over the network: status and milliseconds."""
    began = time.monotonic()
    try:
        status = session().get(address, timeout=_PATIENCE).status_code
    except (requests.RequestException, DomainError, OSError):
        status = 0
    return status, int((time.monotonic() - began) * 1000)


def _outbox() -> dict[str, Any]:
    waiting = Q(done_at=None, given_up_at=None)
    found = OutboxEntry.objects.filter(done_at=None).aggregate(
        waiting=Count("id", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        given_up=Count("id", filter=Q(given_up_at__isnull=False)),
    )
    return {
        "outbox_waiting": found["waiting"],
        "outbox_oldest_at": found["oldest"],
        "outbox_given_up": found["given_up"],
    }


def _deliveries(now: datetime) -> dict[str, Any]:
    unsent = Q(status__in=("waiting", "sending"))
    found = Delivery.objects.aggregate(
        waiting=Count("id", filter=unsent),
        failed=Count("id", filter=Q(status="failed")),
    )
    trouble = unsent & Q(attempt_count__gt=0)
    channels = Delivery.objects.filter(
        trouble | Q(status="failed", available_at__gte=now - _HOUR) | Q(sent_at__gte=now - _HOUR)
    ).values_list("channel")
    silent = channels.annotate(sent=Count("id", filter=Q(status="sent"))).filter(sent=0)
    return {
        "deliveries_waiting": found["waiting"],
        "deliveries_failed": found["failed"],
        "silent_channels": sorted(channel for channel, _sent in silent),
    }


def _day(now: datetime) -> Any:
    return timezone.localtime(now).date()
