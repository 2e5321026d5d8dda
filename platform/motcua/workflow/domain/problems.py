"""What the checks of a process tell."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class StepProblem:
    """``step_id`` is empty when the whole process is meant. Errors forbid publishing."""

    step_id: str
    code: str
    message: str
    severity: Severity = "error"
