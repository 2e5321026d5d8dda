"""The event loop: dossiers walk through steps, wait for people, and are counted.

Everything happens in working minutes, so nights and days off need no events. One run of 100,000
dossiers is about a million events; the state of a dossier is a few numbers in flat lists.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random
from typing import Final

from .compiled import DELAY, SPLIT, WORK, Clock, Row
from .scenario import Order, Scenario, pools_of

_MOVES_A_STEP: Final = 12
"""A dossier that has gone this often round takes the shortest way out."""
_LOOKS_EVERY: Final = 4_096
_RECEPTION_MINUTES: Final = 480
_NEVER: Final = float("inf")
_TINY: Final = 1e-6
"""What adding and taking away minutes may be off by."""
ARRIVES, DONE = 0, 1


def _minutes() -> "array[float]":
    return array("d")


@dataclass(slots=True)
class StepCounts:
    """``waiting`` until work began, or until others answered; ``working`` where we work."""

    visits: int = 0
    waiting: "array[float]" = field(default_factory=_minutes)
    working: "array[float]" = field(default_factory=_minutes)
    late: int = 0


@dataclass(slots=True)
class PoolCounts:
    """``busy`` and ``area`` (queue length times minutes) until arrivals stop."""

    people: int
    free: int
    queue: list[tuple[float, int, int, int, float]] = field(default_factory=list)
    busy: float = 0.0
    area: float = 0.0
    longest: int = 0
    seen_at: float = 0.0
    demand: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Sample:
    """Counts at the end of a day."""

    arrived: int
    done: int
    late_open: int
    queues: tuple[int, ...]


class Run:
    """One run. After ``go`` its public lists hold everything that is to be told."""

    def __init__(
        self,
        scenario: Scenario,
        rows: Sequence[Row],
        people: Sequence[int],
        arrivals: Sequence[float],
        *,
        span: float,
        sample_at: Sequence[float] | None,
    ) -> None:
        """``arrivals`` in order; ``span`` is how long arrivals are watched for utilisation.

        Without ``sample_at`` the work that comes in is measured instead of who is busy.
        """
        self.rows, self.arrivals, self.span = rows, arrivals, span
        self.clock = Clock(scenario)
        self.pools = [PoolCounts(count, count) for count in people]
        self.steps = [StepCounts() for _row in rows]
        self.samples: list[Sample] = []
        self.ends: dict[int, int] = {}
        self.total_minutes = _minutes()
        self.on_time = self.late = self.arrived = self.done = self.events = 0
        self.stopped_at: float | None = None
        self.now = 0.0
        self._hours = [
            scenario.unit_calendars.get(pool.agency) for pool in pools_of(scenario.table)
        ]
        self._sample_at = sample_at or ()
        self._measures_demand = sample_at is None
        self._random = Random(scenario.seed).random  # noqa: S311 -- chance of a model, no secret
        self._by_due = scenario.order is Order.DUE
        self._day = float(scenario.calendar.minutes_per_day)
        self._most_moves = _MOVES_A_STEP * len(rows) + 20
        self._receives = any(any(row.receives) for row in rows)
        count = len(arrivals)
        self._received = [-1.0] * count
        self._due = [_NEVER] * count
        self._paused = [0.0] * count
        self._moves = [0] * count
        self._closed = bytearray(count)
        self._joins: dict[tuple[int, int], int] = {}
        self._open: set[int] = set()
        self._with_citizen: set[int] = set()
        self._events: list[tuple[float, int, int, int, int, float]] = []
        self._sequence = 0

    def go(self, *, until: float, may_go_on: Callable[[], bool] = lambda: True) -> None:
        """Until nothing is left to do, ``until`` is reached, or time for it is up."""
        events = self._events
        self._next_arrival()
        samples = iter([*self._sample_at, _NEVER])
        sample_at = next(samples)
        while events:
            at, _sequence, what, case, step, began = heappop(events)
            while at > sample_at:
                self._take_sample(sample_at)
                sample_at = next(samples)
            if at > until:
                break
            self.now = at
            self.events += 1
            if not self.events % _LOOKS_EVERY and not may_go_on():
                self.stopped_at = at
                self._take_sample(at)
                return
            if what == ARRIVES:
                self._arrive(case, at)
            else:
                self._finish(case, step, at, began)
        while sample_at < _NEVER:
            self._take_sample(sample_at)
            sample_at = next(samples)

    def _take_sample(self, at: float) -> None:
        queues = tuple(len(pool.queue) for pool in self.pools)
        overdue = self._count_late(at)
        self.samples.append(Sample(self.arrived, self.done, overdue, queues))

    def _push(self, at: float, what: int, case: int, step: int, began: float) -> None:
        self._sequence += 1
        heappush(self._events, (at, self._sequence, what, case, step, began))

    def _next_arrival(self) -> None:
        if self.arrived < len(self.arrivals):
            self._push(self.arrivals[self.arrived], ARRIVES, self.arrived, 0, 0.0)

    def _arrive(self, case: int, at: float) -> None:
        self.arrived += 1
        self._open.add(case)
        if not self._receives:
            self._receive(case, at)
        self._next_arrival()
        self._enter(case, 0, at)

    def _receive(self, case: int, at: float) -> None:
        self._received[case] = at
        self._due[case] = self.clock.due_at(at)

    # -- walking ------------------------------------------------------------------------------

    def _enter(self, case: int, step: int, at: float) -> None:
        """Steps that take no time are walked through here; a list holds what is still to open."""
        opening = [step]
        while opening and not self._closed[case]:
            number = opening.pop()
            row = self.rows[number]
            self.steps[number].visits += 1
            if row.act == WORK:
                self._ask(case, number, at, row)
            elif row.act == DELAY:
                self._wait(case, number, at, row)
            elif row.act == SPLIT and not self._is_tired(case):
                self._joins[case, number] = len(row.branches)
                opening.extend(reversed(row.branches))
            else:
                opening.extend(self._leave(case, number, at, self._chosen(case, row)))

    def _wait(self, case: int, number: int, at: float, row: Row) -> None:
        if row.is_citizen:
            self._with_citizen.add(case)
        length = row.times[int(self._random() * len(row.times))]
        self._push(at + min(length, row.silent_after), DONE, case, number, at)

    def _ask(self, case: int, number: int, at: float, row: Row) -> None:
        pool = self.pools[row.pool]
        if pool.free:
            self._start(pool, case, number, at, at)
            return
        first = at
        if self._by_due:
            first = min(self._due[case], self.arrivals[case] + _RECEPTION_MINUTES)
            first = self._due[case] if self._received[case] >= 0 else first
        self._sequence += 1
        self._count_queue(pool, at)
        heappush(pool.queue, (first, self._sequence, case, number, at))
        pool.longest = max(pool.longest, len(pool.queue))

    def _start(self, pool: PoolCounts, case: int, number: int, at: float, asked: float) -> None:
        row = self.rows[number]
        length = row.times[int(self._random() * len(row.times))]
        hours = self._hours[row.pool]
        end = at + length if hours is None else self.clock.end_in(hours, at, length)
        pool.free -= 1
        if self._measures_demand:
            day = int(asked // self._day)
            pool.demand[day] = pool.demand.get(day, 0.0) + length
        elif at < self.span:
            pool.busy += min(end, self.span) - at
        self._push(end, DONE, case, number, asked)
        counts = self.steps[number]
        counts.waiting.append(at - asked)
        counts.working.append(length)

    def _count_queue(self, pool: PoolCounts, at: float) -> None:
        end = min(at, self.span)
        if end > pool.seen_at:
            pool.area += len(pool.queue) * (end - pool.seen_at)
            pool.seen_at = end

    def _finish(self, case: int, step: int, at: float, asked: float) -> None:
        row = self.rows[step]
        if row.act == WORK:
            self._free(self.pools[row.pool], at)
        if self._closed[case]:
            return
        counts = self.steps[step]
        length = at - asked
        if row.act == DELAY:
            counts.waiting.append(length)
        counts.late += length > row.allowed + _TINY
        if row.is_citizen:
            self._count_pause(case, at, length, row)
        silent = row.silent >= 0 and row.act == DELAY and length >= row.silent_after - _TINY
        outcome = row.silent if silent else self._chosen(case, row)
        for following in self._leave(case, step, at, outcome):
            self._enter(case, following, at)

    def _free(self, pool: PoolCounts, at: float) -> None:
        pool.free += 1
        while pool.queue:
            self._count_queue(pool, at)
            _first, _sequence, case, number, asked = heappop(pool.queue)
            if not self._closed[case]:
                self._start(pool, case, number, at, asked)
                return

    def _count_pause(self, case: int, at: float, length: float, row: Row) -> None:
        """The citizen's own time does not count for the authority."""
        self._with_citizen.discard(case)
        self._paused[case] += length
        if self._received[case] < 0:
            return
        if row.recounts:
            self._due[case] = max(self.clock.due_at(at), self._due[case])
        else:
            self._due[case] += length

    def _chosen(self, case: int, row: Row) -> int:
        return row.way_out if self._is_tired(case) else row.choose(self._random())

    def _is_tired(self, case: int) -> bool:
        """Whether it has gone round so often that only the shortest way out is left."""
        self._moves[case] += 1
        return self._moves[case] > self._most_moves

    def _leave(self, case: int, step: int, at: float, outcome: int) -> list[int]:
        """The steps to open next; none when a branch has arrived or the dossier ended."""
        row = self.rows[step]
        target = row.targets[outcome]
        if row.receives[outcome] and self._received[case] < 0:
            self._receive(case, at)
        while target.join >= 0:
            left = self._joins.get((case, target.join), 1) - 1
            if left > 0:
                self._joins[case, target.join] = left
                return []
            self._joins.pop((case, target.join), None)
            target = self.rows[target.join].targets[0]
        if target.step >= 0:
            return [target.step]
        self._end(case, at, target.end)
        return []

    def _end(self, case: int, at: float, end: int) -> None:
        self._closed[case] = 1
        self._open.discard(case)
        self.done += 1
        self.ends[end] = self.ends.get(end, 0) + 1
        if self._received[case] < 0:
            return
        self.total_minutes.append(max(at - self._received[case] - self._paused[case], 0.0))
        if self._due[case] < _NEVER:
            late = at > self._due[case] + _TINY
            self.late += late
            self.on_time += not late

    def open_and_late(self) -> int:
        """Received dossiers that are past their date and not done when the run stopped."""
        return self._count_late(self.now)

    def _count_late(self, at: float) -> int:
        """While the citizen has it, a dossier is not late."""
        return sum(
            1 for case in self._open if self._due[case] < at and case not in self._with_citizen
        )
