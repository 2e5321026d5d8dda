"""Reachability over a step table, shared by the checks and the drawing.

A parallel step leads to its branches and, by its outcome, to what follows their join; an arrow
into a join ends its branch.
"""

from collections.abc import Iterable, Mapping

from .steps import StepKind, StepTable

Graph = Mapping[str, list[str]]


def successors(table: StepTable) -> Graph:
    """Step id to the step ids it leads to, dangling ones left out."""
    known = table.by_id
    return {
        step.id: list(
            dict.fromkeys(
                target
                for target in (*step.branches, *(o.to for o in step.outcomes))
                if target in known
            )
        )
        for step in table.steps
    }


def reachable(table: StepTable) -> set[str]:
    """Steps a process can get to from the first row."""
    return closure([table.steps[0].id], successors(table)) if table.steps else set()


def can_end(table: StepTable) -> set[str]:
    """Steps from which some end, or the join of their branch, can be reached."""
    backwards: dict[str, list[str]] = {step.id: [] for step in table.steps}
    for step in table.steps:
        for outcome in step.outcomes:
            if outcome.to in backwards:
                backwards[outcome.to].append(step.id)
    leaving = (step.id for step, o in table.arrows() if o.end_key or o.join_of)
    return closure(leaving, backwards)


def on_loop(table: StepTable) -> set[str]:
    """Steps that can be reached again from themselves."""
    graph = successors(table)
    return {step_id for step_id in graph if step_id in closure(graph[step_id], graph)}


def forward_only(graph: Graph) -> Graph:
    """The graph without the arrows that lead back: loops cut where a walk meets itself.

    Also lists nodes in an order in which every arrow points forward (keys of the mapping).
    """
    done: list[str] = []
    state: dict[str, str] = {}
    kept: dict[str, list[str]] = {step_id: [] for step_id in graph}
    for root in graph:
        stack = [(root, iter(graph[root]))] if root not in state else []
        state.setdefault(root, "open")
        while stack:
            current, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                state[current] = "done"
                done.append(current)
                stack.pop()
            elif state.get(target) != "open":
                kept[current].append(target)
                if target not in state:
                    state[target] = "open"
                    stack.append((target, iter(graph[target])))
    return {step_id: kept[step_id] for step_id in reversed(done)}


def longest_path_minutes(
    table: StepTable, counted: Mapping[str, int], *, start: str | None = None
) -> int:
    """Largest sum of ``counted`` over any path from ``start``, every step at most once.

    ``start`` is the first row when not given; arrows that lead back are left out. Of parallel
    branches the longest counts, and from within a branch what follows its join counts, too.
    """
    if not table.steps:
        return 0
    graph = forward_only(successors(table))
    longest: dict[str, int] = {}
    following: dict[str, int] = {}
    for step_id in reversed(list(graph)):
        step = table.step(step_id)
        targets = graph[step_id]
        branches = [longest[each] for each in targets if each in step.branches]
        after = [longest[each] for each in targets if each not in step.branches]
        following[step_id] = max(after, default=0)
        longest[step_id] = (
            counted.get(step_id, 0) + max(branches, default=0) + max(after, default=0)
        )
    first = start or table.steps[0].id
    return longest[first] + sum(following[block] for block in blocks_around(table, first))


def blocks_around(table: StepTable, step_id: str) -> list[str]:
    """The parallel steps in whose branches a step stands, the innermost first."""
    if not any(step.kind is StepKind.PARALLEL for step in table.steps):
        return []
    inside = members(table)
    return sorted(
        (block for block, branches in inside.items() if any(step_id in one for one in branches)),
        key=lambda block: sum(len(one) for one in inside[block]),
    )


def members(table: StepTable) -> Mapping[str, list[set[str]]]:
    """Parallel step id to the steps of each of its branches, in the order of the branches."""
    graph = successors(table)
    known = table.by_id
    return {
        step.id: [closure([first], graph) if first in known else set() for first in step.branches]
        for step in table.steps
        if step.kind is StepKind.PARALLEL
    }


def closure(roots: Iterable[str], graph: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(graph[current])
    return found
