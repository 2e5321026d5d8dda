"""What this app hands out: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from formbuilder.api import CompiledForm
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.fees import CompiledFees
from motcua.catalogue.domain.intake import Intake
from motcua.kernel.i18n import I18nText


@dataclass(frozen=True, slots=True)
class FrozenService:
    """What a version is made of; never changes, shared between requests."""

    id: UUID
    service_id: UUID
    number: int
    slug: str
    sha256: str
    published_at: datetime
    document: ServiceDocument
    compiled_form: CompiledForm
    compiled_fees: CompiledFees


@dataclass(frozen=True, slots=True)
class VersionView:
    """A frozen version and whether it still takes dossiers."""

    id: UUID
    service_id: UUID
    number: int
    slug: str
    sha256: str
    published_at: datetime
    document: ServiceDocument
    compiled_form: CompiledForm
    compiled_fees: CompiledFees
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class PublishedService:
    """A live service as citizens meet it."""

    id: UUID
    slug: str
    name: str
    version: VersionView
    intake: Intake


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One line of the public list."""

    id: UUID
    version_id: UUID
    slug: str
    code: str
    name: I18nText
    summary: I18nText
    sector: I18nText
    level: str
    channels: tuple[str, ...]
    assurance_level: int
    life_events: tuple[str, ...]
    is_free: bool
    intake: Intake


@dataclass(frozen=True, slots=True)
class ServiceList:
    """A slice of a longer list."""

    items: tuple[ServiceCard, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class RequestView:
    """A wish to publish and what became of it.

    ``checks`` are the warnings that stood, each with the ``reason`` its author gave.
    """

    id: UUID
    service_id: UUID
    draft_revision: int
    state: str
    note: str
    requested_by: UUID
    requested_by_name: str
    requested_at: datetime
    decided_by_name: str
    decided_at: datetime | None
    decision_note: str
    checks: tuple[dict[str, Any], ...]
    publish_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A service as its authors see it."""

    id: UUID
    slug: str
    name: str
    status: str
    revision: int
    document: ServiceDocument
    can_undo: bool
    can_redo: bool
    live_version_id: UUID | None
    live_number: int | None
    has_unpublished_changes: bool
    waiting: RequestView | None
    scheduled: RequestView | None
    """Approved, to be published at its ``publish_at``."""
    updated_at: datetime
    updated_by_name: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One line of the authors' list."""

    id: UUID
    slug: str
    code: str
    name: str
    sector: str
    status: str
    revision: int
    live_number: int | None
    has_unpublished_changes: bool
    updated_at: datetime
    updated_by_name: str


@dataclass(frozen=True, slots=True)
class DraftList:
    items: tuple[DraftRow, ...]
    total: int
    limit: int
    offset: int
