"""Can a condition ever be true, ever be false? Told by trying all answers that make a difference.

A question whose answers are only compared with constants has few answers that matter: its
options, or the numbers around those it is compared with. Whatever cannot be split that way (an
age, a sum, two questions compared) counts as a condition of its own that may be true or false
freely. So "never" and "always" are proven, and what is not proven is not said.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from formbuilder.domain import numbers
from formbuilder.domain.dates import add_days, day_of
from formbuilder.domain.operators import operators
from formbuilder.domain.rules import AnyRule, Call, Constant, Ref, plain
from formbuilder.domain.values import AnswerKind, Value, load_constant

MAX_TRIES: Final = 1_500
MAX_MENTIONED: Final = 5
MAX_VARIABLES: Final = 10
"""Each has two values at least, so more are more than ``MAX_TRIES`` for sure."""
_JOINS: Final = frozenset({"and", "or", "not", "all", "any", "if"})
_TESTS: Final = frozenset(
    {"eq", "ne", "lt", "le", "gt", "ge", "between", "in", "contains", "empty", "filled"}
)
_OTHER: Final = "\u0000other"

Answers = Mapping[str, Value]
Test = Callable[[Answers], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a field: its kind, the choices it offers, its bounds as rule values."""

    kind: AnswerKind
    options: tuple[str, ...] | None = None
    low: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Truth:
    """``sometimes`` true, ``fails`` sometimes; both ``True`` when it cannot be told."""

    sometimes: bool = True
    fails: bool = True


@dataclass(slots=True)
class Abstraction:
    """Conditions as tests over variables: questions by id, everything else by its own text."""

    questions: Mapping[str, Question]
    constants: dict[str, list[Value]] = field(default_factory=dict)
    atoms: set[str] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)
    """Texts of nodes already told, by identity; shared while one form is looked at."""

    def test(self, rule: AnyRule) -> Test:
        """Whether ``rule`` is true, given values of the variables."""
        if isinstance(rule, Constant):
            known = rule.value is True
            return lambda _answers: known
        if isinstance(rule, Call) and not _is_whole(rule):
            return self._atom(rule)
        if isinstance(rule, Call) and rule.op in _JOINS and not _over_a_list(rule):
            return self._join(rule)
        if isinstance(rule, Ref) and not rule.part and self._kind(rule) == "bool":
            self.constants.setdefault(rule.ref, [])
            wanted = rule.ref
            return lambda answers: answers[wanted] is True
        if isinstance(rule, Call) and rule.op in _TESTS and self._is_split(rule):
            return self._comparison(rule)
        return self._atom(rule)

    def _kind(self, ref: Ref) -> AnswerKind | None:
        known = self.questions.get(ref.ref)
        return known.kind if known else None

    def _join(self, rule: Call) -> Test:
        parts = [self.test(arg) for arg in rule.args]
        if rule.op == "not":
            return lambda answers: not parts[0](answers)
        if rule.op == "if":
            other = parts[2] if len(parts) > 2 else _never
            return lambda answers: parts[1](answers) if parts[0](answers) else other(answers)
        if rule.op in ("and", "all"):
            return lambda answers: all(part(answers) for part in parts)
        return lambda answers: any(part(answers) for part in parts)

    def _is_split(self, rule: Call) -> bool:
        """A question compared with constants only."""
        subject = rule.args[0] if rule.args else None
        if not isinstance(subject, Ref) or subject.part:
            return all(isinstance(arg, Constant) for arg in rule.args) and bool(rule.args)
        kind = self._kind(subject)
        if kind in (None, "files", "address", "rows", "none", "parts", "scalar"):
            return False
        if kind == "choices" and len(self.constants.get(subject.ref, ())) >= MAX_MENTIONED:
            return False
        if rule.op == "contains" and kind != "choices":
            return False
        return all(isinstance(arg, Constant) for arg in rule.args[1:])

    def _comparison(self, rule: Call) -> Test:
        apply = operators.get(rule.op).apply
        subject, rest = rule.args[0], [_constant(arg) for arg in rule.args[1:]]
        if not isinstance(subject, Ref):
            known = apply(_constant(subject), *rest) is True
            return lambda _answers: known
        wanted = subject.ref
        met = self.constants.setdefault(wanted, [])
        met.extend(value for each in rest for value in (each if type(each) is list else [each]))
        return lambda answers: apply(answers[wanted], *rest) is True

    def _atom(self, rule: AnyRule) -> Test:
        name = self.names.get(id(rule))
        if name is None:
            name = self.names[id(rule)] = json.dumps(plain(rule), sort_keys=True)
        self.atoms.add(name)
        return lambda answers: answers[name] is True

    @property
    def is_large(self) -> bool:
        return len(self.constants) + len(self.atoms) > MAX_VARIABLES

    def domains(self) -> dict[str, list[Value]]:
        """Every variable with the values that make a difference."""
        found: dict[str, list[Value]] = {name: [True, False] for name in sorted(self.atoms)}
        for id_, met in self.constants.items():
            found[id_] = [None, *_domain(self.questions[id_], met)]
        return found


def _never(_answers: Answers) -> bool:
    return False


def _is_whole(rule: Call) -> bool:
    """With as many arguments as its operator takes; other checks tell of the rest."""
    if rule.op not in operators:
        return False
    operator, count = operators.get(rule.op), len(rule.args)
    return count >= operator.at_least and (
        count == 0 or operator.accepted_at(count - 1) is not None
    )


def _over_a_list(rule: Call) -> bool:
    """``any`` and ``all`` of a repeating group or of a single list are no plain joins."""
    return rule.op in ("any", "all") and isinstance(rule.args[0] if rule.args else None, Ref)


def _constant(arg: AnyRule) -> Value:
    return load_constant(arg.value) if isinstance(arg, Constant) else None


def _domain(question: Question, met: list[Value]) -> Iterable[Value]:
    if question.kind == "bool":
        return [True, False]
    if question.kind == "choice" and question.options is not None:
        return question.options
    if question.kind == "choices":
        return _subsets(question, met)
    if question.kind in ("number", "money"):
        return list(_numbers(question, met))
    if question.kind == "date":
        return list(_dates(met))
    return [*dict.fromkeys(value for value in met if type(value) is str and value), _OTHER]


def _subsets(question: Question, met: list[Value]) -> Iterator[Value]:
    """Every choice of the options that are mentioned, with and without one that is not."""
    offered = question.options
    mentioned = [
        value
        for value in dict.fromkeys(each for each in met if type(each) is str)
        if offered is None or value in offered
    ]
    spare = [_OTHER] if offered is None or len(offered) > len(mentioned) else []
    named = [*mentioned, *spare]
    for size in range(1, len(named) + 1):
        yield from (list(each) for each in itertools.combinations(named, size))


def _numbers(question: Question, met: list[Value]) -> Iterator[int]:
    """The numbers met and one on either side of and between them, within the bounds."""
    edges = {value for value in met if type(value) is int}
    edges |= {bound for bound in (question.low, question.high) if bound is not None}
    around = {edge + step for edge in edges for step in (-numbers.ONE, -1, 0, 1, numbers.ONE)}
    for value in sorted(around or {0}):
        if (question.low is None or value >= question.low) and (
            question.high is None or value <= question.high
        ):
            yield value


def _dates(met: list[Value]) -> Iterator[str]:
    days = [day for value in met if (day := day_of(value))]
    for day in sorted(days):
        for step in (-1, 0, 1):
            if moved := add_days(day, step):
                yield moved.isoformat()
    if not days:
        yield "2000-01-01"


def every_case(domains: Mapping[str, list[Value]]) -> Iterator[dict[str, Any]] | None:
    """All combinations; ``None`` when there are too many to try."""
    count = 1
    for values in domains.values():
        count *= max(len(values), 1)
        if count > MAX_TRIES:
            return None
    names = list(domains)
    return (
        dict(zip(names, values, strict=True)) for values in itertools.product(*domains.values())
    )
