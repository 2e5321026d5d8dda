"""What the workflow hands out: frozen copies, never rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.workflow.models import WorkItem


@dataclass(frozen=True, slots=True)
class WorkItemView:
    """``is_paused``: its clock stands still. ``done_by`` is an actor reference."""

    id: UUID
    instance_id: UUID
    subject_id: UUID
    step_id: str
    name: str
    kind: str
    role: str
    agency_id: UUID | None
    assignee_id: UUID | None
    status: str
    national_state: int
    created_at: datetime
    due_at: datetime
    original_due_at: datetime
    claimed_at: datetime | None
    paused_at: datetime | None
    done_at: datetime | None
    done_by: str
    done_by_id: UUID | None
    done_by_name: str
    outcome: str
    note: str
    attempts: int = 0
    failure: str = ""

    @property
    def is_active(self) -> bool:
        return self.done_at is None

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None and self.is_active

    def is_overdue(self, now: datetime) -> bool:
        return self.is_active and not self.is_paused and self.due_at < now


@dataclass(frozen=True, slots=True)
class Progress:
    """What a move did to a process and where it stands now.

    ``national_state`` (1 to 10) belongs to the current step, or to the end once ``ended``.
    ``remaining_minutes``: the most working time the steps from here on are allowed, the citizen's
    own time left out. ``chosen``: the choices this move went through, already done.
    """

    instance_id: UUID
    subject_id: UUID
    opened: tuple[WorkItemView, ...]
    closed: tuple[WorkItemView, ...]
    ended: bool
    end_key: str | None
    current_step_ids: tuple[str, ...]
    national_state: int
    remaining_minutes: int
    chosen: tuple[WorkItemView, ...] = ()


def view_item(row: WorkItem) -> WorkItemView:
    return WorkItemView(
        id=row.id,
        instance_id=row.instance_id,
        subject_id=row.subject_id,
        step_id=row.step_id,
        name=row.name,
        kind=row.kind,
        role=row.role,
        agency_id=row.agency_id,
        assignee_id=row.assignee_id,
        status=row.status,
        national_state=row.national_state,
        created_at=row.created_at,
        due_at=row.due_at,
        original_due_at=row.original_due_at,
        claimed_at=row.claimed_at,
        paused_at=row.paused_at,
        done_at=row.done_at,
        done_by=row.done_by,
        done_by_id=row.done_by_id,
        done_by_name=row.done_by_name,
        outcome=row.outcome,
        note=row.note,
        attempts=row.attempts,
        failure=row.failure,
    )
