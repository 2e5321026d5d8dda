"""Finding a service of all agencies: first what, then where; or the other way round."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Max

from motcua.catalogue.domain.finder import Findable, Finder
from motcua.catalogue.domain.intake import Intake
from motcua.catalogue.national.models import NationalEntry
from motcua.catalogue.queries.find_services import shortened
from motcua.catalogue.queries.search import searchable
from motcua.kernel.i18n import I18nText
from motcua.kernel.recent import Recent
from tenants.api import in_public

MAX_LIMIT: Final = 50
_finders: Recent[Finder] = Recent(1)


@dataclass(frozen=True, slots=True)
class NationalService:
    """One procedure. ``places``: tenant's id to the address of its service there; those in
    ``elsewhere`` leave filing to the national portal."""

    code: str
    name: I18nText
    sector: I18nText
    level: str
    places: Mapping[UUID, str]
    elsewhere: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class NationalHits:
    items: tuple[NationalService, ...]
    total: int
    loose: bool
    used: str
    was_cut: bool
    per_tenant: Mapping[str, int]


def find_nationally(
    query: str, *, shown: Mapping[str, UUID], place: str = "", limit: int = 20, offset: int = 0
) -> NationalHits:
    """Procedures that some tenant of ``shown`` (slug to id) offers; ``place``: that tenant only.

    Three small queries once the process knows the index.
    """
    used, was_cut = shortened(query)
    limit, offset = max(1, min(limit, MAX_LIMIT)), max(0, offset)
    wanted = {"tenant": str(shown[place])} if place in shown else {"any": "yes"}
    with in_public():
        hits = _finder(tuple(sorted(shown.values()))).find(
            searchable(used), chosen=wanted, limit=limit, offset=offset
        )
        items = _items(hits.ids, shown)
    return NationalHits(
        items=items,
        total=hits.total,
        loose=hits.loose,
        used=used,
        was_cut=was_cut,
        per_tenant=hits.counts.get("tenant", {}),
    )


def _finder(shown: tuple[UUID, ...]) -> Finder:
    stamp = NationalEntry.objects.aggregate(last=Max("updated_at"), n=Count("id"))
    key = (stamp["last"], stamp["n"], shown)
    return _finders.get(key, lambda: _build(shown))


def _build(shown: tuple[UUID, ...]) -> Finder:
    """One entry a procedure: those with the same code, or without one the same name, are one."""
    rows = NationalEntry.objects.filter(tenant_id__in=shown).order_by("name_folded", "id")
    columns = rows.values_list("id", "code", "name_folded", "search_text", "tenant_id")
    first: dict[str, tuple[UUID, str]] = {}
    words: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for entry_id, code, name, text, tenant_id in columns.iterator(chunk_size=2_000):
        key = code or name
        first.setdefault(key, (entry_id, name))
        words[key].update(text.split())
        places[key].add(str(tenant_id))
    keys = sorted(first, key=lambda key: (-len(places[key]), first[key][1]))
    return Finder(
        [
            Findable(
                id=first[key][0],
                name=first[key][1],
                words=" ".join(words[key]),
                facets={"tenant": tuple(places[key]), "any": ("yes",)},
            )
            for key in keys
        ]
    )


def _items(ids: tuple[UUID, ...], shown: Mapping[str, UUID]) -> tuple[NationalService, ...]:
    heads = NationalEntry.objects.in_bulk(ids)
    known = set(shown.values())
    same: dict[str, dict[UUID, str]] = defaultdict(dict)
    codes = [each.code for each in heads.values() if each.code]
    rows = NationalEntry.objects.filter(code__in=codes, tenant_id__in=known)
    elsewhere: dict[str, set[UUID]] = defaultdict(set)
    for code, tenant_id, slug, intake in rows.values_list("code", "tenant_id", "slug", "intake"):
        same[code][tenant_id] = slug
        if intake == Intake.BACK_OFFICE:
            elsewhere[code].add(tenant_id)
    found = []
    for entry_id in ids:
        head = heads.get(entry_id)
        if head is None:
            continue
        places = same[head.code] if head.code else {head.tenant_id: head.slug}
        found.append(
            NationalService(
                code=head.code,
                name=head.name,
                sector=head.sector,
                level=head.level,
                places=places,
                elsewhere=frozenset(elsewhere[head.code]),
            )
        )
    return tuple(found)
