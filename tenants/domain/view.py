from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TenantView:
    """A tenant as other apps see it."""

    id: UUID
    schema_name: str
    slug: str
    name: str
    short_name: str
    kind: str
    status: str
    agency_code: str
    dossier_pattern: str
    language: str
    timezone: str
    theme: dict[str, Any]
    primary_host: str
    live_at: datetime | None = None
    delete_on: date | None = None
    practice_of: UUID | None = None
    is_training: bool = False
    parent_id: UUID | None = None
