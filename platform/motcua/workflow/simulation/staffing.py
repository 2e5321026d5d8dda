"""How many people it takes until deadlines are met: tried out, not estimated.

An average says nothing about days on which much comes together, so the suggestion is run, the
office with the longest queue gets another hand, and it is run again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from .results import SimulationResult
from .scenario import MAX_PEOPLE, Arrivals, Scenario
from .simulate import simulate

ENOUGH: Final = 0.95
"""Share of dossiers in time with which a staffing is enough."""
_NEARLY: Final = 0.995
"""Of what endless people would reach, where that is less than ``ENOUGH``."""
_ROUNDS: Final = 25
_TRIAL_DOSSIERS: Final = 2_000
_LEAST_DAYS: Final = 20


@dataclass(frozen=True, slots=True)
class Staffing:
    """``people`` by pool. ``most``: the share in time that endless people would reach, ``None``
    where nothing has a deadline."""

    people: Mapping[str, int]
    most: float | None


def staff_for_deadlines(
    scenario: Scenario, *, may_go_on: Callable[[], bool] = lambda: True
) -> Staffing:
    """Never fewer than the scenario's own people; what was tried last when time is up."""
    trial = _trial_of(scenario)
    endless = simulate(replace(trial, people={}), may_go_on=may_go_on)
    most = endless.on_time_share
    people = {
        pool.key: max(trial.people.get(pool.key, 1), pool.people_needed) for pool in endless.pools
    }
    if most is None:
        return Staffing(people, None)
    wanted = min(ENOUGH, most * _NEARLY)
    for _round in range(_ROUNDS):
        result = simulate(replace(trial, people=people), may_go_on=may_go_on)
        slowest = _slowest(result)
        if (result.on_time_share or 0.0) >= wanted or slowest is None or not may_go_on():
            break
        people[slowest] = min(people[slowest] + max(people[slowest] // 4, 1), MAX_PEOPLE)
    return Staffing(people, most)


def with_staffing(
    scenario: Scenario,
    result: SimulationResult,
    *,
    may_go_on: Callable[[], bool] = lambda: True,
) -> SimulationResult:
    """``result`` with the people it takes for deadlines, where those it was run with miss them."""
    share = result.on_time_share
    if share is None or share >= ENOUGH or not result.complete:
        return result
    needed = {pool.key: max(pool.people, pool.people_needed) for pool in result.pools}
    found = staff_for_deadlines(replace(scenario, people=needed), may_go_on=may_go_on)
    pools = tuple(
        replace(pool, people_needed=max(pool.people_needed, found.people[pool.key]))
        if found.people[pool.key] > pool.people
        else pool
        for pool in result.pools
    )
    return replace(result, pools=pools, best_share=found.most)


def _trial_of(scenario: Scenario) -> Scenario:
    """The same rate for fewer days: a queue that is too slow shows itself within weeks."""
    told = scenario.arrivals
    a_day = len(told.times) / max(told.days, 1) if told.times else told.per_working_day
    if a_day <= 0:
        return scenario
    days = min(max(told.days, 1), max(round(_TRIAL_DOSSIERS / a_day), _LEAST_DAYS))
    return replace(scenario, arrivals=Arrivals(per_working_day=a_day, days=days))


def _slowest(result: SimulationResult) -> str | None:
    """Where dossiers lie longest, all together; ``None`` where nobody waits for anybody."""
    waited = {
        pool.key: sum(
            step.waiting.mean * step.visits for step in result.steps if step.pool == pool.key
        )
        for pool in result.pools
        if pool.people < MAX_PEOPLE
    }
    key = max(waited, key=lambda each: waited[each], default=None)
    return key if key is not None and waited[key] > 0 else None
