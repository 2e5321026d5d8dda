"""Lists of dossiers. Three queries whatever the number of rows; only what the actor may read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Q, QuerySet

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case
from motcua.casework.queries.access import readable_by
from motcua.casework.queries.rows import LIGHT, row_of
from motcua.casework.queries.views import CasePage
from motcua.kernel.actors import Actor
from motcua.kernel.text import fold
from motcua.workflow import api as workflow

MAX_PAGE: Final = 100
MAX_COUNT: Final = 10_000
"""Counting stops here: "more than 10,000" is all a pager needs."""

Sort = Literal["deadline", "newest", "oldest"]
_WORD: Final = re.compile(r"[a-z0-9]+")
# A digit, or the hyphen of a temporary number, which may have been drawn without any digit.
_NUMBER: Final = re.compile(r"(?=.*[0-9-])[A-Z0-9][A-Z0-9./_-]{2,59}")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Every condition given must hold. ``text``: the beginning of a code, or words of names."""

    states: tuple[NationalState, ...] = ()
    text: str = ""
    service_id: UUID | None = None
    holder_role: str = ""
    holder_agency_id: UUID | None = None
    assignee_id: UUID | None = None
    agency_id: UUID | None = None
    applicant_id: UUID | None = None
    channel: str = ""
    due_from: datetime | None = None
    due_until: datetime | None = None
    submitted_from: datetime | None = None
    submitted_until: datetime | None = None
    late_only: bool = False
    open_only: bool = False


def list_cases(
    *,
    by: Actor,
    now: datetime,
    wanted: CaseFilter | None = None,
    sort: Sort = "deadline",
    limit: int = 25,
    offset: int = 0,
) -> CasePage:
    """Most urgent first unless told otherwise; dossiers without a running clock come last."""
    rows = select(wanted or CaseFilter(), by=by, now=now)
    limit = max(1, min(limit, MAX_PAGE))
    offset = max(0, min(offset, MAX_COUNT))
    calendar = workflow.tenant_calendar()
    shown = _sorted(rows, sort).only(*LIGHT)[offset : offset + limit]
    items = tuple(row_of(row, calendar=calendar, now=now) for row in shown)
    return CasePage(items, rows.order_by()[:MAX_COUNT].count(), limit, offset)


def list_for_applicant(
    *, by: Actor, now: datetime, limit: int = 25, offset: int = 0, open_only: bool = False
) -> CasePage:
    """The citizen's own dossiers, newest first."""
    wanted = CaseFilter(applicant_id=by.id, open_only=open_only)
    return list_cases(by=by, now=now, wanted=wanted, sort="newest", limit=limit, offset=offset)


def select(wanted: CaseFilter, *, by: Actor, now: datetime) -> QuerySet[Case]:
    return narrow(Case.objects.filter(readable_by(by)), wanted, now=now)


def narrow(rows: QuerySet[Case], wanted: CaseFilter, *, now: datetime) -> QuerySet[Case]:
    """``rows`` that also fit ``wanted``. Who may see them is the caller's question."""
    if wanted.states:
        rows = rows.filter(national_state__in=wanted.states)
    if wanted.open_only:
        rows = rows.filter(finished_at=None)
    if wanted.late_only:
        rows = rows.filter(finished_at=None, deadline_at__lt=now)
    rows = _by_holder(rows, wanted)
    rows = _by_time(rows, wanted)
    return _by_text(rows, wanted.text)


def _by_holder(rows: QuerySet[Case], wanted: CaseFilter) -> QuerySet[Case]:
    equal = {
        "service_id": wanted.service_id,
        "applicant_id": wanted.applicant_id,
        "holder_role": wanted.holder_role,
        "holder_agency_id": wanted.holder_agency_id,
        "holder_assignee_id": wanted.assignee_id,
        "channel": wanted.channel,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if wanted.agency_id is not None:
        rows = rows.filter(agency_ids__contains=[wanted.agency_id])
    return rows


def _by_time(rows: QuerySet[Case], wanted: CaseFilter) -> QuerySet[Case]:
    bounds = {
        "deadline_at__gte": wanted.due_from,
        "deadline_at__lt": wanted.due_until,
        "submitted_at__gte": wanted.submitted_from,
        "submitted_at__lt": wanted.submitted_until,
    }
    return rows.filter(**{name: value for name, value in bounds.items() if value is not None})


def _by_text(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """A code by its beginning; names by the beginnings of their words, tone marks ignored."""
    typed = text.strip()[:200]
    if not typed:
        return rows
    words = _WORD.findall(fold(typed))[:8]
    found = Q(pk__in=[])
    if words:
        query = SearchQuery(
            " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
        )
        rows = rows.annotate(words=SearchVector("search_text", config="simple"))
        found |= Q(words=query)
    if _NUMBER.fullmatch(typed.upper()):
        found |= Q(code__startswith=typed.upper()) | Q(reference__startswith=typed.upper())
    return rows.filter(found)


def _sorted(rows: QuerySet[Case], sort: Sort) -> QuerySet[Case]:
    match sort:
        case "newest":
            return rows.order_by("-submitted_at", "-id")
        case "oldest":
            return rows.order_by("submitted_at", "id")
        case _:
            return rows.order_by(F("deadline_at").asc(nulls_last=True), "id")
