"""Searching the services that are live, in memory; see ``domain/finder``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from motcua.catalogue.domain.finder import MAX_QUERY, Findable, Finder
from motcua.catalogue.models import FinderStamp, PublicService, Synonym
from motcua.catalogue.queries.list_published import MAX_LIMIT, cards_of_ids
from motcua.catalogue.queries.search import searchable
from motcua.catalogue.queries.views import ServiceCard
from motcua.kernel.recent import Recent
from motcua.kernel.schemas import current_schema

MAX_TENANTS: Final = 24
"""Finders a process keeps; one of 10,000 services takes about 10 MB."""
_LEVEL_WORDS: Final = {
    "central": "bo trung uong",
    "province": "tinh so nganh cap tinh",
    "commune": "xa phuong cap xa uy ban nhan dan xa phuong",
}
_LAST_WORD: Final = re.compile(r"\s*\S*$")

_finders: Recent[Finder] = Recent(MAX_TENANTS)


@dataclass(frozen=True, slots=True)
class FoundServices:
    """``used``: what was searched for, the typed words or their beginning where they were many."""

    items: tuple[ServiceCard, ...]
    total: int
    loose: bool
    used: str
    was_cut: bool
    counts: Mapping[str, Mapping[str, int]]


def find_services(
    query: str = "",
    *,
    chosen: Mapping[str, str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> FoundServices:
    """Live services, best first; two small queries once the process knows the tenant's services.

    Tone marks do not matter, nor one slip a word. ``chosen``: facet (``audience``, ``sector``,
    ``level``, ``online``, ``event``) to the value wanted; empty values choose nothing.
    """
    limit, offset = max(1, min(limit, MAX_LIMIT)), max(0, offset)
    used, was_cut = shortened(query)
    wanted = {facet: value for facet, value in (chosen or {}).items() if value}
    hits = finder().find(searchable(used), chosen=wanted, limit=limit, offset=offset)
    return FoundServices(
        items=cards_of_ids(hits.ids),
        total=hits.total,
        loose=hits.loose,
        used=used,
        was_cut=was_cut,
        counts=hits.counts,
    )


def shortened(query: str) -> tuple[str, bool]:
    """The first ``MAX_QUERY`` letters up to a whole word, and whether there was more."""
    text = " ".join(query[: MAX_QUERY * 4].replace("\x00", " ").split())
    if len(query) <= MAX_QUERY * 4 and len(text) <= MAX_QUERY:
        return text, False
    cut = text[:MAX_QUERY]
    return (_LAST_WORD.sub("", cut) if " " in cut else cut), True


def finder() -> Finder:
    """Of the current tenant. One query asks whether it is still right."""
    return _finders.get((current_schema(), finder_stamp()), _build)


def finder_stamp() -> int:
    """Another one whenever a service goes live, changes or is withdrawn. One query."""
    return FinderStamp.objects.values_list("number", flat=True).first() or 0


def _build() -> Finder:
    rows = PublicService.objects.filter(live_version__isnull=False).order_by(
        "-popularity", "live_order", "id"
    )
    columns = rows.values_list("id", "live_order", "search_text", "live_version__card")
    synonyms = {
        said: searchable(meant)
        for said, meant in Synonym.objects.values_list("said_folded", "meant")
    }
    services = [_findable(*row) for row in columns.iterator(chunk_size=2_000)]
    return Finder(services, synonyms)


def _findable(service_id: UUID, name: str, words: str, card: dict[str, object]) -> Findable:
    place = str(card.get("place_level", ""))
    sector = card.get("sector")
    facets = {
        "audience": _texts(card.get("audience")),
        "sector": (str(sector["vi"]),) if isinstance(sector, dict) and sector.get("vi") else (),
        "level": (place,) if place else (),
        "online": (str(card.get("level", "")),),
        "event": _texts(card.get("life_events")),
    }
    text = f"{words} {_LEVEL_WORDS.get(place, '')}"
    return Findable(id=service_id, name=name, words=text, facets=facets)


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(each) for each in values) if isinstance(values, list) else ()
