"""What an operator is, and the registry of them.

A new operator is one entry here, its twin in ``form-engine`` and golden vectors for both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from motcua.kernel.registry import Registry

RuleType = Literal[
    "any", "bool", "number", "text", "date", "list", "address", "parts", "files", "rows"
]


@dataclass(slots=True)
class Operator:
    """A total, pure function over rule values. It gets the arguments it declares, no others.

    ``accepts`` gives the types of the arguments by position, the last one repeated when
    ``repeats``; ``at_least`` is how many must be there. ``over_rows`` tells that the operator
    also works on a repeating group (first argument) with an expression per row (second one).
    """

    key: str
    apply: Callable[..., Any]
    accepts: tuple[RuleType, ...]
    returns: RuleType
    at_least: int
    repeats: bool = False
    over_rows: bool = False
    reads_today: bool = False
    reads_workdays: bool = False
    """It gets today, or the tenant's working days, before its arguments."""
    weight: int = 1
    """Its worst case, in steps of the size of an addition."""

    def accepted_at(self, position: int) -> RuleType | None:
        """Type wanted at ``position``; ``None`` when there is no such argument."""
        if position < len(self.accepts):
            return self.accepts[position]
        return self.accepts[-1] if self.repeats and self.accepts else None


operators: Final[Registry[Operator]] = Registry("rule operator", Operator)


def define(
    key: str,
    apply: Callable[..., Any],
    accepts: tuple[RuleType, ...],
    returns: RuleType,
    *,
    at_least: int | None = None,
    repeats: bool = False,
    over_rows: bool = False,
    reads_today: bool = False,
    reads_workdays: bool = False,
    weight: int = 1,
) -> None:
    """Register one operator; all declared arguments are needed unless ``at_least`` says less."""
    needed = len(accepts) if at_least is None else at_least
    operators.register(
        Operator(
            key,
            apply,
            accepts,
            returns,
            needed,
            repeats,
            over_rows,
            reads_today,
            reads_workdays,
            weight,
        )
    )
