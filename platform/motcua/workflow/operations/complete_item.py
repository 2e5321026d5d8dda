from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.domain.steps import OutcomeSpec, StepSpec
from motcua.workflow.engine.running import StepNotOpen, advance_run
from motcua.workflow.engine.state import load_state
from motcua.workflow.errors import OutcomeUnknown, ReasonRequired, WorkItemTaken
from motcua.workflow.models import ProcessInstance, WorkItem, WorkItemStatus
from motcua.workflow.operations.access import check_may_work
from motcua.workflow.operations.guiding import Choices
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.operations.opening import open_items, put_state, stamp_done
from motcua.workflow.operations.pauses import close_pause
from motcua.workflow.operations.timers import cancel_timers, has_timers
from motcua.workflow.queries.definitions import load_process
from motcua.workflow.queries.progress import summarize
from motcua.workflow.queries.views import Progress, view_item


def complete_item(
    *, item_id: UUID, outcome: str, by: Actor, now: datetime, note: str = ""
) -> Progress:
    """Do a step with one of its outcomes and open what follows.

    Of several people completing the same item at once exactly one succeeds; the others get
    ``WorkItemTaken``. Also raises ``WorkItemNotYours``, ``OutcomeUnknown``, ``ReasonRequired``.
    An open pause ends, because the work is done after all; not while other work of the same
    process, running in parallel, still waits.
    """
    with transaction.atomic():
        instance, item = lock_item(item_id)
        check_may_work(item, by)
        process = load_process(instance.version_id)
        step = process.table.step(item.step_id)
        _check_outcome(step, outcome, note)
        before = load_state(bytes(instance.state))
        paused = item.paused_at is not None and len(before.open_steps) > 1
        if item.paused_at is not None and not paused:
            close_pause(instance, [item], by=by, now=now)
        choices = Choices(instance, process.table, now=now)
        try:
            state = advance_run(
                process.spec, before, step_id=step.id, outcome=outcome, decider=choices.decide
            )
        except StepNotOpen as gone:
            raise WorkItemTaken(_("Việc này đã được xử lý xong.")) from gone
        _finish(item, outcome, by=by, now=now, note=note)
        choices.save()
        if has_timers(step):
            cancel_timers([item], now=now)
        put_state(instance, state, now=now)
        _save(instance)
        remaining = [one for one in before.open_steps if one != step.id]
        fresh = [one for one in state.open_steps if one not in remaining]
        items = open_items(instance, process.table, fresh, now=now, paused=paused)
        return summarize(
            instance=instance,
            table=process.table,
            opened=[view_item(one) for one in items],
            closed=[view_item(item)],
            chosen=[view_item(one) for one in choices.made],
            open_steps=state.open_steps,
        )


def _check_outcome(step: StepSpec, outcome_id: str, note: str) -> OutcomeSpec:
    outcome = step.outcome(outcome_id)
    if outcome is None:
        raise OutcomeUnknown(_("Bước này không có kết quả đã chọn."), field="outcome")
    if outcome.requires_reason and not note.strip():
        raise ReasonRequired(_("Hãy nêu lý do."), field="note")
    return outcome


def _finish(item: WorkItem, outcome: str, *, by: Actor, now: datetime, note: str) -> None:
    item.status = WorkItemStatus.DONE
    item.outcome = outcome
    stamp_done(item, by=by, now=now, note=note)
    item.save(
        update_fields=[
            "status",
            "outcome",
            "done_at",
            "done_by",
            "done_by_id",
            "done_by_name",
            "note",
        ]
    )


def _save(instance: ProcessInstance) -> None:
    instance.revision += 1
    instance.save(
        update_fields=["state", "state_format", "status", "end_key", "ended_at", "revision"]
    )
