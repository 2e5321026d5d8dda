"""What keeps a service from being published, said so that its author finds the place."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """``path`` is made of stable ids (``form/pag_a/fld_b``, ``fees/fee_c/wvr_d``),
    so it still leads to the place after things were moved. Errors forbid publishing.
    """

    path: str
    code: str
    message: str
    severity: Severity = "error"

    @property
    def key(self) -> str:
        """What a reason for a warning is filed under."""
        return f"{self.path}|{self.code}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def errors_in(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
