"""Where a dossier stands, as the list of all agencies' dossiers may know it: no answers, no names
of citizens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.casework.domain.states import FeeState, NationalState
from motcua.casework.models import Case
from motcua.casework.queries.rows import holder_of
from motcua.identity.api import account_subjects
from motcua.workflow.api import StepKind


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """``subjects``: accounts of who filed and who owns it; ``submitter`` is one of them or nobody.

    ``wanted``: ``supplement``, ``fee``, ``confirm`` or nothing, what only the submitter can do.
    """

    case_id: UUID
    number: str
    service_name: Mapping[str, str]
    state: int
    step_name: str
    holder: str
    wanted: str
    is_paused: bool
    submitted_at: datetime
    deadline_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    submitter: UUID | None
    subjects: tuple[UUID, ...]


def standing_of(case_id: UUID) -> CaseStanding | None:
    """Locks the dossier until the transaction ends, so that no older look is written after a newer
    one. Nothing for a dossier that is erased or whose people have no account."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        return None
    people = [each for each in (case.applicant_id, case.owner_id) if each is not None]
    accounts = account_subjects(people) if people else {}
    if not accounts:
        return None
    holder = holder_of(case)
    is_citizens = holder.step_kind == StepKind.CITIZEN
    return CaseStanding(
        case_id=case.pk,
        number=case.code or case.reference,
        service_name=case.service_name,
        state=case.national_state,
        step_name=holder.step_name,
        holder="" if is_citizens else holder.words,
        wanted=_wanted(case, is_citizens=is_citizens),
        is_paused=case.paused_at is not None or case.state is NationalState.SUPPLEMENT,
        submitted_at=case.submitted_at,
        deadline_at=case.deadline_at,
        due_at=case.due_at,
        finished_at=case.finished_at,
        submitter=accounts.get(case.applicant_id) if case.applicant_id else None,
        subjects=tuple(sorted(set(accounts.values()), key=str)),
    )


def case_ids_of(applicant_id: UUID) -> list[UUID]:
    """Dossiers a person filed or owns."""
    own = Q(applicant_id=applicant_id) | Q(owner_id=applicant_id)
    return list(Case.objects.filter(own).values_list("pk", flat=True))


def case_ids_with_people(*, batch: int) -> Iterator[UUID]:
    """Every dossier that belongs to somebody, oldest first, ``batch`` a query."""
    after = UUID(int=0)
    while True:
        rows = Case.objects.filter(pk__gt=after).exclude(applicant_id=None, owner_id=None)
        found = list(rows.order_by("pk").values_list("pk", flat=True)[:batch])
        yield from found
        if len(found) < batch:
            return
        after = found[-1]


def _wanted(case: Case, *, is_citizens: bool) -> str:
    if case.finished_at is not None:
        return ""
    if case.state is NationalState.SUPPLEMENT:
        return "supplement"
    if case.fee_state == FeeState.DUE:
        return "fee"
    return "confirm" if is_citizens else ""
