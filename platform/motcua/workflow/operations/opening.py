"""Turning the open steps of a run into work items with an assignee, a due and timers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.workflow.domain.steps import (
    APPLICANT,
    COMPETENT,
    RECEIVING,
    StepKind,
    StepSpec,
    StepTable,
)
from motcua.workflow.engine.state import FORMAT, RunState, dump_state
from motcua.workflow.models import (
    ProcessInstance,
    ProcessStatus,
    WorkItem,
    WorkItemStatus,
)
from motcua.workflow.operations.automatic import ask_for_actions
from motcua.workflow.operations.guiding import moment_of
from motcua.workflow.operations.timers import cancel_timers, set_timers
from motcua.workflow.queries.calendars import tenant_calendar


def put_state(instance: ProcessInstance, state: RunState, *, now: datetime) -> None:
    """Write the run's state into the row, without saving it."""
    instance.state = dump_state(state)
    instance.state_format = FORMAT
    if state.end_key is not None:
        instance.status = ProcessStatus.ENDED
        instance.end_key = state.end_key
        instance.ended_at = now


def open_items(
    instance: ProcessInstance,
    table: StepTable,
    step_ids: Iterable[str],
    *,
    now: datetime,
    paused: bool = False,
) -> list[WorkItem]:
    """Create the work items of steps that became open. Due dates count from ``now``, or from the
    end of the pause that the process is in."""
    items = [_new_item(instance, table, table.step(step_id), now=now) for step_id in step_ids]
    for item in items:
        item.paused_at = now if paused else None
    WorkItem.objects.bulk_create(items)
    set_timers(items, table, now=now)
    ask_for_actions(items, now=now)
    return items


def close_items(items: Iterable[WorkItem], *, by: Actor, now: datetime, note: str = "") -> None:
    """Take items back undone: the process moved on without them."""
    closing = list(items)
    for item in closing:
        item.status = WorkItemStatus.CANCELLED
        stamp_done(item, by=by, now=now, note=note)
    WorkItem.objects.bulk_update(
        closing, ["status", "done_at", "done_by", "done_by_id", "done_by_name", "note"]
    )
    cancel_timers(closing, now=now)


def stamp_done(item: WorkItem, *, by: Actor, now: datetime, note: str) -> None:
    item.done_at = now
    item.done_by = by.reference
    item.done_by_id = by.id
    item.done_by_name = by.name[:200]
    item.note = note


def _new_item(
    instance: ProcessInstance, table: StepTable, step: StepSpec, *, now: datetime
) -> WorkItem:
    doer = table.step(step.officer_of) if step.officer_of else step
    agency_id = None if doer.role == APPLICANT else _agency(step, instance.agency_ids)
    due = _due(instance, step, agency_id, now=now)
    return WorkItem(
        instance=instance,
        subject_id=instance.subject_id,
        step_id=step.id,
        name=step.name,
        kind=step.kind,
        role=_role(doer),
        agency_id=agency_id,
        assignee_id=_assignee(instance, step),
        national_state=step.national_state,
        created_at=now,
        due_at=due,
        original_due_at=due,
    )


def _role(doer: StepSpec) -> str:
    """Empty for what goes on by itself, and for a person named outright: no role stands for
    them, whoever may assign work hands it on when they are gone."""
    by_itself = doer.kind in (StepKind.AUTOMATIC, StepKind.WAIT_DATE)
    return "" if by_itself or doer.person_id is not None else doer.role


def _due(
    instance: ProcessInstance, step: StepSpec, agency_id: UUID | None, *, now: datetime
) -> datetime:
    """A date that is not known counts as come: waiting for it would never end."""
    if step.kind is StepKind.WAIT_DATE and step.until:
        return max(moment_of(instance, step, now=now) or now, now)
    return tenant_calendar(agency_id).add_working_minutes(now, step.working_minutes or 0)


def _agency(step: StepSpec, agency_ids: Mapping[str, str]) -> UUID | None:
    if step.agency_id is not None:
        return step.agency_id
    named = agency_ids.get(step.agency) if step.agency in (RECEIVING, COMPETENT) else None
    return UUID(named) if named else None


def _assignee(instance: ProcessInstance, step: StepSpec) -> UUID | None:
    """The applicant, or whoever did the step this one is tied to; otherwise nobody yet."""
    if step.role == APPLICANT:
        return instance.applicant_id
    if step.person_id is not None:
        return step.person_id
    if step.officer_of is None:
        return None
    return (
        WorkItem.objects.filter(
            instance=instance, step_id=step.officer_of, status=WorkItemStatus.DONE
        )
        .order_by("-done_at")
        .values_list("done_by_id", flat=True)
        .first()
    )
