"""The only thing a process may evaluate: which outcome was recorded.

The library's own engine runs conditions and scripts as Python. Process text comes from tenants,
so that engine is replaced, never configured.
"""

from typing import Any, NoReturn

from SpiffWorkflow.task import Task

from motcua.workflow.bpmn import names

OUTCOME = "outcome"


class EvaluationRefused(Exception):
    """Process text asked for something other than comparing the outcome: a defect or an attack."""


class OutcomeEngine:
    """Stands where SpiffWorkflow expects a script engine."""

    def evaluate(
        self, task: Task, expression: str, external_context: dict[str, Any] | None = None
    ) -> bool:
        wanted = names.outcome_in(expression)
        if wanted is None:
            raise EvaluationRefused("only the outcome of a step can be compared")
        return bool(task.data.get(OUTCOME) == wanted)

    def validate(self, expression: str) -> None:
        if names.outcome_in(expression) is None:
            raise EvaluationRefused("only the outcome of a step can be compared")

    def execute(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise EvaluationRefused("scripts are not run")

    def call_service(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise EvaluationRefused("services are not called")
