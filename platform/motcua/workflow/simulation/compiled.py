"""A scenario made flat for the event loop: numbers instead of names."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from math import exp
from typing import Final

from django.utils.translation import gettext as _

from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.due_rules import DueRule, TermUnit, due_at
from motcua.workflow.domain.steps import END_KEYS, StepKind, StepSpec, StepTable

from .graph import exits
from .scenario import Scenario, SimulationRefused, StepInput, pool_of, pools_of

WORK, DELAY, PASS, SPLIT = range(4)
ENDS: Final = tuple(sorted(END_KEYS))
_DAY_UNITS: Final = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.MONTHS})
_QUANTILES: Final = 512
_NEVER: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Target:
    """``step`` (an index) when not negative, else ``join`` (a parallel step), else an end."""

    step: int = -1
    join: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Row:
    """One step. ``times`` are equally likely lengths; ``limits`` are sums of shares up to 1."""

    spec: StepSpec
    act: int
    pool: int
    times: tuple[float, ...]
    limits: tuple[float, ...]
    targets: tuple[Target, ...]
    way_out: int
    branches: tuple[int, ...]
    allowed: float
    silent: int
    silent_after: float
    is_citizen: bool
    recounts: bool
    receives: tuple[bool, ...]
    """By outcome: whether leaving by it is valid reception."""

    def choose(self, chance: float) -> int:
        return bisect_right(self.limits, chance, 0, len(self.limits) - 1)


def compile_rows(scenario: Scenario) -> list[Row]:
    """Raises ``SimulationRefused`` where a step leads nowhere."""
    table = scenario.table
    refuse_unrunnable(table)
    numbers = {step.id: number for number, step in enumerate(table.steps)}
    pools = {pool.key: number for number, pool in enumerate(pools_of(table))}
    ways_out = exits(table)
    return [_row(scenario, step, numbers, pools, ways_out.get(step.id, "")) for step in table.steps]


def refuse_unrunnable(table: StepTable) -> None:
    """What the checks of the designer also find, as far as it would stop a run."""
    ways_out = exits(table)
    problems = [
        (
            step.author_id,
            _("Từ bước “%(step)s” không đi tới được chỗ kết thúc nào.")
            % {"step": step.name or step.id},
        )
        for step in table.steps
        if step.id not in ways_out or _loses_way(table, step)
    ]
    if not table.steps:
        problems = [("", _("Quy trình chưa có bước nào."))]
    if problems:
        raise SimulationRefused(
            problems[0][1],
            problems=[{"step_id": one, "message": message} for one, message in problems[:20]],
        )


def _loses_way(table: StepTable, step: StepSpec) -> bool:
    known = table.by_id
    targets = [
        outcome.join_of or outcome.to
        for outcome in step.outcomes
        if outcome.end_key not in END_KEYS or outcome.end_key is None
    ]
    return not all(target in known for target in [*targets, *step.branches]) or (
        step.kind is StepKind.PARALLEL and not step.branches
    )


def _row(
    scenario: Scenario,
    step: StepSpec,
    numbers: Mapping[str, int],
    pools: Mapping[str, int],
    way_out: str,
) -> Row:
    told = scenario.inputs.get(step.id, StepInput(0, {}))
    ids = [outcome.id for outcome in step.outcomes]
    targets = tuple(_target(outcome.to, numbers) for outcome in step.outcomes)
    pool = pool_of(scenario.table, step)
    silent = ids.index(step.silent_outcome) if step.silent_outcome in ids else -1
    is_citizen = step.kind.is_waiting
    return Row(
        spec=step,
        act=_act(step, pool),
        pool=pools[pool] if pool else -1,
        times=_times(step, told.minutes),
        limits=_limits([told.shares.get(one, 0.0) for one in ids], ids.index(way_out)),
        targets=targets,
        way_out=ids.index(way_out),
        branches=tuple(numbers[branch] for branch in step.branches),
        allowed=float(step.working_minutes or 0) or _NEVER,
        silent=silent,
        silent_after=float(step.working_minutes or 0) if silent >= 0 else _NEVER,
        is_citizen=is_citizen,
        recounts=scenario.recount and step.kind is StepKind.CITIZEN and step.national_state == 5,
        receives=tuple(_receives(scenario.table, step, target) for target in targets),
    )


def _act(step: StepSpec, pool: str | None) -> int:
    if step.kind is StepKind.PARALLEL:
        return SPLIT
    if step.kind is StepKind.CHOICE:
        return PASS
    return WORK if pool else DELAY


def _target(to: str, numbers: Mapping[str, int]) -> Target:
    head, _colon, tail = to.partition(":")
    if head == "end":
        return Target(end=ENDS.index(tail))
    if head == "join":
        return Target(join=numbers[tail])
    return Target(step=numbers[to])


def _receives(table: StepTable, step: StepSpec, target: Target) -> bool:
    """The clock starts when reception lets the dossier go on, not when it asks for more."""
    if step.kind is not StepKind.RECEPTION or target.end >= 0:
        return False
    return target.step < 0 or table.steps[target.step].kind is not StepKind.CITIZEN


def _limits(shares: list[float], way_out: int) -> tuple[float, ...]:
    """Running sums; the way out always keeps a little, so that chance ends every dossier."""
    kept = [max(share, 0.0) for share in shares]
    kept[way_out] = max(kept[way_out], sum(kept) * 0.001, 1e-9)
    total = sum(kept)
    return tuple(each / total for each in accumulate(kept))


def _times(step: StepSpec, mean: float) -> tuple[float, ...]:
    if mean <= 0 or step.kind is StepKind.WAIT_DATE:
        return (max(mean, 0.0),)
    return tuple(mean * each for each in _shape())


@lru_cache(maxsize=1)
def _shape() -> tuple[float, ...]:
    """Quantiles of work with mean one: often a little shorter, sometimes much longer.

    Gamma with shape 2, the usual form of service times; its distribution is 1 - e^-x (1 + x).
    """
    found = []
    for number in range(_QUANTILES):
        wanted, low, high = (number + 0.5) / _QUANTILES, 0.0, 40.0
        for _round in range(50):
            middle = (low + high) / 2
            if 1 - exp(-middle) * (1 + middle) < wanted:
                low = middle
            else:
                high = middle
        found.append(low)
    mean = sum(found) / _QUANTILES
    return tuple(each / mean for each in found)


class Clock:
    """Between moments and working minutes since the start of the scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.calendar = scenario.calendar
        self.origin = self.calendar.next_working_moment(scenario.start)
        self._rule = scenario.rule
        self._by_day = scenario.rule is not None and scenario.rule.unit in _DAY_UNITS
        self._closings: list[float] = []
        self._dues: list[float] = []
        self._next_day = self.calendar.local_date(self.origin)

    def minutes_at(self, moment: datetime) -> float:
        between = self.calendar.working_time_between(self.origin, moment)
        return between.total_seconds() / 60

    def moment_at(self, minutes: float) -> datetime:
        return self.calendar.add_working_time(self.origin, timedelta(minutes=minutes))

    def end_in(self, calendar: WorkingCalendar, minutes: float, length: float) -> float:
        """When work of that length is done that begins at ``minutes`` in a unit's own hours.

        What the unit works while the others are closed takes none of their minutes.
        """
        done = calendar.add_working_time(self.moment_at(minutes), timedelta(minutes=length))
        return max(self.minutes_at(done), minutes)

    def due_at(self, minutes: float) -> float:
        """Of a dossier received at ``minutes``."""
        if self._rule is None:
            return _NEVER
        if self._by_day:
            return self._due_of_day(minutes)
        return self._exact_due(self._rule, minutes)

    def _due_of_day(self, minutes: float) -> float:
        """All dossiers of one office day have the same date: it is looked up once a day."""
        while not self._closings or self._closings[-1] <= minutes:
            self._add_day()
        return self._dues[bisect_right(self._closings, minutes)]

    def _add_day(self) -> None:
        closing = self.calendar.closing_on_or_after(self._next_day)
        self._next_day = self.calendar.local_date(closing) + timedelta(days=1)
        before = self._closings[-1] if self._closings else 0.0
        self._closings.append(self.minutes_at(closing))
        if self._rule is not None:
            self._dues.append(self._exact_due(self._rule, (before + self._closings[-1]) / 2))

    def _exact_due(self, rule: DueRule, minutes: float) -> float:
        received = self.calendar.add_working_time(self.origin, timedelta(minutes=minutes))
        due = due_at(calendar=self.calendar, rule=rule, received_at=received)
        return self.minutes_at(due)
