"""What asking for and answering a supplement have in common."""

from datetime import datetime

from motcua.casework.domain.outcomes import forward_outcome, is_supply_step
from motcua.casework.models import Case
from motcua.casework.operations.routing import follow, set_holder
from motcua.catalogue.api import get_frozen_service
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def recounts(case: Case) -> bool:
    """Whether this service counts the whole term anew after a supplement, or goes on."""
    return get_frozen_service(case.version_id).document.clock.supplement_mode == "recount"


def continue_process(case: Case, *, by: Actor, now: datetime) -> None:
    """Let the authority's work go on: leave the citizen's step, or start the clock again."""
    if case.holder_item_id is None or case.process_version_id is None:
        return
    table = workflow.get_step_table(case.process_version_id)
    supplying = [
        each
        for each in workflow.active_items_of(case.pk)
        if is_supply_step(table.step(each.step_id))
    ]
    item = supplying[0] if supplying else workflow.get_item(case.holder_item_id)
    step = table.step(item.step_id)
    if is_supply_step(step):
        outcome = forward_outcome(step, table)
        if outcome is not None:
            progress = workflow.complete_item(item_id=item.id, outcome=outcome.id, by=by, now=now)
            follow(case, progress, by=by, now=now)
        return
    _restart_clock(case, step_id=item.step_id, by=by, now=now)


def _restart_clock(case: Case, *, step_id: str, by: Actor, now: datetime) -> None:
    if recounts(case):
        progress = workflow.reset_to_step(subject_id=case.pk, step_id=step_id, by=by, now=now)
        set_holder(case, progress.opened[0])
        return
    try:
        items = workflow.resume_items(subject_id=case.pk, by=by, now=now)
    except workflow.ProcessNotPaused:
        return
    if items:
        set_holder(case, items[0])
