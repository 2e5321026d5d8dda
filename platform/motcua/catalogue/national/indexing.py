"""Telling the platform's index what a tenant offers: public facts, by events of its outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.catalogue.events import ServiceIntakeChanged, ServicePublished, ServiceWithdrawn
from motcua.catalogue.models import PublicService
from motcua.catalogue.national.models import NationalEntry
from tenants.api import current_tenant, in_public


def on_published(event: ServicePublished, at: datetime) -> None:
    """What is live now, whatever the event said: events may come late and twice."""
    index_service(event.service_id, at=at)


def on_withdrawn(event: ServiceWithdrawn, at: datetime) -> None:
    index_service(event.service_id, at=at)


def on_intake_changed(event: ServiceIntakeChanged, at: datetime) -> None:
    index_service(event.service_id, at=at)


def index_service(service_id: UUID, *, at: datetime) -> None:
    """Runs in the tenant; writes in the public schema."""
    row = _live().filter(id=service_id).first()
    tenant_id = current_tenant().id
    facts = _facts(row) if row else None
    with in_public():
        if facts is None:
            NationalEntry.objects.filter(tenant_id=tenant_id, service_id=service_id).delete()
        else:
            NationalEntry.objects.update_or_create(
                tenant_id=tenant_id, service_id=service_id, defaults={**facts, "updated_at": at}
            )


def index_tenant(*, now: datetime) -> int:
    """All of the current tenant's live services anew; how many. For tenants older than the index,
    and every night in case something was missed."""
    tenant_id = current_tenant().id
    found = {row.id: _facts(row) for row in _live()}
    with in_public(), transaction.atomic():
        kept = NationalEntry.objects.filter(tenant_id=tenant_id)
        kept.exclude(service_id__in=list(found)).delete()
        known = {each.service_id: each for each in kept}
        for service_id, facts in found.items():
            before = known.get(service_id)
            if before and all(getattr(before, name) == value for name, value in facts.items()):
                continue
            NationalEntry.objects.update_or_create(
                tenant_id=tenant_id, service_id=service_id, defaults={**facts, "updated_at": now}
            )
    return len(found)


def forget_tenants(shown: list[UUID]) -> int:
    """Entries of tenants that are no longer there."""
    with in_public():
        return NationalEntry.objects.exclude(tenant_id__in=shown).delete()[0]


def _live() -> Any:
    return (
        PublicService.objects.filter(live_version__isnull=False)
        .select_related("live_version")
        .only("id", "slug", "live_order", "search_text", "intake", "live_version__card")
    )


def _facts(row: PublicService) -> dict[str, Any]:
    version = row.live_version
    assert version is not None
    card = version.card
    return {
        "slug": row.slug,
        "code": card["code"],
        "name": card["name"],
        "sector": card["sector"],
        "level": card["level"],
        "place_level": card.get("place_level", ""),
        "life_events": [str(each)[:200] for each in card["life_events"]],
        "name_folded": row.live_order,
        "search_text": row.search_text,
        "intake": row.intake,
    }
