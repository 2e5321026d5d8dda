"""Rule trees compiled to closures once, run many times. Nothing is ever built from text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formbuilder.domain.operators import operators
from formbuilder.domain.rules import AnyRule, Call, Constant, ProfileRef, Ref
from formbuilder.domain.values import Value, load_constant
from formbuilder.domain.workdays import WorkDays

Row = dict[str, Value]


@dataclass(slots=True)
class State:
    """What a rule can see while a form is evaluated."""

    today: str | None
    profile: Mapping[str, Value]
    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    """The current row of each group a rule is inside of."""
    workdays: WorkDays | None = None


Program = Callable[[State], Value]
GroupOf = Mapping[str, str]
"""Sub-field id to the id of its group; ids of groups map to the empty text."""


def is_over_rows(call: Call, groups: GroupOf) -> bool:
    """Whether the call runs its second argument once for every row of a group."""
    if len(call.args) != 2 or call.op not in operators:
        return False
    first = call.args[0]
    return (
        operators.get(call.op).over_rows and isinstance(first, Ref) and groups.get(first.ref) == ""
    )


def compile_rule(rule: AnyRule, groups: GroupOf) -> Program:
    """Closure over the tree. Raises ``UnknownPlugin`` for an unknown operator."""
    if isinstance(rule, Constant):
        constant = load_constant(rule.value)
        return lambda _state: constant
    if isinstance(rule, ProfileRef):
        entry = rule.profile
        return lambda state: state.profile.get(entry)
    if isinstance(rule, Ref):
        return _compile_ref(rule, groups)
    if is_over_rows(rule, groups):
        return _compile_over_rows(rule, groups)
    return _compile_call(rule, groups)


def _compile_ref(rule: Ref, groups: GroupOf) -> Program:
    wanted, part, group = rule.ref, rule.part, groups.get(rule.ref)
    if part:

        def read_part(state: State) -> Value:
            whole = state.rows.get(group, {}) if group else state.values
            value = whole.get(wanted)
            return value.get(part) if type(value) is dict else None

        return read_part
    if group:
        return lambda state: state.rows.get(group, {}).get(wanted)
    return lambda state: state.values.get(wanted)


def _compile_call(call: Call, groups: GroupOf) -> Program:
    operator = operators.get(call.op)
    apply = operator.apply
    parts = tuple(compile_rule(arg, groups) for arg in call.args)
    if operator.reads_today:
        return lambda state: apply(state.today, *[part(state) for part in parts])
    if operator.reads_workdays:
        return lambda state: apply(state.workdays, *[part(state) for part in parts])
    if len(parts) == 1:
        only = parts[0]
        return lambda state: apply(only(state))
    if len(parts) == 2:
        left, right = parts
        return lambda state: apply(left(state), right(state))
    return lambda state: apply(*[part(state) for part in parts])


def _compile_over_rows(call: Call, groups: GroupOf) -> Program:
    group = call.args[0]
    assert isinstance(group, Ref)
    group_id, body = group.ref, compile_rule(call.args[1], groups)
    apply: Callable[..., Any] = operators.get(call.op).apply
    if call.op == "count":
        apply = _count_true

    def run(state: State) -> Value:
        before = state.rows.get(group_id)
        results = []
        for row in state.values.get(group_id) or ():
            state.rows[group_id] = row
            results.append(body(state))
        if before is None:
            state.rows.pop(group_id, None)
        else:
            state.rows[group_id] = before
        return apply(*results)

    return run


def _count_true(*results: Value) -> Value:
    return operators.get("count").apply(*[True for result in results if result is True])


def failing_parts(
    rule: AnyRule, groups: GroupOf, state: State, pointer: str = ""
) -> tuple[str, ...]:
    """JSON pointers of the smallest conditions that make ``rule`` not true, in reading order."""
    if compile_rule(rule, groups)(state) is True:
        return ()
    splits = isinstance(rule, Call) and not is_over_rows(rule, groups)
    if isinstance(rule, Call) and splits and rule.op in ("and", "all", "or", "any"):
        return tuple(
            found
            for index, arg in enumerate(rule.args)
            for found in failing_parts(arg, groups, state, f"{pointer}/args/{index}")
        )
    return (pointer,)
