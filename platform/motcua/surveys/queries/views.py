"""What callers get: frozen views, never rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.catalogue.api import Problem, ServiceDocument
from motcua.kernel.i18n import I18nText
from motcua.surveys.domain.checks import Settings, check_survey
from motcua.surveys.domain.document import wrap
from motcua.surveys.domain.states import Audience, Status
from motcua.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class SurveyView:
    """``is_open``: somebody may answer it now. ``responses``: how many have."""

    id: UUID
    slug: str
    title: I18nText
    intro: I18nText
    status: str
    status_name: str
    audience: str
    audience_name: str
    settings: Settings
    document: ServiceDocument
    revision: int
    is_open: bool
    responses: int
    request_note: str
    requested_by: UUID | None
    requested_by_name: str
    requested_at: datetime | None
    sent_back_reason: str
    published_by_name: str
    published_at: datetime | None
    closed_at: datetime | None
    has_results: bool
    results_at: datetime | None
    forgotten_at: datetime | None
    updated_at: datetime
    updated_by_name: str

    @property
    def may_change(self) -> bool:
        return self.status == Status.DRAFT


@dataclass(frozen=True, slots=True)
class DraftView:
    """A survey as the designer works on it."""

    id: UUID
    revision: int
    document: ServiceDocument
    status: str
    problems: tuple[Problem, ...]
    can_undo: bool
    can_redo: bool
    requested_by: UUID | None
    requested_by_name: str
    requested_at: datetime | None
    request_note: str
    updated_at: datetime
    updated_by_name: str
    is_published: bool


def settings_of(row: Survey) -> Settings:
    return Settings(
        audience=row.audience,
        is_anonymous=row.is_anonymous,
        is_one_page=row.is_one_page,
        languages=tuple(row.languages) or ("vi",),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        keep_days=row.keep_days,
        service_id=row.service_id,
    )


def is_open(row: Survey, now: datetime) -> bool:
    if row.status != Status.PUBLISHED:
        return False
    begun = row.opens_at is None or row.opens_at <= now
    return begun and (row.closes_at is None or now < row.closes_at)


def view_of(row: Survey, *, now: datetime, responses: int = 0) -> SurveyView:
    document = wrap(row.draft)
    return SurveyView(
        id=row.pk,
        slug=row.slug,
        title=document.service.name,
        intro=document.service.description,
        status=row.status,
        status_name=str(Status(row.status).label),
        audience=row.audience,
        audience_name=str(Audience(row.audience).label),
        settings=settings_of(row),
        document=document,
        revision=row.draft_revision,
        is_open=is_open(row, now),
        responses=responses,
        request_note=row.request_note,
        requested_by=row.requested_by,
        requested_by_name=row.requested_by_name,
        requested_at=row.requested_at,
        sent_back_reason=row.sent_back_reason,
        published_by_name=row.published_by_name,
        published_at=row.published_at,
        closed_at=row.closed_at,
        has_results=row.results is not None,
        results_at=row.results_at,
        forgotten_at=row.forgotten_at,
        updated_at=row.updated_at,
        updated_by_name=row.updated_by_name,
    )


def draft_view(row: Survey, *, with_problems: bool = True) -> DraftView:
    document = wrap(row.draft)
    states = set(row.operations.values_list("state", flat=True))
    problems: Any = check_survey(document, settings_of(row)) if with_problems else ()
    return DraftView(
        id=row.pk,
        revision=row.draft_revision,
        document=document,
        status=row.status,
        problems=tuple(problems),
        can_undo="applied" in states,
        can_redo="undone" in states,
        requested_by=row.requested_by,
        requested_by_name=row.requested_by_name,
        requested_at=row.requested_at,
        request_note=row.request_note,
        updated_at=row.updated_at,
        updated_by_name=row.updated_by_name,
        is_published=row.published_at is not None,
    )
