"""Where a process stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.workflow.domain.graph import longest_path_minutes
from motcua.workflow.domain.steps import StepKind, StepTable, end_state
from motcua.workflow.models import Pause, ProcessInstance, WorkItem
from motcua.workflow.models.work_item import ACTIVE_STATUSES
from motcua.workflow.queries.definitions import load_process
from motcua.workflow.queries.views import Progress, WorkItemView, view_item


@dataclass(frozen=True, slots=True)
class PauseView:
    """``extended_minutes``: working time by which due dates moved, once resumed."""

    reason: str
    legal_basis: str
    paused_at: datetime
    paused_by: str
    resumed_at: datetime | None
    resumed_by: str
    extended_minutes: int | None


def find_progress(subject_id: UUID) -> Progress | None:
    """The latest process of a subject as it stands: ``opened`` lists the active items."""
    instance = ProcessInstance.objects.filter(subject_id=subject_id).order_by("started_at").last()
    if instance is None:
        return None
    items = WorkItem.objects.filter(instance=instance).order_by("created_at", "id")
    rows = [view_item(row) for row in items]
    opened = [row for row in rows if row.status in ACTIVE_STATUSES]
    closed = [row for row in rows if row.status not in ACTIVE_STATUSES]
    table = load_process(instance.version_id).table
    return summarize(instance=instance, table=table, opened=opened, closed=closed)


def list_pauses(subject_id: UUID) -> list[PauseView]:
    return [
        PauseView(
            reason=row.reason,
            legal_basis=row.legal_basis,
            paused_at=row.paused_at,
            paused_by=row.paused_by,
            resumed_at=row.resumed_at,
            resumed_by=row.resumed_by,
            extended_minutes=row.extended_minutes,
        )
        for row in Pause.objects.filter(subject_id=subject_id).order_by("paused_at", "id")
    ]


def summarize(
    *,
    instance: ProcessInstance,
    table: StepTable,
    opened: Sequence[WorkItemView],
    closed: Sequence[WorkItemView],
    chosen: Sequence[WorkItemView] = (),
    open_steps: Sequence[str] | None = None,
) -> Progress:
    """``opened`` and ``closed`` by this move, or everything when only looking; ``open_steps``:
    where the process stands now, when that is more than what was opened."""
    current = tuple(item.step_id for item in opened) if open_steps is None else tuple(open_steps)
    ended = bool(instance.end_key)
    if ended:
        last_kind = StepKind(closed[-1].kind) if closed else StepKind.REVIEW
        state = end_state(instance.end_key, last_kind=last_kind)
    elif opened:
        state = opened[0].national_state
    else:
        state = table.step(current[0]).national_state if current else 4
    return Progress(
        instance_id=instance.id,
        subject_id=instance.subject_id,
        opened=tuple(opened),
        closed=tuple(closed),
        chosen=tuple(chosen),
        ended=ended,
        end_key=instance.end_key or None,
        current_step_ids=current,
        national_state=state,
        remaining_minutes=_remaining_minutes(table, current),
    )


def _remaining_minutes(table: StepTable, current: Sequence[str]) -> int:
    counted = {
        step.id: step.working_minutes or 0 for step in table.steps if not step.kind.is_waiting
    }
    return max((longest_path_minutes(table, counted, start=one) for one in current), default=0)
