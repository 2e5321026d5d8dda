"""What to assume where nobody has measured anything yet; shown to the author, who changes it."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final

from motcua.workflow.domain.steps import OutcomeSpec, StepKind, StepSpec, StepTable

from .graph import exits
from .scenario import MAX_PEOPLE, StepInput, pool_of, pools_of

WORK_SHARE: Final = 0.2
"""Of the time allowed a step is actually worked on about a fifth; the rest is queue."""
WAIT_SHARE: Final = 0.6
"""Of the time allowed, how much others usually take to answer."""
FORWARD_SHARE: Final = 0.9
_GOING_ON: Final = frozenset({"forward", "confirm"})
_SUPPLEMENT_STATE: Final = 5
_LEAST_MINUTES, _MOST_WORK_MINUTES = 5, 480
_ROUNDS: Final = 400
_LITTLE: Final = 1e-6
FULL: Final = 0.85
"""How busy people may be on average before queues grow quickly."""


def suggest_inputs(table: StepTable) -> dict[str, StepInput]:
    """For every step of the table."""
    ways_out = exits(table)
    return {
        step.id: StepInput(_minutes(table, step), _shares(table, step, ways_out.get(step.id, "")))
        for step in table.steps
    }


def suggest_people(
    table: StepTable,
    inputs: Mapping[str, StepInput],
    *,
    per_working_day: float,
    minutes_per_day: int,
) -> dict[str, int]:
    """Enough that nobody is busier than ``FULL`` on average."""
    visits = expected_visits(table, inputs)
    return {
        pool.key: people_for(
            sum(inputs[step].minutes * visits[step] for step in pool.steps) * per_working_day,
            minutes_per_day,
        )
        for pool in pools_of(table)
    }


def expected_visits(table: StepTable, inputs: Mapping[str, StepInput]) -> dict[str, float]:
    """How often a dossier comes to each step on average, loops included."""
    visits = dict.fromkeys(table.by_id, 0.0)
    coming = {table.steps[0].id: 1.0} if table.steps else {}
    for _round in range(_ROUNDS):
        following: dict[str, float] = {}
        for step_id, amount in coming.items():
            visits[step_id] += amount
            for target, share in _onward(table, table.step(step_id), inputs):
                following[target] = following.get(target, 0.0) + amount * share
        coming = {step_id: amount for step_id, amount in following.items() if amount > _LITTLE}
    return visits


def _onward(
    table: StepTable, step: StepSpec, inputs: Mapping[str, StepInput]
) -> Iterator[tuple[str, float]]:
    """A parallel step opens its branches; its own outcome counts as taken at the same time."""
    yield from ((branch, 1.0) for branch in step.branches if branch in table.by_id)
    told = inputs[step.id].shares
    total = sum(told.get(outcome.id, 0.0) for outcome in step.outcomes)
    for outcome in step.outcomes:
        if outcome.to in table.by_id and total:
            yield outcome.to, told.get(outcome.id, 0.0) / total


def people_for(minutes_of_work: float, minutes_available: float) -> int:
    """``minutes_available`` of one person in the same time."""
    return min(max(ceil(minutes_of_work / (minutes_available * FULL) - 1e-9), 1), MAX_PEOPLE)


def _minutes(table: StepTable, step: StepSpec) -> float:
    if step.kind.is_routing or step.kind is StepKind.AUTOMATIC:
        return 0.0
    allowed = step.working_minutes or 0
    if pool_of(table, step) is None:
        share = 1.0 if step.kind is StepKind.WAIT_DATE else WAIT_SHARE
        return round(allowed * share, 1)
    return float(min(max(round(allowed * WORK_SHARE), _LEAST_MINUTES), _MOST_WORK_MINUTES))


def _shares(table: StepTable, step: StepSpec, way_out: str) -> dict[str, float]:
    """Most dossiers go on; a choice nobody has measured is even."""
    if step.kind is StepKind.CHOICE:
        return {outcome.id: 1.0 for outcome in step.outcomes}
    earlier = _rows_before(table, step)
    onward = [outcome.id for outcome in step.outcomes if _goes_on(table, outcome, earlier)]
    onward = onward or [outcome.id for outcome in step.outcomes if outcome.id == way_out]
    aside = len(step.outcomes) - len(onward)
    if not onward or not aside:
        return {outcome.id: 1.0 for outcome in step.outcomes}
    return {
        outcome.id: FORWARD_SHARE / len(onward)
        if outcome.id in onward
        else (1 - FORWARD_SHARE) / aside
        for outcome in step.outcomes
    }


def _goes_on(table: StepTable, outcome: OutcomeSpec, earlier: frozenset[str]) -> bool:
    """Neither a bad end, nor back, nor asking the citizen for more, nor asking elsewhere."""
    if outcome.kind not in _GOING_ON or outcome.end_key in ("refused", "stopped", "withdrawn"):
        return False
    target = table.by_id.get(outcome.to)
    if target is None:
        return True
    mends = target.kind is StepKind.CITIZEN and target.national_state == _SUPPLEMENT_STATE
    return target.id not in earlier and not mends


def _rows_before(table: StepTable, step: StepSpec) -> frozenset[str]:
    ids = [each.id for each in table.steps]
    return frozenset(ids[: ids.index(step.id) + 1])
