"""Which questions are there, and what do the calculations give: one pass in dependency order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from formbuilder.domain.context import Context
from formbuilder.domain.document import Field, FormSection
from formbuilder.domain.limits import MAX_ROWS
from formbuilder.domain.plan import group_map, plan_form
from formbuilder.domain.program import Program, Row, State, compile_rule, failing_parts
from formbuilder.domain.rules import AnyRule
from formbuilder.domain.values import LOADERS, AnswerKind, load_constant, store_calculated, to_json

ROW_ID: Final = re.compile(r"[A-Za-z0-9]{1,32}")


@dataclass(frozen=True, slots=True)
class Step:
    """A section, page or field as the evaluator sees it."""

    id: str
    owner: str
    """The page of a field, the section of a page; empty when it stands alone."""
    kind: AnswerKind | None
    """``None`` for a page or section."""
    rule: AnyRule | None
    visible: Program | None
    calculate: Program | None = None
    inner: tuple["Step", ...] = ()
    required: Program | bool = False


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
    for section in form.sections:
        visible = _program(section.visible_if, groups)
        nodes[section.id] = Step(section.id, "", None, section.visible_if, visible)
    for page in form.pages:
        owner = page.section if page.section in nodes else None
        visible = _program(page.visible_if, groups)
        nodes[page.id] = Step(page.id, owner or "", None, page.visible_if, visible)
        for item in page.fields:
            nodes.update(_field_nodes(item, page.id, kinds, groups, plan.inside.get(item.id, ())))
    return RuleForm(tuple(nodes[id_] for id_ in plan.order), groups, nodes)


def _program(rule: AnyRule | None, groups: Mapping[str, str]) -> Program | None:
    return None if rule is None else compile_rule(rule, groups)


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
            _required(item, groups),
        ),
    )


def _required(item: Field, groups: Mapping[str, str]) -> Program | bool:
    """Nobody can be asked for what is calculated."""
    if item.calculate is not None or item.required:
        return item.calculate is None
    return _program(item.required_if, groups) or False


class Evaluation:
    """The outcome for one set of answers.

    ``visible`` holds ids of sections, pages and fields, and for fields inside groups paths such as
    ``fld_children/r1/fld_name``. ``values`` holds the JSON answers of visible fields only, null
    when unanswered, calculations included. ``required`` holds ids and paths of the visible fields
    that must be answered. ``reasons`` explains everything that is hidden.
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
    def required(self) -> frozenset[str]:
        """Told after the pass, so two fields may each be required while the other is empty."""
        found = {
            step.id
            for step in self._form.steps
            if step.required is not False
            and step.id in self._shown
            and (step.required is True or step.required(self.state) is True)
        }
        for group in self._form.steps:
            if any(sub.required is not False for sub in group.inner) and group.id in self._shown:
                found.update(self._required_in_rows(group))
        return frozenset(found)

    def _required_in_rows(self, group: Step) -> Iterator[str]:
        rows = zip(self.values[group.id], self.state.values[group.id], strict=True)
        for stored, row in rows:
            self.state.rows[group.id] = row
            for sub in group.inner:
                path = f"{group.id}/{stored['_row']}/{sub.id}"
                asked = sub.required if type(sub.required) is bool else sub.required(self.state)
                if asked is True and path in self._shown:
                    yield path
        self.state.rows.pop(group.id, None)

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
        while culprit.owner and culprit.owner not in self._shown:
            culprit = self._form.nodes[culprit.owner]
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
        self.state.rows.pop(group.id, None)


def run(form: RuleForm, answers: Mapping[str, Any], context: Context) -> Evaluation:
    """Evaluate. Total: whatever ``answers`` holds, nothing is raised."""
    profile = {key: load_constant(value) for key, value in context.profile.items()}
    today = context.today.isoformat()[:10] if context.today else None
    state = State(today=today, profile=profile, workdays=context.workdays)
    result = Evaluation(form, state)
    shown, values = result._shown, result.values
    for node in form.steps:
        if node.owner and node.owner not in shown:
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
    if kind in ("parts", "scalar"):
        return to_json(value)
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
