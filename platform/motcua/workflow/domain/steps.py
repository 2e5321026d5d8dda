"""The table of steps a clerk edits: the only description of a process, BPMN is drawn from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Self
from uuid import UUID

APPLICANT = "applicant"
OFFICER_PREFIX = "officer:"
RECEIVING = "receiving"
COMPETENT = "competent"
AGENCY_PREFIX = "agency:"
END_PREFIX = "end:"


class StepKind(StrEnum):
    RECEPTION = "reception"
    REVIEW = "review"
    DRAFT = "draft"
    APPROVE = "approve"
    ISSUE = "issue"
    RETURN = "return"
    CITIZEN = "citizen"
    WAIT_FEE = "wait_fee"

    @property
    def is_waiting(self) -> bool:
        """The citizen's own time, which the law does not charge to the authority."""
        return self in (StepKind.CITIZEN, StepKind.WAIT_FEE)


class EndKey(StrEnum):
    ISSUED = "issued"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


END_KEYS = frozenset(key.value for key in EndKey)


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """One way to leave a step. ``to`` is a step id or ``end:issued``, ``end:refused``, …

    ``kind`` is a free word for the layer above (``forward``, ``supplement``, ``refuse``, …).
    """

    id: str
    label: str
    to: str
    requires_reason: bool = False
    kind: str = "forward"

    @property
    def end_key(self) -> str | None:
        return self.to.removeprefix(END_PREFIX) if self.to.startswith(END_PREFIX) else None


@dataclass(frozen=True, slots=True)
class StepSpec:
    """One row of the table.

    ``role``: a role key, ``applicant``, or ``officer:<step id>`` for whoever did that step.
    ``agency``: ``receiving``, ``competent`` or ``agency:<uuid>``.
    ``working_minutes``: time allowed; ``None`` while the author has not said.
    ``timeout_outcome``: the outcome taken by itself when the time is over, e.g. "silence means
    agreement"; empty when nothing happens.
    """

    id: str
    name: str
    role: str
    kind: StepKind
    outcomes: tuple[OutcomeSpec, ...]
    working_minutes: int | None = None
    agency: str = COMPETENT
    national_state: int = 4
    timeout_outcome: str = ""

    @property
    def officer_of(self) -> str | None:
        """The step whose officer does this one, when ``role`` says so."""
        if not self.role.startswith(OFFICER_PREFIX):
            return None
        return self.role.removeprefix(OFFICER_PREFIX)

    @property
    def agency_id(self) -> UUID | None:
        """The agency named outright, if any. Raises ``ValueError`` on a malformed id."""
        if not self.agency.startswith(AGENCY_PREFIX):
            return None
        return UUID(self.agency.removeprefix(AGENCY_PREFIX))

    def outcome(self, outcome_id: str) -> OutcomeSpec | None:
        return next((one for one in self.outcomes if one.id == outcome_id), None)


@dataclass(frozen=True)
class StepTable:
    """The steps in the order of the table; the first row is where a process starts.

    ``total_minutes`` is the statutory term in working minutes, to check the steps against.
    """

    steps: tuple[StepSpec, ...]
    total_minutes: int | None = None

    @cached_property
    def by_id(self) -> Mapping[str, StepSpec]:
        return {step.id: step for step in reversed(self.steps)}

    def step(self, step_id: str) -> StepSpec:
        return self.by_id[step_id]

    def arrows(self) -> Iterator[tuple[StepSpec, OutcomeSpec]]:
        return ((step, outcome) for step in self.steps for outcome in step.outcomes)

    def end_keys(self) -> Sequence[str]:
        """Ends in use, in order of appearance."""
        return list(dict.fromkeys(o.end_key for _, o in self.arrows() if o.end_key is not None))

    def to_json(self) -> dict[str, Any]:
        """Stable plain data; what is hashed and stored with a process version."""
        return {
            "total_minutes": self.total_minutes,
            "steps": [_step_to_json(step) for step in self.steps],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            steps=tuple(_step_from_json(row) for row in data["steps"]),
            total_minutes=data.get("total_minutes"),
        )


def end_state(end_key: str, *, last_kind: StepKind) -> int:
    """The national dossier state (1 to 10) of a process that ended.

    A reasoned refusal after reception is a processed dossier (9), only a refusal at the counter
    is state 3; a result counts as handed over (10) once the return step is done.
    """
    match end_key:
        case EndKey.REFUSED:
            return 3 if last_kind is StepKind.RECEPTION else 9
        case EndKey.STOPPED:
            return 8
        case EndKey.WITHDRAWN:
            return 7
        case _:
            return 10 if last_kind is StepKind.RETURN else 9


def _step_to_json(step: StepSpec) -> dict[str, Any]:
    return {
        "id": step.id,
        "name": step.name,
        "role": step.role,
        "agency": step.agency,
        "kind": step.kind.value,
        "working_minutes": step.working_minutes,
        "national_state": step.national_state,
        "timeout_outcome": step.timeout_outcome,
        "outcomes": [
            {
                "id": outcome.id,
                "label": outcome.label,
                "to": outcome.to,
                "requires_reason": outcome.requires_reason,
                "kind": outcome.kind,
            }
            for outcome in step.outcomes
        ],
    }


def _step_from_json(row: Mapping[str, Any]) -> StepSpec:
    return StepSpec(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        agency=row.get("agency", COMPETENT),
        kind=StepKind(row["kind"]),
        working_minutes=row.get("working_minutes"),
        national_state=row.get("national_state", 4),
        timeout_outcome=row.get("timeout_outcome", ""),
        outcomes=tuple(OutcomeSpec(**outcome) for outcome in row["outcomes"]),
    )
