"""Forms that wait for somebody's signature."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.casework.models import PaperKind
from motcua.casework.paperwork.models import FormSigning, SigningState
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import pick

MAX_WAITING: Final = 200


@dataclass(frozen=True, slots=True)
class WaitingForm:
    paper_id: UUID
    case_id: UUID
    code: str
    title: str
    number: str
    owner_name: str
    service_name: str
    ordered_at: datetime
    problem: str


def waiting_forms(by: Actor) -> list[WaitingForm]:
    """Those only ``by`` can sign, oldest first."""
    rows = FormSigning.objects.filter(state=SigningState.WAITING, signer_id=by.id)
    rows = rows.select_related("paper__case").defer("paper__data").order_by("ordered_at")
    return [
        WaitingForm(
            paper_id=row.paper_id,
            case_id=row.paper.case_id,
            code=row.paper.case.code or row.paper.case.reference,
            title=str(PaperKind(row.paper.kind).label),
            number=row.paper.number,
            owner_name=row.paper.case.owner_name,
            service_name=pick(row.paper.case.service_name, "vi"),
            ordered_at=row.ordered_at,
            problem=row.problem,
        )
        for row in (rows[:MAX_WAITING] if by.kind == "staff" and by.id else ())
    ]


def count_waiting(by: Actor) -> int:
    rows = FormSigning.objects.filter(state=SigningState.WAITING, signer_id=by.id)
    return rows[:MAX_WAITING].count() if by.kind == "staff" and by.id else 0
