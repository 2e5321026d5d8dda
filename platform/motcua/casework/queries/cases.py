"""Lists of dossiers. Three queries whatever the number of rows; only what the actor may read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
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
    """The dossiers a citizen filed or owns, newest first."""
    # What an applicant may read is exactly that; for anybody else it would be more.
    own = None if by.kind == "applicant" else by.id
    wanted = CaseFilter(applicant_id=own, open_only=open_only)
    return list_cases(by=by, now=now, wanted=wanted, sort="newest", limit=limit, offset=offset)


def select(wanted: CaseFilter, *, by: Actor, now: datetime) -> QuerySet[Case]:
    return narrow(Case.objects.filter(readable_by(by)), wanted, now=now)


def narrow(rows: QuerySet[Case], wanted: CaseFilter, *, now: datetime) -> QuerySet[Case]:
    """``rows`` that also fit ``wanted``. Who may see them is the caller's question."""
    return rows.filter(*narrowing(wanted, now=now))


def narrowing(
    wanted: CaseFilter, *, now: datetime, case: str = "", held: str = "holder_"
) -> list[Q]:
    """``wanted`` as conditions. ``case`` leads from the rows to the dossier, ``held`` is what
    precedes the names of the holder's columns."""
    found = []
    if wanted.states:
        found.append(Q(**{f"{case}national_state__in": wanted.states}))
    if wanted.open_only:
        found.append(Q(**{f"{case}finished_at": None}))
    if wanted.late_only:
        found.append(Q(**{f"{case}finished_at": None, f"{case}deadline_at__lt": now}))
    found += _by_holder(wanted, case, held)
    found += _by_time(wanted, case)
    return [*found, *_by_text(wanted.text, case)]


def _by_holder(wanted: CaseFilter, case: str, held: str) -> list[Q]:
    equal = {
        f"{case}service_id": wanted.service_id,
        f"{case}applicant_id": wanted.applicant_id,
        f"{held}role": wanted.holder_role,
        f"{held}agency_id": wanted.holder_agency_id,
        f"{held}assignee_id": wanted.assignee_id,
        f"{case}channel": wanted.channel,
    }
    found = [Q(**{name: value}) for name, value in equal.items() if value]
    if wanted.agency_id is not None:
        found.append(Q(**{f"{case}agency_ids__contains": [wanted.agency_id]}))
    return found


def _by_time(wanted: CaseFilter, case: str) -> list[Q]:
    bounds = {
        f"{case}deadline_at__gte": wanted.due_from,
        f"{case}deadline_at__lt": wanted.due_until,
        f"{case}submitted_at__gte": wanted.submitted_from,
        f"{case}submitted_at__lt": wanted.submitted_until,
    }
    return [Q(**{name: value}) for name, value in bounds.items() if value is not None]


def _by_text(text: str, case: str) -> list[Q]:
    """A code by its beginning; names by the beginnings of their words, tone marks ignored."""
    typed = text.strip()[:200]
    if not typed:
        return []
    words = _WORD.findall(fold(typed))[:8]
    found = Q(pk__in=[])
    if words:
        query = SearchQuery(
            " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
        )
        where = SearchVector(f"{case}search_text", config="simple")
        found |= Q(SearchVectorExact(where, query))
    if _NUMBER.fullmatch(typed.upper()):
        number = typed.upper()
        found |= Q(**{f"{case}code__startswith": number})
        found |= Q(**{f"{case}reference__startswith": number})
    return [found]


def _sorted(rows: QuerySet[Case], sort: Sort) -> QuerySet[Case]:
    match sort:
        case "newest":
            return rows.order_by("-submitted_at", "-id")
        case "oldest":
            return rows.order_by("submitted_at", "id")
        case _:
            return rows.order_by(F("deadline_at").asc(nulls_last=True), "id")
