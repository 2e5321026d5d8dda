"""Which questions are there, and what do the calculations give: one pass in dependency order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from formbuilder.domain.context import Context
from formbuilder.domain.document import Field, FormPage, FormSection
from formbuilder.domain.limits import MAX_ROWS
from formbuilder.domain.plan import group_map, plan_form
from formbuilder.domain.program import Program, Row, State, compile_rule, failing_parts
from formbuilder.domain.rules import AnyRule
from formbuilder.domain.values import LOADERS, AnswerKind, load_constant, store_calculated

ROW_ID: Final = re.compile(r"[A-Za-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Step:
    """A page or a field as the evaluator sees it."""

    id: str
    page_id: str
    kind: AnswerKind | None
    """``None`` for a page."""
    rule: AnyRule | None
    visible: Program | None
    calculate: Program | None = None
    inner: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class RuleForm:
    steps: tuple[Step, ...]
    groups: Mapping[str, str]
    nodes: Mapping[str, Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is hidden: whose condition failed, and which parts of it.

    ``pointers`` are JSON pointers into that ``visible_if``; the empty one is the whole condition.
    """

    because: str
    pointers: tuple[str, ...]


def compile_rules(form: FormSection, kinds: Mapping[str, AnswerKind]) -> RuleForm:
    """Raises ``Cycle`` and ``UnknownPlugin``; ``check_form`` finds both more kindly."""
    plan, groups = plan_form(form), group_map(form)
    nodes: dict[str, Step] = {}
    for page in form.pages:
        nodes[page.id] = _page_node(page, groups)
        for item in page.fields:
            nodes.update(_field_nodes(item, page.id, kinds, groups, plan.inside.get(item.id, ())))
    return RuleForm(tuple(nodes[id_] for id_ in plan.order), groups, nodes)


def _program(rule: AnyRule | None, groups: Mapping[str, str]) -> Program | None:
    return None if rule is None else compile_rule(rule, groups)


def _page_node(page: FormPage, groups: Mapping[str, str]) -> Step:
    visible = _program(page.visible_if, groups)
    return Step(page.id, page.id, None, page.visible_if, visible)


def _field_nodes(
    item: Field,
    page_id: str,
    kinds: Mapping[str, AnswerKind],
    groups: Mapping[str, str],
    order: tuple[str, ...],
) -> Iterator[tuple[str, Step]]:
    inner: dict[str, Step] = {}
    for sub in item.fields:
        inner.update(_field_nodes(sub, page_id, kinds, groups, ()))
    yield from inner.items()
    yield (
        item.id,
        Step(
            item.id,
            page_id,
            kinds.get(item.type, "none"),
            item.visible_if,
            _program(item.visible_if, groups),
            _program(item.calculate, groups),
            tuple(inner[id_] for id_ in order),
        ),
    )


class Evaluation:
    """The outcome for one set of answers.

    ``visible`` holds ids of pages and fields, and for fields inside groups paths such as
    ``fld_children/r1/fld_name``. ``values`` holds the JSON answers of visible fields only, null
    when unanswered, calculations included. ``reasons`` explains everything that is hidden.
    """

    state: State
    """Rule values of visible answers, for rules that live outside the form."""

    def __init__(self, form: RuleForm, state: State) -> None:
        self.values: dict[str, Any] = {}
        self._shown: set[str] = set()
        self._form = form
        self.state = state

    @cached_property
    def visible(self) -> frozenset[str]:
        return frozenset(self._shown)

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        found = {}
        for step in self._form.steps:
            if step.id not in self._shown:
                found[step.id] = self._reason(step)
            elif step.inner:
                found.update(self._row_reasons(step))
        return found

    def _reason(self, node: Step) -> Reason:
        culprit = node
        if node.page_id not in self._shown:
            culprit = self._form.nodes[node.page_id]
        assert culprit.rule is not None
        parts = failing_parts(culprit.rule, self._form.groups, self.state)
        return Reason(culprit.id, parts)

    def _row_reasons(self, group: Step) -> Iterator[tuple[str, Reason]]:
        rows = zip(self.values[group.id], self.state.values[group.id], strict=True)
        for stored, row in rows:
            self.state.rows[group.id] = row
            for sub in group.inner:
                path = f"{group.id}/{stored['_row']}/{sub.id}"
                if path not in self._shown:
                    assert sub.rule is not None
                    parts = failing_parts(sub.rule, self._form.groups, self.state)
                    yield path, Reason(sub.id, parts)
            self.state.rows.pop(group.id)


def run(form: RuleForm, answers: Mapping[str, Any], context: Context) -> Evaluation:
    """Evaluate. Total: whatever ``answers`` holds, nothing is raised."""
    profile = {key: load_constant(value) for key, value in context.profile.items()}
    today = context.today.isoformat()[:10] if context.today else None
    state = State(today=today, profile=profile)
    result = Evaluation(form, state)
    shown, values = result._shown, result.values
    for node in form.steps:
        if node.page_id not in shown and node.kind is not None:
            continue
        if node.visible is not None and node.visible(state) is not True:
            continue
        shown.add(node.id)
        if node.kind == "rows":
            _run_rows(node, answers.get(node.id), state, result)
        elif node.kind is not None and node.kind != "none":
            stored = _answer(node, answers.get(node.id), state, state.values)
            values[node.id] = stored
    return result


def _answer(node: Step, raw: object, state: State, into: Row) -> object:
    """Put the rule value of one field into ``into`` and give back its JSON answer."""
    kind = node.kind or "none"
    if node.calculate is not None:
        raw = store_calculated(node.calculate(state), kind)
    value = LOADERS[kind](raw)
    if value is None:
        return None
    into[node.id] = value
    return raw if kind in ("number", "money") else value


def _run_rows(group: Step, raw: object, state: State, result: Evaluation) -> None:
    stored_rows: list[dict[str, Any]] = []
    rows: list[Row] = []
    given = raw[:MAX_ROWS] if type(raw) is list else []
    for position, answers in enumerate(given):
        if type(answers) is not dict:
            continue
        row: Row = {}
        state.rows[group.id] = row
        stored: dict[str, Any] = {"_row": row_id(answers, position)}
        for node in group.inner:
            if node.visible is not None and node.visible(state) is not True:
                continue
            result._shown.add(f"{group.id}/{stored['_row']}/{node.id}")
            if node.kind not in ("none", "rows"):
                stored[node.id] = _answer(node, answers.get(node.id), state, row)
        rows.append(row)
        stored_rows.append(stored)
    state.rows.pop(group.id, None)
    state.values[group.id] = rows
    result.values[group.id] = stored_rows


def row_id(row: Mapping[str, Any], position: int) -> str:
    """The row's own id, or one made from its place when it has none that is usable."""
    given = row.get("_row")
    return given if type(given) is str and ROW_ID.fullmatch(given) else f"r{position + 1}"
