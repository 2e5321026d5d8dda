"""The arrows of a process, between the nodes that its steps become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.workflow.domain.graph import members
from motcua.workflow.domain.steps import OutcomeSpec, StepKind, StepSpec, StepTable

from . import names


@dataclass(frozen=True, slots=True)
class Flow:
    """``condition`` decides at a gateway; ``is_default``: the only way on from it."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """``lane_step``: the step whose lane it stands in. ``default``: its only way on."""

    id: str
    element: str
    name: str
    lane_step: str
    default: str = ""


_ELEMENTS: Mapping[StepKind, str] = {
    StepKind.AUTOMATIC: "serviceTask",
    StepKind.WAIT_DATE: "intermediateCatchEvent",
}


def nodes_of(table: StepTable) -> list[Node]:
    """Tasks, events and gateways in the order of the table; start and ends are not among them."""
    return [node for step in table.steps for node in _nodes(table, step)]


def flows_of(table: StepTable) -> list[Flow]:
    """Raises ``KeyError`` where an outcome leads nowhere."""
    flows = [Flow("flow.start", names.START_ID, entry_of(table, table.steps[0]))]
    for step in table.steps:
        if step.kind is StepKind.PARALLEL:
            flows += _parallel(table, step)
        else:
            flows += _leaving(table, step)
    return flows


def entry_of(table: StepTable, step: StepSpec) -> str:
    """Where an arrow to the step ends."""
    return names.enter_node(step.id) if has_entrance(table, step) else names.entry_node(step)


def has_entrance(table: StepTable, step: StepSpec) -> bool:
    """Whether more than one way leads to a parallel step."""
    if step.kind is not StepKind.PARALLEL:
        return False
    ways = sum(1 for _, outcome in table.arrows() if outcome.to == step.id)
    ways += sum(each.branches.count(step.id) for each in table.steps)
    return ways + (table.steps[0].id == step.id) > 1


def merged_branches(table: StepTable) -> Mapping[str, list[int]]:
    """Parallel step id to the branches several ways of which end in its join."""
    inside = members(table)
    return {
        block: [
            number
            for number, branch in enumerate(branches)
            if sum(1 for step, o in table.arrows() if o.join_of == block and step.id in branch) > 1
        ]
        for block, branches in inside.items()
    }


def _nodes(table: StepTable, step: StepSpec) -> Iterator[Node]:
    if step.kind is StepKind.CHOICE:
        yield Node(names.choice_node(step.id), "exclusiveGateway", step.name, step.id)
    elif step.kind is StepKind.PARALLEL:
        if has_entrance(table, step):
            enter = names.enter_node(step.id)
            yield Node(enter, "exclusiveGateway", "", step.id, default=f"flow_{enter}")
        yield Node(names.fork_node(step.id), "parallelGateway", step.name, step.id)
        for number in merged_branches(table)[step.id]:
            merge = names.merge_node(step.id, number)
            yield Node(merge, "exclusiveGateway", "", step.id, default=f"flow_{merge}")
        yield Node(names.join_node(step.id), "parallelGateway", "", step.id)
    else:
        element = _ELEMENTS.get(step.kind, "userTask")
        yield Node(names.step_node(step.id), element, step.name, step.id)
        if len(step.outcomes) > 1:
            yield Node(names.gateway_node(step.id), "exclusiveGateway", "", step.id)


def _parallel(table: StepTable, step: StepSpec) -> Iterator[Flow]:
    fork, join = names.fork_node(step.id), names.join_node(step.id)
    if has_entrance(table, step):
        enter = names.enter_node(step.id)
        yield Flow(f"flow_{enter}", enter, fork, is_default=True)
    for number, first in enumerate(step.branches):
        yield Flow(f"flow_{step.id}.{number}", fork, entry_of(table, table.step(first)))
    for number in merged_branches(table)[step.id]:
        merge = names.merge_node(step.id, number)
        yield Flow(f"flow_{merge}", merge, join, is_default=True)
    for outcome in step.outcomes:
        target = _target(table, step, outcome)
        yield Flow(f"flow_{step.id}.{outcome.id}", join, target, name=outcome.label)


def _leaving(table: StepTable, step: StepSpec) -> Iterator[Flow]:
    source = names.entry_node(step)
    choosing = step.kind is StepKind.CHOICE or len(step.outcomes) > 1
    if step.kind is not StepKind.CHOICE and choosing:
        source = names.gateway_node(step.id)
        yield Flow(f"flow_{step.id}", names.step_node(step.id), source)
    for outcome in step.outcomes:
        yield Flow(
            id=f"flow_{step.id}.{outcome.id}",
            source=source,
            target=_target(table, step, outcome),
            name=outcome.label,
            condition=names.condition(outcome.id) if choosing else "",
        )


def _target(table: StepTable, step: StepSpec, outcome: OutcomeSpec) -> str:
    if outcome.end_key is not None:
        return names.end_node(outcome.end_key)
    block = outcome.join_of
    if block is None:
        return entry_of(table, table.step(outcome.to))
    table.step(block)
    for number in merged_branches(table)[block]:
        if step.id in members(table)[block][number]:
            return names.merge_node(block, number)
    return names.join_node(block)
