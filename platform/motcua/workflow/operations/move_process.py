"""Moving a running process by hand: back to a step, or to an early end."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.domain.graph import blocks_around, members
from motcua.workflow.domain.steps import END_KEYS, StepTable
from motcua.workflow.engine.running import move_run
from motcua.workflow.engine.state import RunState, load_state
from motcua.workflow.errors import OutcomeUnknown, StepUnknown
from motcua.workflow.models import ProcessInstance, ProcessStatus
from motcua.workflow.operations.guiding import Choices
from motcua.workflow.operations.locking import active_items, lock_running
from motcua.workflow.operations.opening import close_items, open_items, put_state
from motcua.workflow.operations.pauses import close_pause
from motcua.workflow.queries.definitions import load_process
from motcua.workflow.queries.progress import summarize
from motcua.workflow.queries.views import Progress, view_item


def reset_to_step(
    *, subject_id: UUID, step_id: str, by: Actor, now: datetime, note: str = ""
) -> Progress:
    """Take back what is open and begin again at a step with a full new term.

    For the "recount" mode, when a supplement arrives. Any open pause ends without effect. From
    within a branch that runs in parallel only this branch is taken back; a step in a block that
    is over, or not begun, begins the whole block. Raises ``ProcessNotRunning``, ``StepUnknown``.
    """
    with transaction.atomic():
        instance = lock_running(subject_id)
        process = load_process(instance.version_id)
        if step_id not in process.table.by_id:
            raise StepUnknown(_("Quy trình không có bước này."), step=step_id)
        active = active_items(instance)
        close_pause(instance, active, by=by, now=now)
        before = load_state(bytes(instance.state))
        target, kept = _restart(process.table, before, step_id)
        closed = [item for item in active if item.step_id not in kept.open_steps]
        close_items(closed, by=by, now=now, note=note)
        choices = Choices(instance, process.table, now=now)
        state = move_run(process.spec, step_id=target, kept=kept, decider=choices.decide)
        choices.save()
        put_state(instance, state, now=now)
        _save(instance)
        fresh = [one for one in state.open_steps if one not in kept.open_steps]
        opened = open_items(instance, process.table, fresh, now=now)
        return summarize(
            instance=instance,
            table=process.table,
            opened=[view_item(item) for item in opened],
            closed=[view_item(item) for item in closed],
            open_steps=state.open_steps,
        )


def _restart(table: StepTable, before: RunState, step_id: str) -> tuple[str, RunState]:
    """Where to begin again, and what goes on beside it."""
    around = blocks_around(table, step_id)
    if not around:
        return step_id, RunState(())
    inside = members(table)
    branch = next(one for one in inside[around[0]] if step_id in one)
    if not branch & set(before.open_steps):
        return around[-1], RunState(())
    kept = tuple(one for one in before.open_steps if one not in branch)
    arrived = {block: nodes for block, nodes in before.arrived.items() if block not in branch}
    return step_id, RunState(kept, None, arrived)


def cancel_process(
    *, subject_id: UUID, end_key: str, by: Actor, now: datetime, note: str = ""
) -> Progress:
    """End the process wherever it stands: ``stopped``, ``withdrawn`` or ``refused``.

    Raises ``ProcessNotRunning``, ``OutcomeUnknown``.
    """
    if end_key not in END_KEYS:
        raise OutcomeUnknown(_("Không có cách kết thúc này."), field="end_key")
    with transaction.atomic():
        instance = lock_running(subject_id)
        process = load_process(instance.version_id)
        closed = active_items(instance)
        close_pause(instance, closed, by=by, now=now)
        close_items(closed, by=by, now=now, note=note)
        put_state(instance, RunState((), end_key), now=now)
        instance.status = ProcessStatus.CANCELLED
        _save(instance)
        return summarize(
            instance=instance,
            table=process.table,
            opened=(),
            closed=[view_item(item) for item in closed],
        )


def _save(instance: ProcessInstance) -> None:
    instance.revision += 1
    instance.save(
        update_fields=["state", "state_format", "status", "end_key", "ended_at", "revision"]
    )
