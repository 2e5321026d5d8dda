"""What is recorded of late dossiers that tells why they are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.domain.states import NationalState
from motcua.casework.models import Case, DueChange, DueChangeKind, Holding
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


@dataclass(frozen=True, slots=True)
class StepTime:
    name: str
    who: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class LatenessFacts:
    """``pause_reason`` is empty while the clock runs; ``apology_count``: how often a new date was
    promised."""

    state: NationalState
    holder_kind: str
    holder_name: str
    pause_reason: str
    apology_count: int
    steps: tuple[StepTime, ...]


def lateness_facts(case_ids: Sequence[UUID], *, by: Actor) -> dict[UUID, LatenessFacts]:
    """Of the dossiers among ``case_ids`` that ``by`` may read; four queries for a page of them."""
    cases = Case.objects.filter(readable_by(by), pk__in=case_ids).only(
        "id", "national_state", "paused_at", "holder_step_kind", "holder_agency_name"
    )
    steps = _steps(case_ids)
    changes: dict[UUID, list[DueChange]] = {}
    for change in DueChange.objects.filter(case__in=case_ids).order_by("at", "id"):
        changes.setdefault(change.case_id, []).append(change)
    return {
        case.pk: LatenessFacts(
            state=case.state,
            holder_kind=case.holder_step_kind,
            holder_name=case.holder_agency_name,
            pause_reason=_pause(changes.get(case.pk, [])) if case.paused_at else "",
            apology_count=sum(
                each.kind == DueChangeKind.EXTEND for each in changes.get(case.pk, [])
            ),
            steps=tuple(steps.get(case.pk, [])),
        )
        for case in cases
    }


def _pause(changes: Sequence[DueChange]) -> str:
    pauses = [each for each in changes if each.kind == DueChangeKind.PAUSE]
    return pauses[-1].reason if pauses else ""


def _steps(case_ids: Sequence[UUID]) -> dict[UUID, list[StepTime]]:
    """Steps done and open, each with the time it was given."""
    found: dict[UUID, list[StepTime]] = {}
    names = dict(Holding.objects.filter(case__in=case_ids).values_list("item_id", "assignee_name"))
    for item in workflow.items_of_many(case_ids):
        if item.status == "cancelled":
            continue
        who = item.done_by_name or names.get(item.id, "")
        found.setdefault(item.subject_id, []).append(
            StepTime(item.name, who, item.due_at, item.done_at)
        )
    return found
