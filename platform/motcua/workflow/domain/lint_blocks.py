"""Checks of what only shows the way: choices, parallel steps and their joins, sub-processes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .graph import Graph, closure, members, successors
from .problems import StepProblem
from .steps import OutcomeSpec, StepKind, StepSpec, StepTable


def check_routing(table: StepTable) -> Iterator[StepProblem]:
    for step in table.steps:
        if step.kind is StepKind.CHOICE:
            yield from _choice(step)
        elif step.kind is StepKind.PARALLEL:
            yield from _parallel(table, step)
    yield from _first(table)
    yield from _joins(table)
    yield from _crossings(table)
    yield from _circles(table)


def _choice(step: StepSpec) -> Iterator[StepProblem]:
    name = {"step": step.name or step.id}
    otherwise = [outcome for outcome in step.outcomes if not outcome.condition]
    if not otherwise:
        message = _("Bước rẽ nhánh “%(step)s” thiếu nhánh “còn lại” (không có điều kiện).")
        yield StepProblem(step.id, "no_otherwise", message % name)
    if len(otherwise) > 1:
        message = _("Bước rẽ nhánh “%(step)s” có nhiều nhánh không có điều kiện; chỉ được một.")
        yield StepProblem(step.id, "two_otherwise", message % name)
    if len(step.outcomes) == 1:
        message = _("Bước rẽ nhánh “%(step)s” chỉ có một lối đi.")
        yield StepProblem(step.id, "one_way", message % name, "warning")


def _parallel(table: StepTable, step: StepSpec) -> Iterator[StepProblem]:
    name = {"step": step.name or step.id}
    if len(set(step.branches)) < 2 or len(set(step.branches)) < len(step.branches):
        message = _("Bước song song “%(step)s” cần ít nhất hai nhánh khác nhau.")
        yield StepProblem(step.id, "few_branches", message % name)
    if any(branch not in table.by_id for branch in step.branches):
        message = _("Một nhánh của bước song song “%(step)s” không có bước nào.")
        yield StepProblem(step.id, "dangling", message % name)
    if len(step.outcomes) != 1:
        message = _("Bước song song “%(step)s” cần đúng một lối ra, sau khi các nhánh xong.")
        yield StepProblem(step.id, "parallel_outcome", message % name)


def _first(table: StepTable) -> Iterator[StepProblem]:
    first = table.steps[0]
    if first.kind.is_routing:
        message = _("Bước đầu tiên “%(step)s” phải là việc có người làm, không phải rẽ nhánh.")
        yield StepProblem(first.id, "routing_first", message % {"step": first.name or first.id})


def _joins(table: StepTable) -> Iterator[StepProblem]:
    """Every branch arrives, and only branches do."""
    inside = members(table)
    for block, branches in inside.items():
        step = table.step(block)
        for number, branch in enumerate(branches, start=1):
            if branch and not any(_arrives(table.step(one), block) for one in branch):
                message = _("Nhánh %(number)d của bước song song “%(step)s” không tới điểm hợp.")
                words = {"number": number, "step": step.name or step.id}
                yield StepProblem(block, "join_missing", message % words)
    for step, outcome in table.arrows():
        block_id = outcome.join_of
        if block_id is not None and not any(step.id in one for one in inside.get(block_id, [])):
            yield _crossing(step, outcome, "join_outside")


def _arrives(step: StepSpec, block: str) -> bool:
    return any(outcome.join_of == block for outcome in step.outcomes)


def _crossings(table: StepTable) -> Iterator[StepProblem]:
    """A block has one way in, its parallel step, and one way out, its join."""
    graph = successors(table)
    for block, branches in members(table).items():
        own = set(table.step(block).branches)
        outer = {**graph, block: [each for each in graph[block] if each not in own]}
        outside = closure([table.steps[0].id], outer)
        seen: set[str] = set()
        for branch in branches:
            meeting = [each for each in sorted(branch) if each in outside or each in seen]
            if meeting:
                yield _jump(table, block, _nearest(graph, branch - outside - seen, meeting))
            seen |= branch
        for step_id in sorted(seen - outside):
            step = table.step(step_id)
            yield from (
                _crossing(step, outcome, "jump_out")
                for outcome in step.outcomes
                if outcome.end_key or _leaves_by_another_join(table, step, outcome, block)
            )


def _nearest(graph: Graph, inside: set[str], meeting: list[str]) -> str:
    """The step at which the way crosses, of all that lie behind it."""
    crossed = {target for source in inside for target in graph[source]}
    return next((each for each in meeting if each in crossed), meeting[0])


def _jump(table: StepTable, block: str, step_id: str) -> StepProblem:
    words = {
        "step": table.step(step_id).name or step_id,
        "block": table.step(block).name or block,
    }
    message = _(
        "Bước “%(step)s” vừa nằm trong một nhánh của bước song song “%(block)s”, vừa nối với bước "
        "ngoài nhánh đó; chỉ được vào bằng bước song song và ra bằng điểm hợp."
    )
    return StepProblem(step_id, "jump", message % words)


def _leaves_by_another_join(
    table: StepTable, step: StepSpec, outcome: OutcomeSpec, block: str
) -> bool:
    """A join of a block around this one would be entered past our own."""
    other = outcome.join_of
    if other is None or other == block:
        return False
    return not any(step.id in branch for branch in members(table).get(other, [])) or any(
        block in branch for branch in members(table).get(other, [])
    )


def _crossing(step: StepSpec, outcome: OutcomeSpec, code: str) -> StepProblem:
    words = {"step": step.name or step.id, "outcome": outcome.label or outcome.id}
    if code == "jump_out":
        message = _(
            "Kết quả “%(outcome)s” của bước “%(step)s” ra khỏi nhánh song song mà không qua điểm "
            "hợp của nhánh."
        )
    else:
        message = _(
            "Kết quả “%(outcome)s” của bước “%(step)s” tới điểm hợp của một khối song song mà bước "
            "này không thuộc về."
        )
    return StepProblem(step.id, code, message % words)


def _circles(table: StepTable) -> Iterator[StepProblem]:
    """Going round without anybody doing anything would never stop."""
    silent = {
        step.id: [
            outcome.to
            for outcome in step.outcomes
            if outcome.to in table.by_id and table.step(outcome.to).kind.is_routing
        ]
        for step in table.steps
        if step.kind.is_routing
    }
    for step_id, following in silent.items():
        if step_id in closure(following, silent):
            message = _("Từ bước rẽ nhánh “%(step)s” hồ sơ quay vòng mà không qua việc nào.")
            name = {"step": table.step(step_id).name or step_id}
            yield StepProblem(step_id, "endless_loop", message % name)
