"""The only thing a process may evaluate: which outcome was recorded, or is to be chosen.

The library's own engine runs conditions and scripts as Python. Process text comes from tenants,
so that engine is replaced, never configured.
"""

from collections.abc import Callable
from typing import Any, Final, NoReturn

from SpiffWorkflow.task import Task

from motcua.workflow.bpmn import names

OUTCOME = "outcome"
MAX_CHOICES: Final = 200
"""Choices made in one move; more is a circle of choices with nobody in between."""

Decider = Callable[[str], str]
"""Step id of a choice to the id of the outcome to take. What it goes by is the caller's."""


class EvaluationRefused(Exception):
    """Process text asked for something other than comparing the outcome: a defect or an attack."""


def refuse_to_choose(step_id: str) -> NoReturn:
    raise EvaluationRefused(f"nobody can say what to choose at {step_id}")


class OutcomeEngine:
    """Stands where SpiffWorkflow expects a script engine. One for each move of a run."""

    def __init__(self, decider: Decider = refuse_to_choose) -> None:
        self._decider = decider
        self._chosen: dict[object, str] = {}

    def evaluate(
        self, task: Task, expression: str, external_context: dict[str, Any] | None = None
    ) -> bool:
        wanted = names.outcome_in(expression)
        if wanted is None:
            raise EvaluationRefused("only the outcome of a step can be compared")
        choice = names.choice_of(task.task_spec.name)
        if choice is not None:
            return self._choose(task, choice) == wanted
        return bool(task.data.get(OUTCOME) == wanted)

    def _choose(self, task: Task, step_id: str) -> str:
        if task.id not in self._chosen:
            if len(self._chosen) >= MAX_CHOICES:
                raise EvaluationRefused("choices lead round in a circle")
            self._chosen[task.id] = self._decider(step_id)
        return self._chosen[task.id]

    def validate(self, expression: str) -> None:
        if names.outcome_in(expression) is None:
            raise EvaluationRefused("only the outcome of a step can be compared")

    def execute(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise EvaluationRefused("scripts are not run")

    def call_service(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise EvaluationRefused("services are not called")
