"""What a simulation tells, as plain numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """Working minutes."""

    mean: float
    median: float
    p90: float

    def to_json(self) -> dict[str, float]:
        return {"mean": self.mean, "median": self.median, "p90": self.p90}


def spread_of(values: Sequence[float]) -> Spread:
    if not values:
        return Spread(0.0, 0.0, 0.0)
    ordered = sorted(values)
    last = len(ordered) - 1
    return Spread(
        round(sum(ordered) / len(ordered), 1),
        round(ordered[last // 2], 1),
        round(ordered[int(last * 0.9)], 1),
    )


@dataclass(frozen=True, slots=True)
class StepResult:
    """``late`` counts visits that took longer than the time allowed for the step."""

    id: str
    name: str
    pool: str | None
    visits: int
    waiting: Spread
    working: Spread
    late: int

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "pool": self.pool,
            "visits": self.visits,
            "waiting_minutes": self.waiting.to_json(),
            "handling_minutes": self.working.to_json(),
            "late": self.late,
            "late_share": round(self.late / self.visits, 4) if self.visits else 0.0,
        }


@dataclass(frozen=True, slots=True)
class PoolResult:
    """``people_needed``: nobody busier than 85 % in the busiest four weeks; more where only that
    meets the deadlines (``staffing.with_staffing``).

    ``utilisation`` and ``mean_queue`` are of the time in which dossiers came in.
    """

    key: str
    role: str
    agency: str
    people: int
    people_needed: int
    utilisation: float
    mean_queue: float
    max_queue: int
    waiting: Spread

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "role": self.role,
            "agency": self.agency,
            "people": self.people,
            "people_needed": self.people_needed,
            "utilisation": self.utilisation,
            "mean_queue": self.mean_queue,
            "max_queue": self.max_queue,
            "waiting_minutes": self.waiting.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Series:
    """Values at the end of ``days``; ``arrived`` and ``done`` are running totals."""

    days: tuple[date, ...]
    arrived: tuple[int, ...]
    done: tuple[int, ...]
    in_progress: tuple[int, ...]
    late_open: tuple[int, ...]
    queues: Mapping[str, tuple[int, ...]]

    def to_json(self) -> dict[str, Any]:
        return {
            "days": [day.isoformat() for day in self.days],
            "arrived": list(self.arrived),
            "done": list(self.done),
            "in_progress": list(self.in_progress),
            "late_open": list(self.late_open),
            "queues": {key: list(values) for key, values in self.queues.items()},
        }


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """``complete`` is false when the time for computing was up before all days were run.

    ``late`` counts finished dossiers and those still open past their date; a dossier refused
    before reception has no date.
    """

    complete: bool
    since: date
    until: date
    working_days: int
    arrived: int
    done: int
    on_time: int
    late: int
    total: Spread
    ends: Mapping[str, int]
    steps: tuple[StepResult, ...]
    pools: tuple[PoolResult, ...]
    series: Series
    events: int
    best_share: float | None = None
    """In time with endless people, where it was asked why deadlines are missed."""

    @property
    def in_progress(self) -> int:
        return self.arrived - self.done

    @property
    def on_time_share(self) -> float | None:
        dated = self.on_time + self.late
        return round(self.on_time / dated, 4) if dated else None

    def to_json(self) -> dict[str, Any]:
        return {
            "complete": self.complete,
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            "working_days": self.working_days,
            "summary": {
                "arrived": self.arrived,
                "done": self.done,
                "in_progress": self.in_progress,
                "on_time": self.on_time,
                "late": self.late,
                "on_time_share": self.on_time_share,
                "best_share": self.best_share,
                "total_minutes": self.total.to_json(),
                "ends": dict(self.ends),
            },
            "steps": [step.to_json() for step in self.steps],
            "pools": [pool.to_json() for pool in self.pools],
            "series": self.series.to_json(),
            "events": self.events,
        }
