"""Reachability over a step table, shared by the checks and the drawing."""

from collections.abc import Iterable, Mapping

from .steps import StepTable


def successors(table: StepTable) -> Mapping[str, list[str]]:
    """Step id to the step ids its outcomes lead to, dangling ones left out."""
    known = table.by_id
    return {
        step.id: list(dict.fromkeys(o.to for o in step.outcomes if o.to in known))
        for step in table.steps
    }


def reachable(table: StepTable) -> set[str]:
    """Steps a process can get to from the first row."""
    return _closure([table.steps[0].id], successors(table)) if table.steps else set()


def can_end(table: StepTable) -> set[str]:
    """Steps from which some end can be reached."""
    backwards: dict[str, list[str]] = {step.id: [] for step in table.steps}
    for source, targets in successors(table).items():
        for target in targets:
            backwards[target].append(source)
    return _closure((step.id for step, o in table.arrows() if o.end_key), backwards)


def on_loop(table: StepTable) -> set[str]:
    """Steps that can be reached again from themselves."""
    graph = successors(table)
    return {step_id for step_id in graph if step_id in _closure(graph[step_id], graph)}


def forward_only(table: StepTable) -> Mapping[str, list[str]]:
    """The graph without the arrows that lead back: loops cut where a walk meets itself.

    Also lists steps in an order in which every arrow points forward (keys of the mapping).
    """
    graph = successors(table)
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

    ``start`` is the first row when not given; arrows that lead back are left out.
    """
    if not table.steps:
        return 0
    graph = forward_only(table)
    longest: dict[str, int] = {}
    for step_id in reversed(list(graph)):
        following = max((longest[target] for target in graph[step_id]), default=0)
        longest[step_id] = counted.get(step_id, 0) + following
    return longest[start or table.steps[0].id]


def _closure(roots: Iterable[str], graph: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(graph[current])
    return found
