from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.intake import Intake
from motcua.catalogue.models import PublicService
from motcua.catalogue.queries.search import matching
from motcua.catalogue.queries.views import ServiceCard, ServiceList
from motcua.kernel.i18n import I18nText

MAX_LIMIT: Final = 100


def list_published(
    query: str = "", limit: int = 20, offset: int = 0, *, sector: str = ""
) -> ServiceList:
    """Live services by name, two queries whatever the number. ``sector`` is its Vietnamese name.

    Every word of ``query`` must be there, without regard to tone marks; codes work too.
    """
    limit, offset = max(1, min(limit, MAX_LIMIT)), max(0, offset)
    rows = PublicService.objects.filter(live_version__isnull=False)
    if sector:
        rows = rows.filter(live_version__card__sector__vi=sector)
    if query.strip():
        rows = rows.filter(matching(query, column="search_text"))
    page = (
        rows.select_related("live_version")
        .only("id", "slug", "intake", "live_version__id", "live_version__card")
        .order_by("live_order", "id")[offset : offset + limit]
    )
    items = tuple(_card(row) for row in page)
    return ServiceList(items=items, total=rows.count(), limit=limit, offset=offset)


def cards_of_ids(ids: Sequence[UUID]) -> tuple[ServiceCard, ...]:
    """Live services in the order of ``ids``; those no longer live are left out. One query."""
    rows = (
        PublicService.objects.filter(id__in=ids, live_version__isnull=False)
        .select_related("live_version")
        .only("id", "slug", "intake", "live_version__id", "live_version__card")
    )
    found = {row.id: _card(row) for row in rows} if ids else {}
    return tuple(found[each] for each in ids if each in found)


def cards_of_slugs(slugs: Collection[str]) -> dict[str, ServiceCard]:
    """By address; those not live are left out. One query."""
    rows = (
        PublicService.objects.filter(slug__in=slugs, live_version__isnull=False)
        .select_related("live_version")
        .only("id", "slug", "intake", "live_version__id", "live_version__card")
    )
    return {row.slug: _card(row) for row in rows} if slugs else {}


def newest_services(limit: int) -> tuple[ServiceCard, ...]:
    """Those whose version went live last. One query."""
    rows = (
        PublicService.objects.filter(live_version__isnull=False)
        .select_related("live_version")
        .only("id", "slug", "intake", "live_version__id", "live_version__card")
        .order_by("-live_version__published_at", "id")[: max(1, min(limit, MAX_LIMIT))]
    )
    return tuple(_card(row) for row in rows)


def popular_services(limit: int) -> tuple[ServiceCard, ...]:
    """Those people filed most dossiers for lately. One query."""
    rows = (
        PublicService.objects.filter(live_version__isnull=False, popularity__gt=0)
        .select_related("live_version")
        .only("id", "slug", "intake", "live_version__id", "live_version__card")
        .order_by("-popularity", "live_order", "id")[: max(1, min(limit, MAX_LIMIT))]
    )
    return tuple(_card(row) for row in rows)


def live_addresses(*, limit: int) -> list[tuple[str, datetime]]:
    """Address of every live service, and when its version was published. One query."""
    rows = PublicService.objects.filter(live_version__isnull=False).order_by("live_order", "id")
    return list(rows.values_list("slug", "live_version__published_at")[:limit])


def list_sectors() -> list[str]:
    """Vietnamese names of the sectors that have a live service."""
    names = PublicService.objects.filter(live_version__isnull=False).values_list(
        "live_version__card__sector__vi", flat=True
    )
    return sorted({name for name in names if name})


@dataclass(frozen=True, slots=True)
class ServiceField:
    """What a service is called and to which field it belongs; empty once it is withdrawn."""

    slug: str
    name: I18nText
    sector: I18nText


def fields_of_services() -> dict[UUID, ServiceField]:
    """Of every service there is or was; one query."""
    rows = PublicService.objects.values_list(
        "id", "slug", "live_version__card__name", "live_version__card__sector"
    )
    return {
        service_id: ServiceField(slug, name or {}, sector or {})
        for service_id, slug, name, sector in rows
    }


def card_of(document: ServiceDocument) -> dict[str, object]:
    """The little of a document that lists show, stored with the version."""
    return {
        "code": document.procedure.code,
        "name": document.service.name,
        "summary": document.service.summary,
        "sector": document.procedure.sector,
        "level": document.service.level,
        "channels": list(document.service.channels),
        "assurance_level": document.service.assurance_level,
        "life_events": list(document.service.life_events),
        "audience": list(document.service.audience),
        "place_level": document.procedure.level,
        "is_free": not any(fee.unit_minor or fee.online_unit_minor for fee in document.fees),
    }


def _card(row: PublicService) -> ServiceCard:
    version = row.live_version
    assert version is not None
    card = version.card
    return ServiceCard(
        id=row.id,
        version_id=version.id,
        slug=row.slug,
        code=card["code"],
        name=card["name"],
        summary=card["summary"],
        sector=card["sector"],
        level=card["level"],
        channels=tuple(card["channels"]),
        assurance_level=card["assurance_level"],
        life_events=tuple(card["life_events"]),
        is_free=card["is_free"],
        intake=Intake(row.intake),
    )
