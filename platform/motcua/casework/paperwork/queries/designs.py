"""How papers look now, for whoever draws one, and for whoever draws up the next looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.casework.papers.design import NO_EMBLEM, SIGNED_AS_SHIPPED, Design
from motcua.casework.paperwork.models import PaperDesign, PaperEmblem
from motcua.casework.paperwork.permissions import require_edit
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: int
    published_at: datetime
    published_by: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class DesignView:
    """``draft``: what is being worked on; ``inherited``: what holds where it says nothing."""

    agency_id: UUID | None
    draft: Mapping[str, Any]
    revision: int
    changed_at: datetime | None
    changed_by: str
    is_published: bool
    inherited: Design
    versions: tuple[VersionRow, ...]


def design_of(agency_id: UUID | None) -> Design:
    """What holds for a unit: its own words over the tenant's over the law's. One query."""
    rows = PaperDesign.objects.filter(
        Q(agency_id=None) | Q(agency_id=agency_id), in_force__isnull=False
    ).select_related("in_force")
    found = {row.agency_id: row for row in rows}
    layers = [found[each] for each in dict.fromkeys((None, agency_id)) if each in found]
    contents = [row.in_force.content for row in layers if row.in_force]
    version = ".".join(f"{row.in_force.number}" for row in layers if row.in_force)
    return combine(*contents, version=version)


def combine(*contents: Mapping[str, Any], version: str = "") -> Design:
    """Later ones over earlier ones, part by part."""
    merged: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for content in contents:
        texts |= content.get("texts", {})
        merged |= {name: value for name, value in content.items() if name != "texts"}
    emblem = merged.get("emblem", "")
    return Design(
        texts=texts,
        emblem="" if emblem == NO_EMBLEM else emblem,
        signature_place=merged.get("signature_place", "right"),
        signed_by=merged.get("signed_by", "both"),
        signed_kinds=frozenset(merged.get("signed_kinds", SIGNED_AS_SHIPPED)),
        version=version,
    )


def get_design(agency_id: UUID | None, *, by: Actor) -> DesignView:
    """For the screen. Nothing saved yet: an empty draft."""
    require_edit(by)
    inherited = design_of(None) if agency_id else Design()
    row = PaperDesign.objects.filter(agency_id=agency_id).select_related("in_force").first()
    if row is None:
        return DesignView(agency_id, {}, 0, None, "", True, inherited, ())
    current = row.in_force
    versions = tuple(
        VersionRow(each.number, each.published_at, each.published_by, each.pk == row.in_force_id)
        for each in row.versions.order_by("-number")[:20]
    )
    return DesignView(
        agency_id=agency_id,
        draft=row.draft,
        revision=row.draft_revision,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        is_published=row.draft == (current.content if current else {}),
        inherited=inherited,
        versions=versions,
    )


def units_with_design() -> frozenset[UUID]:
    rows = PaperDesign.objects.exclude(agency_id=None).exclude(draft={}, in_force=None)
    return frozenset(each for each in rows.values_list("agency_id", flat=True) if each)


def emblem_of(digest: str) -> bytes:
    """Empty when there is none."""
    found = PaperEmblem.objects.filter(pk=digest).first() if digest else None
    return bytes(found.content) if found else b""


def printable(data: Mapping[str, Any]) -> dict[str, Any]:
    """A paper's snapshot as the layout wants it: with the picture its digest stands for."""
    return {**data, "emblem_bytes": list(emblem_of(str(data.get("emblem", ""))))}
