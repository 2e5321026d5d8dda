"""What operations hand back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a dossier stands after an act; what a screen or caller needs to go on."""

    case_id: UUID
    reference: str
    code: str | None
    state: NationalState
    work_item_id: UUID | None
    step_name: str
    due_at: datetime | None
    finished_at: datetime | None


def state_of(case: Case) -> CaseState:
    return CaseState(
        case_id=case.pk,
        reference=case.reference,
        code=case.code,
        state=case.state,
        work_item_id=case.holder_item_id,
        step_name=case.holder_step_name,
        due_at=case.due_at,
        finished_at=case.finished_at,
    )
