"""The shortest way out of a process, so that a loop of chance never runs for ever."""

from collections import deque

from motcua.workflow.domain.steps import StepTable


def exits(table: StepTable) -> dict[str, str]:
    """Step id to the outcome that is fewest steps away from an end; steps without one left out.

    The end of a branch counts as near as what follows its parallel step.
    """
    leading: dict[str, list[tuple[str, str]]] = {}
    found: dict[str, str] = {}
    waiting: deque[str] = deque()
    for step, outcome in table.arrows():
        if outcome.end_key is not None:
            if step.id not in found:
                found[step.id] = outcome.id
                waiting.append(step.id)
        else:
            target = outcome.join_of or outcome.to
            leading.setdefault(target, []).append((step.id, outcome.id))
    while waiting:
        for step_id, outcome_id in leading.get(waiting.popleft(), ()):
            if step_id not in found:
                found[step_id] = outcome_id
                waiting.append(step_id)
    return found
