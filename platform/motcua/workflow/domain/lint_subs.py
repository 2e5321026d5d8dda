"""Checks of sub-processes before they are written out where they are called."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .inlining import InliningRefused, inline
from .problems import StepProblem
from .steps import StepKind, StepSpec, StepTable


def check_subs(table: StepTable) -> Iterator[StepProblem]:
    calls = [step for step in _all_steps(table) if step.kind is StepKind.SUB_PROCESS]
    by_id = {sub.id: sub for sub in table.subs}
    for call in calls:
        sub = by_id.get(call.sub)
        if sub is None or not sub.steps:
            message = _("Bước “%(step)s” gọi một quy trình con không có hoặc chưa có bước nào.")
            yield StepProblem(call.id, "no_sub_process", message % {"step": call.name or call.id})
            continue
        yield from _ways_out(call, sub.steps)
    yield from _leaving_nothing(table)
    yield from _circles(table)


def _all_steps(table: StepTable) -> list[StepSpec]:
    return [*table.steps, *(step for sub in table.subs for step in sub.steps)]


def _ways_out(call: StepSpec, inner: tuple[StepSpec, ...]) -> Iterator[StepProblem]:
    used = {o.leaves_by for step in inner for o in step.outcomes if o.leaves_by}
    offered = {outcome.id for outcome in call.outcomes}
    words = {"step": call.name or call.id}
    if used - offered:
        message = _(
            "Quy trình con gọi ở bước “%(step)s” kết thúc bằng một kết quả mà bước này không có."
        )
        yield StepProblem(call.id, "loses_result", message % words)
    for outcome in call.outcomes:
        if outcome.id not in used:
            message = _("Quy trình con không bao giờ kết thúc bằng “%(outcome)s” của “%(step)s”.")
            text = message % {**words, "outcome": outcome.label or outcome.id}
            yield StepProblem(call.id, "unreachable_outcome", text, "warning")


def _leaving_nothing(table: StepTable) -> Iterator[StepProblem]:
    for step, outcome in table.arrows():
        if outcome.leaves_by is not None:
            message = _(
                "Kết quả “%(outcome)s” của bước “%(step)s” rời một quy trình con, "
                "nhưng bước này không nằm trong quy trình con nào."
            )
            words = {"step": step.name or step.id, "outcome": outcome.label or outcome.id}
            yield StepProblem(step.id, "dangling", message % words)


def _circles(table: StepTable) -> Iterator[StepProblem]:
    try:
        inline(table)
    except InliningRefused as refused:
        if refused.code == "sub_process_loop":
            message = _("Quy trình con gọi ở đây tự gọi lại chính nó hoặc lồng nhau quá sâu.")
            yield StepProblem(refused.step_id, "sub_process_loop", message)
