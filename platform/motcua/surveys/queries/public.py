"""Surveys as everybody sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm
from motcua.kernel.i18n import I18nText
from motcua.surveys.domain.states import LIVE, Audience, Status
from motcua.surveys.errors import SurveyMissing
from motcua.surveys.models import Survey
from motcua.surveys.queries.compiled import compiled_form
from motcua.surveys.queries.views import is_open

MOST_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class PublicSurvey:
    """``key`` names this form for ever. ``is_once``: one answer a person."""

    id: UUID
    slug: str
    key: str
    title: I18nText
    intro: I18nText
    audience: str
    is_anonymous: bool
    is_once: bool
    needs_account: bool
    needs_invitation: bool
    languages: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    keep_days: int
    is_open: bool
    has_results: bool


@dataclass(frozen=True, slots=True)
class OpenSurveys:
    """What can be answered now, and what came of others."""

    open: tuple[PublicSurvey, ...]
    with_results: tuple[PublicSurvey, ...]


def list_open(*, now: datetime) -> OpenSurveys:
    """Surveys by invitation are found by their invitation only."""
    live = Survey.objects.filter(status=Status.PUBLISHED).exclude(audience=Audience.FINISHED)
    begun = live.filter(Q(opens_at=None) | Q(opens_at__lte=now))
    current = begun.filter(Q(closes_at=None) | Q(closes_at__gt=now)).defer("tally", "results")
    told = Survey.objects.filter(results_at__isnull=False, status=Status.CLOSED)
    told = told.defer("tally", "results")
    return OpenSurveys(
        tuple(_public(each, now) for each in current.order_by("-published_at")[:MOST_SHOWN]),
        tuple(_public(each, now) for each in told.order_by("-results_at")[:MOST_SHOWN]),
    )


def find_public(slug: str, *, now: datetime) -> PublicSurvey:
    """One that was published, open or not. Raises ``SurveyMissing``."""
    return _public(_row(slug), now)


def form_of(slug: str) -> CompiledForm:
    return compiled_form(_row(slug))


def public_results(slug: str) -> Mapping[str, Any]:
    """As they were published. Raises ``SurveyMissing`` while they are not."""
    found: Mapping[str, Any] | None = _row(slug).results
    if found is None:
        raise SurveyMissing(_("Kết quả khảo sát này chưa được công bố."))
    return found


def _row(slug: str) -> Survey:
    row = Survey.objects.filter(slug=slug, status__in=LIVE).first()
    if row is None:
        raise SurveyMissing(_("Không tìm thấy khảo sát này."))
    return row


def _public(row: Survey, now: datetime) -> PublicSurvey:
    words = row.draft["service"]
    return PublicSurvey(
        id=row.pk,
        slug=row.slug,
        key=f"survey-{row.pk}-{row.draft_revision}-{int(row.is_one_page)}",
        title=words["name"],
        intro=words["description"],
        audience=row.audience,
        is_anonymous=row.is_anonymous,
        is_once=row.audience != Audience.EVERYONE,
        needs_account=row.audience == Audience.ACCOUNT or not row.is_anonymous,
        needs_invitation=row.audience == Audience.FINISHED,
        languages=tuple(row.languages),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        keep_days=row.keep_days,
        is_open=is_open(row, now),
        has_results=row.results_at is not None,
    )
