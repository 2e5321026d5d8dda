"""A scenario in, figures out: the same scenario and seed always give the same figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Final

from django.utils.translation import gettext as _

from .compiled import ENDS, Clock, Row, compile_rows
from .results import PoolResult, Series, SimulationResult, StepResult, spread_of
from .running import PoolCounts, Run, Sample
from .scenario import (
    MAX_DAYS,
    MAX_DOSSIERS,
    MAX_PEOPLE,
    Pool,
    Scenario,
    SimulationRefused,
    pool_of,
    pools_of,
)
from .suggestions import people_for

MAX_POINTS: Final = 260
_AFTERWARDS_DAYS: Final = 120
"""How long the offices go on after the last arrival, in working days."""
_ENDLESS: Final = 10**9
_STAFFING_SAMPLE: Final = 10_000
_BUSIEST_DAYS: Final = 20


def simulate(
    scenario: Scenario, *, may_go_on: Callable[[], bool] = lambda: True
) -> SimulationResult:
    """``may_go_on`` is asked now and then; once false, the figures are of the part that was run.

    Raises ``SimulationRefused``: nothing comes in, too much, or a step leads nowhere.
    """
    plan = _plan(scenario)
    people = [_people(scenario, pool) for pool in plan.pools]
    needed = _people_needed(plan)
    run = plan.run(people)
    run.go(until=plan.until, may_go_on=may_go_on)
    return _told(plan, run, needed)


@dataclass(frozen=True, slots=True)
class _Plan:
    """``shown`` are the days of the charts, ``span`` the minutes in which dossiers come in."""

    scenario: Scenario
    rows: list[Row]
    pools: list[Pool]
    arrivals: list[float]
    span: float
    until: float
    days: list[tuple[date, float]]
    shown: list[tuple[date, float]]

    def run(self, people: Sequence[int], *, every: int = 1, measuring: bool = False) -> Run:
        """``every``: only each so manieth dossier; ``measuring``: the work, not the charts."""
        return Run(
            self.scenario,
            self.rows,
            people,
            self.arrivals[::every],
            span=self.span,
            sample_at=None if measuring else [at for _day, at in self.shown],
        )


def _plan(scenario: Scenario) -> _Plan:
    rows = compile_rows(scenario)
    clock = Clock(scenario)
    day = float(scenario.calendar.minutes_per_day)
    arrivals, span = _arrivals(scenario, clock, day)
    until = span + _AFTERWARDS_DAYS * day
    days = _closings(clock, until)
    shown = days[:: ceil(len(days) / MAX_POINTS)]
    return _Plan(scenario, rows, pools_of(scenario.table), arrivals, span, until, days, shown)


def _people(scenario: Scenario, pool: Pool) -> int:
    count = scenario.people.get(pool.key, _ENDLESS)
    if not 1 <= count <= MAX_PEOPLE and count != _ENDLESS:
        raise SimulationRefused(
            _("Số người của mỗi bộ phận phải từ 1 đến %(most)s.") % {"most": MAX_PEOPLE},
            field="people",
        )
    return count


def _arrivals(scenario: Scenario, clock: Clock, day: float) -> tuple[list[float], float]:
    """Minutes of arrivals in order, and the length of the time in which they came."""
    told = scenario.arrivals
    if told.times:
        found = sorted(max(clock.minutes_at(moment), 0.0) for moment in told.times)
        span = max(found[-1], told.days * day, 1.0)
    else:
        _check_rate(scenario)
        span = told.days * day
        found = _random_arrivals(scenario.seed, told.per_working_day / day, span)
    if not found:
        raise SimulationRefused(_("Không có hồ sơ nào để chạy mô phỏng."), field="arrivals")
    if len(found) > MAX_DOSSIERS or span > (MAX_DAYS + 1) * day:
        raise SimulationRefused(
            _("Mỗi lần chạy nhiều nhất %(dossiers)s hồ sơ trong %(days)s ngày làm việc.")
            % {"dossiers": MAX_DOSSIERS, "days": MAX_DAYS},
            field="arrivals",
        )
    return found, span


def _check_rate(scenario: Scenario) -> None:
    told = scenario.arrivals
    fits = told.per_working_day > 0 and 1 <= told.days <= MAX_DAYS
    if not fits or told.per_working_day * told.days > MAX_DOSSIERS:
        raise SimulationRefused(
            _("Mỗi lần chạy nhiều nhất %(dossiers)s hồ sơ trong %(days)s ngày làm việc.")
            % {"dossiers": MAX_DOSSIERS, "days": MAX_DAYS},
            field="arrivals",
        )


def _random_arrivals(seed: int, per_minute: float, span: float) -> list[float]:
    chance = Random(f"arrivals {seed}")  # noqa: S311 -- chance of a model, no secret
    found: list[float] = []
    at = chance.expovariate(per_minute)
    while at < span and len(found) < MAX_DOSSIERS:
        found.append(at)
        at += chance.expovariate(per_minute)
    return found


def _closings(clock: Clock, until: float) -> list[tuple[date, float]]:
    """Working days with the minute at which each ends."""
    calendar = clock.calendar
    day = calendar.local_date(clock.origin)
    found: list[tuple[date, float]] = []
    while not found or found[-1][1] < until:
        closing = calendar.closing_on_or_after(day)
        shown = calendar.local_date(closing)
        found.append((shown, clock.minutes_at(closing)))
        day = shown + timedelta(days=1)
    return found


def _people_needed(plan: _Plan) -> list[int]:
    """From the same dossiers, at most a bounded sample of them, with endless people.

    That is the work as it would come without queues.
    """
    every = ceil(len(plan.arrivals) / _STAFFING_SAMPLE)
    run = plan.run([_ENDLESS] * len(plan.pools), every=every, measuring=True)
    run.go(until=plan.until)
    day = float(plan.scenario.calendar.minutes_per_day)
    length = min(_BUSIEST_DAYS, max(ceil(plan.span / day), 1))
    return [
        people_for(_busiest(counts, length) * every, length * day * _open_share(plan, pool))
        for pool, counts in zip(plan.pools, run.pools, strict=True)
    ]


def _open_share(plan: _Plan, pool: Pool) -> float:
    """How long the unit is open, compared with the others, over a year."""
    own, common = plan.scenario.unit_calendars.get(pool.agency), plan.scenario.calendar
    if own is None:
        return 1.0
    begin = plan.scenario.start
    end = begin + timedelta(days=364)
    usual = common.working_time_between(begin, end)
    return max(own.working_time_between(begin, end) / usual, 0.01) if usual else 1.0


def _busiest(pool: PoolCounts, length: int) -> float:
    """Most work in any ``length`` days in a row."""
    last = max(pool.demand, default=-1)
    running = most = 0.0
    for day in range(last + 1):
        running += pool.demand.get(day, 0.0) - pool.demand.get(day - length, 0.0)
        most = max(most, running)
    return most


def _told(plan: _Plan, run: Run, needed: Sequence[int]) -> SimulationResult:
    scenario, pools, days = plan.scenario, plan.pools, plan.days
    reached = _sampled(run, plan.shown)
    covered = run.span if run.stopped_at is None else max(min(run.span, run.now), 1.0)
    arriving = [day for day, minutes in days if minutes <= covered + 1e-6] or [days[0][0]]
    return SimulationResult(
        complete=run.stopped_at is None,
        since=scenario.calendar.local_date(run.clock.origin),
        until=reached[-1][0],
        working_days=len(arriving),
        arrived=run.arrived,
        done=run.done,
        on_time=run.on_time,
        late=run.late + run.open_and_late(),
        total=spread_of(run.total_minutes),
        ends={ENDS[end]: count for end, count in sorted(run.ends.items())},
        steps=tuple(_step_results(scenario, run)),
        pools=tuple(
            _pool_result(run, pool, counts, need, covered)
            for pool, counts, need in zip(pools, run.pools, needed, strict=True)
        ),
        series=_series(pools, reached),
        events=run.events,
    )


def _sampled(run: Run, days: Sequence[tuple[date, float]]) -> list[tuple[date, Sample]]:
    """Days until everything came to rest, or until the run stopped."""
    pairs = list(zip(days, run.samples, strict=False))
    rest = (number for number, ((_day, at), _sample) in enumerate(pairs) if at >= run.now)
    last = next(rest, len(pairs) - 1)
    return [(day, sample) for (day, _at), sample in pairs[: last + 1]]


def _step_results(scenario: Scenario, run: Run) -> list[StepResult]:
    return [
        StepResult(
            id=row.spec.id,
            name=row.spec.name,
            pool=pool_of(scenario.table, row.spec),
            visits=counts.visits,
            waiting=spread_of(counts.waiting),
            working=spread_of(counts.working),
            late=counts.late,
        )
        for row, counts in zip(run.rows, run.steps, strict=True)
    ]


def _pool_result(
    run: Run, pool: Pool, counts: PoolCounts, needed: int, covered: float
) -> PoolResult:
    pairs = zip(run.rows, run.steps, strict=True)
    waiting = [each for row, step in pairs if row.spec.id in pool.steps for each in step.waiting]
    endless = counts.people == _ENDLESS
    return PoolResult(
        key=pool.key,
        role=pool.role,
        agency=pool.agency,
        people=0 if endless else counts.people,
        people_needed=needed,
        utilisation=0.0 if endless else round(min(counts.busy / (counts.people * covered), 1.0), 4),
        mean_queue=round(counts.area / covered, 2),
        max_queue=counts.longest,
        waiting=spread_of(waiting),
    )


def _series(pools: Sequence[Pool], reached: Sequence[tuple[date, Sample]]) -> Series:
    return Series(
        days=tuple(day for day, _sample in reached),
        arrived=tuple(sample.arrived for _day, sample in reached),
        done=tuple(sample.done for _day, sample in reached),
        in_progress=tuple(sample.arrived - sample.done for _day, sample in reached),
        late_open=tuple(sample.late_open for _day, sample in reached),
        queues={
            pool.key: tuple(sample.queues[number] for _day, sample in reached)
            for number, pool in enumerate(pools)
        },
    )
