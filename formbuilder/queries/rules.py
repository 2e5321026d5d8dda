"""Rules outside the form itself: fees, waivers, dossier components and process branches use them.

They see the answers exactly as the form's own rules do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formbuilder.domain.document import FormSection
from formbuilder.domain.evaluation import Evaluation
from formbuilder.domain.operators import RuleType
from formbuilder.domain.problems import Problem
from formbuilder.domain.program import Program, compile_rule
from formbuilder.domain.rules import AnyRule
from formbuilder.domain.values import to_json
from formbuilder.queries.check_rules import RuleCheck
from formbuilder.queries.compile import CompiledForm


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule bound to one form."""

    program: Program

    def value(self, evaluation: Evaluation) -> Any:
        """The result as JSON; null when it cannot be told."""
        return to_json(self.program(evaluation.state))

    def holds(self, evaluation: Evaluation) -> bool:
        """Whether the result is exactly true."""
        return self.program(evaluation.state) is True


def compile_condition(compiled: CompiledForm, rule: AnyRule) -> CompiledRule:
    """Raises ``UnknownPlugin`` for an unknown operator; check with ``check_rule`` first."""
    return CompiledRule(compile_rule(rule, compiled.rules.groups))


def check_rule(
    form: FormSection, rule: AnyRule, *, wanted: RuleType, name: str, path: str
) -> Iterator[Problem]:
    """Faults of a rule that lives outside the form; ``name`` says what it is, in Vietnamese."""
    return RuleCheck(form).outside_rule(rule, wanted, name, path)
