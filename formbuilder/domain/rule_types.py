"""Static types of rules: what each node gives, and where that cannot work."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formbuilder.domain import numbers
from formbuilder.domain.dates import parts_of
from formbuilder.domain.limits import MAX_RULE_DEPTH, MAX_RULE_NODES
from formbuilder.domain.operators import RuleType, operators
from formbuilder.domain.program import is_over_rows
from formbuilder.domain.rules import (
    AnyRule,
    Call,
    Constant,
    ProfileRef,
    Ref,
    rule_depth,
    walk_rule,
)
from formbuilder.domain.values import AnswerKind

_OF_KIND: Final[Mapping[AnswerKind, RuleType]] = {
    "text": "text",
    "choice": "text",
    "number": "number",
    "money": "number",
    "date": "date",
    "bool": "bool",
    "choices": "list",
    "address": "address",
    "parts": "parts",
    "scalar": "any",
    "files": "files",
    "rows": "rows",
    "none": "any",
}
_OF_ADDRESS: Final[Mapping[str, RuleType]] = dict.fromkeys(
    ("province", "commune", "detail"), "text"
)
_OF_PROFILE: Final[Mapping[str, RuleType]] = {
    "birth_date": "date",
    "address": "address",
    "assurance": "number",
}
_ORDERED: Final = frozenset({"lt", "le", "gt", "ge", "between"})
_COMPARED: Final = frozenset({"eq", "ne", "in"}) | _ORDERED


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a rule; ``known`` fills the placeholders of the message."""

    pointer: str
    code: str
    known: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What rules of one field may name. ``inside`` is the group the rule's field belongs to."""

    kinds: Mapping[str, AnswerKind]
    groups: Mapping[str, str]
    options: Callable[[str], frozenset[str] | None]
    inside: str = ""
    parts: Callable[[str], Mapping[str, RuleType] | None] = lambda _field_id: None
    """Parts of a composite field by name; ``None`` when they are not known."""


def rule_faults(rule: AnyRule, scope: Scope, wanted: RuleType) -> Iterator[Fault]:
    """Everything wrong with a rule that should give ``wanted``."""
    if rule_depth(rule) > MAX_RULE_DEPTH or sum(1 for _ in walk_rule(rule)) > MAX_RULE_NODES:
        yield Fault("", "rule_too_large", {"depth": MAX_RULE_DEPTH, "nodes": MAX_RULE_NODES})
        return
    checker = _Checker(scope)
    found = checker.type_of(rule, "", scope.inside, ())
    yield from checker.faults
    if not checker.faults and not _fits(found, wanted):
        yield Fault("", "rule_result", {"wanted": wanted, "found": found})


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[Fault] = []

    def _fault(self, pointer: str, code: str, **known: Any) -> None:
        self.faults.append(Fault(pointer, code, known))

    def type_of(self, rule: AnyRule, at: str, inside: str, over: tuple[str, ...]) -> RuleType:
        """Type of a node; ``inside`` is the field's group, ``over`` the groups looped over."""
        if isinstance(rule, Constant):
            return self._constant(rule.value, at)
        if isinstance(rule, ProfileRef):
            return _OF_PROFILE.get(rule.profile, "text")
        if isinstance(rule, Ref):
            return self._ref(rule, at, (inside, *over))
        if rule.op not in operators:
            self._fault(at, "unknown_operator", op=rule.op)
            return "any"
        if is_over_rows(rule, self.scope.groups):
            return self._over_rows(rule, at, inside, over)
        return self._call(rule, at, inside, over)

    def _constant(self, value: Any, at: str) -> RuleType:
        if isinstance(value, list):
            for item in value:
                self._constant(item, at)
            return "list"
        if isinstance(value, bool):
            return "bool"
        if isinstance(value, (int, float)):
            exact = numbers.from_json(value)
            if exact is None or numbers.to_json(exact) != value:
                self._fault(at, "number_range")
            return "number"
        return "text" if isinstance(value, str) else "any"

    def _ref(self, rule: Ref, at: str, reachable: tuple[str, ...]) -> RuleType:
        kind, group = self.scope.kinds.get(rule.ref), self.scope.groups.get(rule.ref)
        if kind is None:
            self._fault(at, "unknown_field", ref=rule.ref)
            return "any"
        if group and group not in reachable:
            self._fault(at, "row_field_outside", ref=rule.ref)
        return self._part(rule, kind, at) if rule.part else _OF_KIND[kind]

    def _part(self, rule: Ref, kind: AnswerKind, at: str) -> RuleType:
        if kind not in ("address", "parts"):
            self._fault(at, "not_an_address", ref=rule.ref)
            return "text"
        known = _OF_ADDRESS if kind == "address" else self.scope.parts(rule.ref)
        if known is not None and rule.part not in known:
            self._fault(at, "unknown_part", ref=rule.ref, part=rule.part)
        return "any" if known is None else known.get(str(rule.part), "any")

    def _over_rows(self, rule: Call, at: str, inside: str, over: tuple[str, ...]) -> RuleType:
        group = rule.args[0]
        assert isinstance(group, Ref)
        if over:
            self._fault(at, "nested_rows", op=rule.op)
            return "any"
        found = self.type_of(rule.args[1], f"{at}/args/1", inside, (group.ref,))
        operator = operators.get(rule.op)
        wanted: RuleType = "bool" if rule.op == "count" else operator.accepts[0]
        if not _fits(found, wanted):
            self._fault(f"{at}/args/1", "argument_type", op=rule.op, wanted=wanted, found=found)
        return operator.returns

    def _call(self, rule: Call, at: str, inside: str, over: tuple[str, ...]) -> RuleType:
        operator = operators.get(rule.op)
        most = None if operator.repeats else len(operator.accepts)
        if len(rule.args) < operator.at_least or (most is not None and len(rule.args) > most):
            self._fault(at, "argument_count", op=rule.op, least=operator.at_least)
            return operator.returns
        found = [
            self.type_of(arg, f"{at}/args/{index}", inside, over)
            for index, arg in enumerate(rule.args)
        ]
        for index, given in enumerate(found):
            wanted = operator.accepted_at(index) or "any"
            if not self._accepts(rule.args[index], given, wanted):
                place = f"{at}/args/{index}"
                self._fault(place, "argument_type", op=rule.op, wanted=wanted, found=given)
        self._compared(rule, found, at)
        return _result(rule, operator.returns, found)

    def _accepts(self, arg: AnyRule, given: RuleType, wanted: RuleType) -> bool:
        if wanted == "date" and isinstance(arg, Constant) and isinstance(arg.value, str):
            return parts_of(arg.value) is not None
        return _fits(given, wanted)

    def _compared(self, rule: Call, found: list[RuleType], at: str) -> None:
        """Comparisons that could never be true are mistakes of the builder."""
        if rule.op not in _COMPARED:
            if rule.op == "contains":
                self._known_options(rule.args[0], rule.args[1], at)
            return
        first, subject = found[0], rule.args[0]
        for index, (arg, other) in enumerate(zip(rule.args[1:], found[1:], strict=True), start=1):
            if not _comparable(rule.op, first, other, arg):
                known = {"op": rule.op, "wanted": first, "found": other}
                self._fault(f"{at}/args/{index}", "argument_type", **known)
            self._known_options(subject, arg, f"{at}/args/{index}")

    def _known_options(self, subject: AnyRule, arg: AnyRule, at: str) -> None:
        if not isinstance(subject, Ref) or not isinstance(arg, Constant):
            return
        offered = self.scope.options(subject.ref)
        if offered is None:
            return
        for value in arg.value if isinstance(arg.value, list) else [arg.value]:
            if value is not None and value not in offered:
                self._fault(at, "unknown_choice", ref=subject.ref, value=value)


def _fits(found: RuleType, wanted: RuleType) -> bool:
    if "any" in (found, wanted) or found == wanted:
        return True
    return found == "date" and wanted == "text"


def _comparable(op: str, first: RuleType, other: RuleType, arg: AnyRule) -> bool:
    if op == "in" and other == "list":
        return True
    if op in _ORDERED:
        dated = isinstance(arg, Constant) and isinstance(arg.value, str) and parts_of(arg.value)
        kinds = {first, "date" if dated else other} - {"any"}
        return kinds in ({"number"}, {"date"}, set())
    if first in ("list", "address", "parts", "files", "rows"):
        return False
    return _fits(first, other) or _fits(other, first)


def _result(rule: Call, declared: RuleType, found: list[RuleType]) -> RuleType:
    """``if`` and ``coalesce`` give what their branches give when these agree."""
    if rule.op not in ("if", "coalesce"):
        return declared
    branches = set(found[1:] if rule.op == "if" else found) - {"any"}
    return branches.pop() if len(branches) == 1 else "any"
