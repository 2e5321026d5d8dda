"""The authors' side: drafts, their history, requests and versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.domain.document import ServiceDocument, parse_document
from motcua.catalogue.errors import ServiceMissing
from motcua.catalogue.models import (
    OperationLog,
    OperationState,
    PublicationRequest,
    PublicService,
    RequestState,
    ServiceVersion,
)
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.search import matching
from motcua.catalogue.queries.views import DraftList, DraftRow, DraftView, RequestView
from motcua.kernel.actors import Actor

MAX_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of a service's history."""

    id: UUID
    number: int
    sha256: str
    published_at: datetime
    published_by_name: str
    requested_by_name: str
    is_live: bool
    withdrawn_at: datetime | None


def require_reader(by: Actor) -> None:
    """Whoever edits or publishes may read; so may those who only look."""
    if not (by.may(CataloguePermission.EDIT) or by.may(CataloguePermission.PUBLISH)):
        by.require(CataloguePermission.READ)


def get_draft(service_id: UUID, *, by: Actor) -> DraftView:
    """Raises ``ServiceMissing``."""
    require_reader(by)
    row = PublicService.objects.filter(id=service_id).first()
    if row is None:
        raise ServiceMissing(_("Không tìm thấy dịch vụ công này."))
    return draft_view(row)


def draft_view(row: PublicService, document: ServiceDocument | None = None) -> DraftView:
    """``document`` saves reading the draft again for those who have just written it."""
    states = set(
        OperationLog.objects.filter(service_id=row.id).values_list("state", flat=True).distinct()
    )
    open_states = (RequestState.WAITING, RequestState.SCHEDULED)
    asked = PublicationRequest.objects.filter(service_id=row.id, state__in=open_states).first()
    is_scheduled = asked is not None and asked.state == RequestState.SCHEDULED
    live_number = _number_of(row.live_version_id) if row.live_version_id else None
    return DraftView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        status=row.status,
        revision=row.draft_revision,
        document=document or parse_document(row.draft),
        can_undo=OperationState.APPLIED in states,
        can_redo=OperationState.UNDONE in states,
        live_version_id=row.live_version_id,
        live_number=live_number,
        has_unpublished_changes=row.live_revision != row.draft_revision,
        waiting=request_view(asked) if asked and not is_scheduled else None,
        scheduled=request_view(asked) if asked and is_scheduled else None,
        updated_at=row.updated_at,
        updated_by_name=row.updated_by_name,
    )


def _number_of(version_id: UUID) -> int | None:
    """Without loading the document."""
    return ServiceVersion.objects.filter(id=version_id).values_list("number", flat=True).first()


def request_view(row: PublicationRequest) -> RequestView:
    return RequestView(
        id=row.id,
        service_id=row.service_id,
        draft_revision=row.draft_revision,
        state=row.state,
        note=row.note,
        requested_by=row.requested_by,
        requested_by_name=row.requested_by_name,
        requested_at=row.requested_at,
        decided_by_name=row.decided_by_name,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
        checks=tuple(row.checks),
        publish_at=row.publish_at,
    )


def find_draft(slug: str, *, by: Actor) -> UUID | None:
    """The service at that address, if there is one."""
    require_reader(by)
    return PublicService.objects.filter(slug=slug).values_list("id", flat=True).first()


def list_drafts(
    query: str = "", limit: int = 50, offset: int = 0, *, status: str = "", by: Actor
) -> DraftList:
    """All services for their authors, last changed first: two queries."""
    require_reader(by)
    limit, offset = max(1, min(limit, MAX_LIMIT)), max(0, offset)
    rows = PublicService.objects.all()
    if status:
        rows = rows.filter(status=status)
    if query.strip():
        rows = rows.filter(matching(query, column="draft_search_text"))
    return DraftList(
        items=tuple(_row(row) for row in _light(rows)[offset : offset + limit]),
        total=rows.count(),
        limit=limit,
        offset=offset,
    )


def list_requests(service_id: UUID, *, limit: int = 20, by: Actor) -> list[RequestView]:
    """Who asked, who decided and why; newest first."""
    require_reader(by)
    rows = PublicationRequest.objects.filter(service_id=service_id)[: min(limit, MAX_LIMIT)]
    return [request_view(row) for row in rows]


def list_versions(service_id: UUID, *, limit: int = 50, by: Actor) -> list[VersionRow]:
    """Frozen versions of a service, newest first: one query."""
    require_reader(by)
    rows = (
        ServiceVersion.objects.filter(service_id=service_id)
        .select_related("withdrawal", "service")
        .defer("document", "service__draft")
        .order_by("-number")[: min(limit, MAX_LIMIT)]
    )
    return [_version_row(row) for row in rows]


def _version_row(row: ServiceVersion) -> VersionRow:
    withdrawal = getattr(row, "withdrawal", None)
    return VersionRow(
        id=row.id,
        number=row.number,
        sha256=row.sha256,
        published_at=row.published_at,
        published_by_name=row.published_by_name,
        requested_by_name=row.requested_by_name,
        is_live=row.service.live_version_id == row.id,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
    )


def _light(rows: QuerySet[PublicService]) -> QuerySet[PublicService]:
    heavy = ("draft", "search_text", "draft_search_text", "live_version__document")
    return rows.select_related("live_version").defer(*heavy).order_by("-updated_at", "id")


def _row(row: PublicService) -> DraftRow:
    return DraftRow(
        id=row.id,
        slug=row.slug,
        code=row.code,
        name=row.name,
        sector=row.sector,
        status=row.status,
        revision=row.draft_revision,
        live_number=row.live_version.number if row.live_version else None,
        has_unpublished_changes=row.live_revision != row.draft_revision,
        updated_at=row.updated_at,
        updated_by_name=row.updated_by_name,
    )
