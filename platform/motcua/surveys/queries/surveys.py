"""Surveys as staff and as everybody see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from motcua.kernel.actors import Actor
from motcua.surveys.domain.states import Audience, Status
from motcua.surveys.models import Survey, SurveyResponse
from motcua.surveys.operations.drafting import find_survey
from motcua.surveys.permissions import Permission
from motcua.surveys.queries.views import DraftView, SurveyView, draft_view, view_of

PAGE_SIZE: Final = 25


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One line of the office's list."""

    id: UUID
    slug: str
    title: str
    status: str
    status_name: str
    audience_name: str
    opens_at: datetime | None
    closes_at: datetime | None
    responses: int
    has_results: bool
    updated_at: datetime
    updated_by_name: str


@dataclass(frozen=True, slots=True)
class SurveyPage:
    items: tuple[SurveyRow, ...]
    total: int
    waiting: int


def list_surveys(*, status: str, by: Actor, offset: int = 0) -> SurveyPage:
    """``status``: one of ``Status``, else all but the archived."""
    by.require(Permission.READ)
    rows = Survey.objects.all()
    known = status in Status.values
    rows = rows.filter(status=status) if known else rows.exclude(status=Status.ARCHIVED)
    found = rows.annotate(answered=Count("responses")).order_by("-updated_at", "-pk")
    return SurveyPage(
        tuple(_row(each) for each in found.defer("draft")[offset : offset + PAGE_SIZE]),
        rows.count(),
        Survey.objects.filter(status=Status.IN_REVIEW).count(),
    )


def get_survey(survey_id: UUID, *, by: Actor, now: datetime) -> SurveyView:
    """Raises ``SurveyMissing``."""
    by.require(Permission.READ)
    row = find_survey(survey_id)
    count = SurveyResponse.objects.filter(survey=row).count()
    return view_of(row, now=now, responses=max(count, row.tallied if row.forgotten_at else 0))


def get_draft(survey_id: UUID, *, by: Actor, with_problems: bool = True) -> DraftView:
    by.require(Permission.READ)
    return draft_view(find_survey(survey_id), with_problems=with_problems)


def _row(each: Survey) -> SurveyRow:
    return SurveyRow(
        id=each.pk,
        slug=each.slug,
        title=each.title,
        status=each.status,
        status_name=str(Status(each.status).label),
        audience_name=str(Audience(each.audience).label),
        opens_at=each.opens_at,
        closes_at=each.closes_at,
        responses=each.tallied if each.forgotten_at else getattr(each, "answered", 0),
        has_results=each.results_at is not None,
        updated_at=each.updated_at,
        updated_by_name=each.updated_by_name,
    )
