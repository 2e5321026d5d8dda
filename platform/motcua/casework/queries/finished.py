"""A dossier whose handling is over, as whoever asks about it afterwards sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case, Decision
from motcua.casework.queries.access import require_case
from motcua.identity.api import AgencyMissing, get_agency
from motcua.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class FinishedCase:
    """``finished_at`` is empty while work goes on. ``officers``: who decided something, with the
    name the history shows the citizen, in order."""

    id: UUID
    number: str
    state: NationalState
    finished_at: datetime | None
    service_id: UUID
    service_name: Mapping[str, str]
    agency_id: UUID | None
    agency_name: str
    officers: tuple[tuple[UUID, str], ...]


def finished_case(case_id: UUID, *, by: Actor) -> FinishedCase:
    """Raises ``CaseMissing`` for who may not read it. Three statements."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    require_case(by, case)
    agency_id = case.competent_agency_id or case.receiving_agency_id
    return FinishedCase(
        id=case.pk,
        number=case.code or case.reference,
        state=case.state,
        finished_at=case.finished_at,
        service_id=case.service_id,
        service_name=case.service_name,
        agency_id=agency_id,
        agency_name=_agency_name(agency_id),
        officers=_officers(case),
    )


@dataclass(frozen=True, slots=True)
class Served:
    """Whom a dossier was about to be handed back to; for who asks them something afterwards."""

    applicant_id: UUID
    service_id: UUID


def served_person(case_id: UUID) -> Served | None:
    """Who filed it; nobody where it is erased or the person is known from a counter only."""
    row = Case.objects.filter(pk=case_id).values_list("applicant_id", "service_id").first()
    applicant_id, service_id = row or (None, None)
    return Served(applicant_id, service_id) if applicant_id and service_id else None


def _officers(case: Case) -> tuple[tuple[UUID, str], ...]:
    acts = Decision.objects.filter(case=case, by__startswith="staff:", by_id__isnull=False)
    names = dict(acts.order_by("at").values_list("by_id", "by_name"))
    return tuple((by_id, name) for by_id, name in names.items() if by_id is not None)


def _agency_name(agency_id: UUID | None) -> str:
    if agency_id is None:
        return ""
    try:
        return get_agency(agency_id).name
    except AgencyMissing:
        return ""
