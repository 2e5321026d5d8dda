"""Services that ever took dossiers, for those who read dossiers rather than drafts."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.errors import ServiceMissing
from motcua.catalogue.models import PublicService
from motcua.catalogue.queries.search import matching

MAX_LISTED: Final = 500


@dataclass(frozen=True, slots=True)
class AnsweredService:
    id: UUID
    name: str
    code: str
    sector: str
    is_live: bool


def list_answered(query: str = "") -> list[AnsweredService]:
    """Ever published, by name; the newest 500 names at most. One query."""
    rows = PublicService.objects.filter(versions__isnull=False).distinct()
    if query.strip():
        rows = rows.filter(matching(query, column="draft_search_text"))
    found = rows.only("id", "name", "code", "sector", "live_version_id").order_by("name", "id")
    return [
        AnsweredService(row.id, row.name, row.code, row.sector, row.live_version_id is not None)
        for row in found[:MAX_LISTED]
    ]


def name_of_service(service_id: UUID) -> str:
    """Of one that was ever published. Raises ``ServiceMissing``."""
    rows = PublicService.objects.filter(id=service_id, versions__isnull=False)
    name = rows.values_list("name", flat=True).first()
    if name is None:
        raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
    return name
