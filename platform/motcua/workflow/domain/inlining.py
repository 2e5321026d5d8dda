"""Putting the steps of sub-processes where they are called, so that what runs is one flat table."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from .steps import JOIN_PREFIX, OFFICER_PREFIX, OutcomeSpec, StepKind, StepSpec, StepTable, SubSpec

MAX_DEPTH: Final = 5
_MAX_ID: Final = 60


class InliningRefused(ValueError):
    """A sub-process is missing, empty, or calls itself."""

    def __init__(self, step_id: str, code: str) -> None:
        super().__init__(f"{step_id}: {code}")
        self.step_id, self.code = step_id, code


def inline(table: StepTable) -> StepTable:
    """The same process without sub-process steps. Raises ``InliningRefused``.

    A copied step has an id of its own and keeps the author's as ``origin``. Targets of no calling
    outcome are left as they are, for the checks to find.
    """
    if not any(step.kind is StepKind.SUB_PROCESS for step in table.steps):
        return table
    subs = {sub.id: sub for sub in table.subs}
    steps = _unfold(table.steps, subs, depth=0)
    return StepTable(steps=steps, total_minutes=table.total_minutes)


def inlined_id(call: str, inner: str) -> str:
    """Stable and at most 60 characters, whatever the lengths of the two."""
    plain = f"{call}-{inner}"
    if len(plain) <= _MAX_ID:
        return plain
    digest = hashlib.sha256(plain.encode()).hexdigest()[:12]
    return f"{plain[: _MAX_ID - 13]}-{digest}"


def _unfold(
    steps: tuple[StepSpec, ...], subs: Mapping[str, SubSpec], *, depth: int
) -> tuple[StepSpec, ...]:
    calls = [step for step in steps if step.kind is StepKind.SUB_PROCESS]
    copies = {call.id: _copy(call, subs, depth=depth) for call in calls}
    entries = {call_id: inner[0].id for call_id, inner in copies.items()}
    flat: list[StepSpec] = []
    for step in steps:
        flat.extend(copies.get(step.id, (step,)))
    return tuple(_redirected(step, entries) for step in flat)


def _copy(call: StepSpec, subs: Mapping[str, SubSpec], *, depth: int) -> tuple[StepSpec, ...]:
    sub = subs.get(call.sub)
    if sub is None or not sub.steps:
        raise InliningRefused(call.id, "no_sub_process")
    if depth >= MAX_DEPTH:
        raise InliningRefused(call.id, "sub_process_loop")
    inner = _unfold(sub.steps, subs, depth=depth + 1)
    names = {step.id: inlined_id(call.id, step.id) for step in inner}
    return tuple(_renamed(step, names, call) for step in inner)


def _renamed(step: StepSpec, names: Mapping[str, str], call: StepSpec) -> StepSpec:
    role = step.role
    if step.officer_of in names:
        role = OFFICER_PREFIX + names[step.officer_of or ""]
    return replace(
        step,
        id=names[step.id],
        origin=step.author_id,
        role=role,
        branches=tuple(names.get(each, each) for each in step.branches),
        outcomes=tuple(_target_in(outcome, names, call) for outcome in step.outcomes),
    )


def _target_in(outcome: OutcomeSpec, names: Mapping[str, str], call: StepSpec) -> OutcomeSpec:
    if outcome.leaves_by is not None:
        after = call.outcome(outcome.leaves_by)
        return replace(outcome, to=after.to) if after else outcome
    if outcome.join_of in names:
        return replace(outcome, to=JOIN_PREFIX + names[outcome.join_of or ""])
    return replace(outcome, to=names.get(outcome.to, outcome.to))


def _redirected(step: StepSpec, entries: Mapping[str, str]) -> StepSpec:
    """Whatever led to a call now leads to the first of its steps."""
    if not entries:
        return step
    return replace(
        step,
        branches=tuple(entries.get(each, each) for each in step.branches),
        outcomes=tuple(
            replace(outcome, to=entries.get(outcome.to, outcome.to)) for outcome in step.outcomes
        ),
    )
