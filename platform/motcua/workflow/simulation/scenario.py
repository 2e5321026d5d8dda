"""What a simulation is told: the steps, who works, what comes in, and how long things take.

Times are working minutes of ``calendar``; a unit that keeps other hours works by its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from motcua.kernel.errors import Invalid
from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.due_rules import DueRule
from motcua.workflow.domain.steps import StepKind, StepSpec, StepTable

MAX_DOSSIERS: Final = 120_000
MAX_PEOPLE: Final = 1_000
MAX_DAYS: Final = 750
_OTHERS: Final = frozenset(
    {
        StepKind.CITIZEN,
        StepKind.WAIT_FEE,
        StepKind.CONSULT,
        StepKind.WAIT_DATE,
        StepKind.AUTOMATIC,
    }
)
"""Steps at which no officer of ours works."""


class SimulationRefused(Invalid):
    """The scenario cannot be run; ``details["problems"]`` names steps where a step is at fault."""

    code = "simulation_refused"


class Order(StrEnum):
    """What an officer takes next."""

    DUE = "due"
    FIRST_COME = "first_come"


@dataclass(frozen=True, slots=True)
class StepInput:
    """``minutes`` is the mean time of work, or of waiting where nobody works.

    ``shares``: outcome id to how often it is taken; they need not sum to one.
    """

    minutes: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Dossiers that come in: a mean number a working day at random, or given times."""

    per_working_day: float = 0
    days: int = 0
    times: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """``people`` by pool; a pool that is not named never lets anybody wait.

    ``recount``: after a supplement the whole term counts again; else the waiting is added.
    ``rule`` may be left out: then nothing is late.
    """

    table: StepTable
    calendar: WorkingCalendar
    start: datetime
    arrivals: Arrivals
    people: Mapping[str, int]
    inputs: Mapping[str, StepInput]
    rule: DueRule | None = None
    recount: bool = False
    unit_calendars: Mapping[str, WorkingCalendar] = field(default_factory=dict)
    """By agency key (``agency:<uuid>``), of units that keep other hours than ``calendar``."""
    order: Order = Order.DUE
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Officers who share one inbox."""

    key: str
    role: str
    agency: str
    steps: tuple[str, ...] = field(default=())


def pool_of(table: StepTable, step: StepSpec) -> str | None:
    """Whose inbox a step lands in; ``None`` where no officer of ours works.

    "The officer who did step n" is one of the officers of that step's pool.
    """
    if step.kind.is_routing or step.kind in _OTHERS:
        return None
    earlier = table.by_id.get(step.officer_of) if step.officer_of else None
    role, agency = (earlier.role, earlier.agency) if earlier else (step.role, step.agency)
    return f"{role}@{agency}" if role and role != "applicant" else None


def pools_of(table: StepTable) -> list[Pool]:
    """In the order in which the table names them."""
    steps: dict[str, list[str]] = {}
    for step in table.steps:
        key = pool_of(table, step)
        if key is not None:
            steps.setdefault(key, []).append(step.id)
    found = []
    for key, members in steps.items():
        role, _at, agency = key.partition("@")
        found.append(Pool(key, role, agency, tuple(members)))
    return found
