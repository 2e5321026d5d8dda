"""Dossiers of one service with their answers, newest first, a batch at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.casework.models import Case
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import readable_by
from motcua.casework.steps.shown import consulted_agencies, hidden_fields
from motcua.catalogue.api import get_frozen_service, list_versions
from motcua.kernel.actors import SYSTEM, Actor
from motcua.submissions.api import answers_of

BATCH: Final = 1_000
_LIGHT: Final = (
    "id",
    "submission_id",
    "code",
    "reference",
    "version_id",
    "national_state",
    "channel",
    "submitted_at",
    "due_at",
    "finished_at",
)


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """``submitted_until`` is not included. No states means all."""

    service_id: UUID
    submitted_from: datetime | None = None
    submitted_until: datetime | None = None
    states: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A dossier and what was answered last (corrections included)."""

    case_id: UUID
    number: str
    version_id: UUID
    state: int
    channel: str
    submitted_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    answers: dict[str, Any]


def count_sheet_rows(wanted: SheetFilter, *, by: Actor) -> int:
    return _select(wanted, by).count()


def stream_sheet_rows(
    wanted: SheetFilter, *, by: Actor, offset: int = 0, limit: int | None = None
) -> Iterator[SheetRow]:
    """Only what ``by`` may read; two queries for each 1,000 dossiers, memory for one batch.

    Raises ``PermissionMissing``.
    """
    by.require(Permission.READ)
    rows = _select(wanted, by).order_by("-submitted_at", "-id").only(*_LIGHT)
    left = limit
    after: tuple[datetime, UUID] | None = None
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        batch = list(_behind(rows, after)[offset : offset + size])
        if not batch:
            return
        answers = answers_of([row.submission_id for row in batch])
        yield from (_row(row, answers.get(row.submission_id, {})) for row in batch)
        if len(batch) < size:
            return
        after, offset = (batch[-1].submitted_at, batch[-1].id), 0
        left = None if left is None else left - len(batch)


def columns_hidden_from(by: Actor, version_ids: Iterable[UUID]) -> frozenset[str]:
    """Questions whose answers the reader's work does not need, under any of the versions.

    The same rule as on the dossier's own screen, so that no table shows more than that does.
    """
    if by.kind != "staff":
        return frozenset()
    found: set[str] = set()
    for version_id in version_ids:
        service = get_frozen_service(version_id)
        fields = service.compiled_form.fields.values()
        sensitive = frozenset(each.id for each in fields if each.personal_data == "sensitive")
        found |= hidden_fields(service.document, roles=by.roles, sensitive=sensitive)
    return frozenset(found)


def _select(wanted: SheetFilter, by: Actor) -> QuerySet[Case]:
    rows = Case.objects.filter(readable_by(by), service_id=wanted.service_id)
    if _is_consulted(by, wanted.service_id):
        agencies = sorted(by.agency_ids, key=str)
        own = Q(receiving_agency_id__in=agencies) | Q(competent_agency_id__in=agencies)
        rows = rows.filter(own)
    if wanted.submitted_from:
        rows = rows.filter(submitted_at__gte=wanted.submitted_from)
    if wanted.submitted_until:
        rows = rows.filter(submitted_at__lt=wanted.submitted_until)
    return rows.filter(national_state__in=wanted.states) if wanted.states else rows


def _is_consulted(by: Actor, service_id: UUID) -> bool:
    """Whether a unit of ``by`` is asked for its opinion in any version: then dossiers it does not
    receive or decide show it one step's answers each on their own screens, and none in a table."""
    if by.kind != "staff" or by.may(Permission.READ_ALL) or not by.agency_ids:
        return False
    named = {f"agency:{each}" for each in by.agency_ids}
    versions = list_versions(service_id, limit=100, by=SYSTEM)
    return any(
        named & consulted_agencies(get_frozen_service(each.id).document) for each in versions
    )


def _behind(rows: QuerySet[Case], after: tuple[datetime, UUID] | None) -> QuerySet[Case]:
    """Rows behind the last one read: no batch costs more than the first."""
    if after is None:
        return rows
    at, last = after
    return rows.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last))


def _row(row: Case, answers: dict[str, Any]) -> SheetRow:
    return SheetRow(
        case_id=row.id,
        number=row.code or row.reference,
        version_id=row.version_id,
        state=row.national_state,
        channel=row.channel,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        finished_at=row.finished_at,
        answers=answers,
    )
