"""A draft process gone through by hand: every choice is the author's, every date the calendar's.

The state is the list of moves, kept by whoever plays; nothing is stored. A step back is one move
less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.kernel.errors import Invalid
from motcua.workflow.domain.calendar import WorkingCalendar
from motcua.workflow.domain.due_rules import DueRule, due_at
from motcua.workflow.domain.steps import (
    END_KEYS,
    OutcomeSpec,
    StepKind,
    StepSpec,
    StepTable,
    end_state,
)

MAX_MOVES: Final = 300
_MAX_MINUTES: Final = 1_000_000
_MOST_ENTERED: Final = 200
"""Steps opened by one move; more means that parallel steps open each other for ever."""


class PlayInvalid(Invalid):
    """A move that the process does not allow; ``details["index"]`` is which."""

    code = "play_invalid"


@dataclass(frozen=True, slots=True)
class PlayMove:
    """``minutes`` of working time pass before it; ``timeout``: wait until the time is over."""

    step: str
    outcome: str = ""
    minutes: int = 0
    timeout: bool = False


@dataclass(frozen=True, slots=True)
class PlayRules:
    """``rule`` is left out while the author gave no term."""

    calendar: WorkingCalendar
    rule: DueRule | None = None
    recount: bool = False


@dataclass(frozen=True, slots=True)
class OpenStep:
    spec: StepSpec
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class DoneStep:
    spec: StepSpec
    outcome: OutcomeSpec
    opened_at: datetime
    closed_at: datetime
    due_at: datetime | None
    by_timeout: bool

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.closed_at > self.due_at


@dataclass(frozen=True, slots=True)
class Played:
    """``due_at`` is the promised date; empty before reception and while no term is set."""

    at: datetime
    received_at: datetime | None
    due_at: datetime | None
    ended: str | None
    national_state: int
    open: tuple[OpenStep, ...]
    history: tuple[DoneStep, ...]

    @property
    def is_paused(self) -> bool:
        return self.received_at is not None and any(step.spec.kind.is_waiting for step in self.open)


def play(
    table: StepTable, moves: Sequence[PlayMove], *, rules: PlayRules, start: datetime
) -> Played:
    """Where a dossier is after ``moves``. Raises ``PlayInvalid``."""
    if not table.steps:
        raise PlayInvalid(_("Quy trình chưa có bước nào."), index=0)
    if len(moves) > MAX_MOVES:
        raise PlayInvalid(_("Mỗi lần chơi tối đa %(count)s bước.") % {"count": MAX_MOVES}, index=0)
    game = _Game(table, rules, start)
    for index, move in enumerate(moves):
        try:
            game.make(move)
        except PlayInvalid as refusal:
            refusal.details["index"] = index
            raise
    return game.shown()


class _Game:
    def __init__(self, table: StepTable, rules: PlayRules, start: datetime) -> None:
        self.table, self.rules = table, rules
        self.at = start
        self.received_at: datetime | None = None
        self.due_at: datetime | None = None
        self.ended: str | None = None
        self.state = table.steps[0].national_state
        self.open: dict[str, OpenStep] = {}
        self.history: list[DoneStep] = []
        self._left: dict[str, int] = {}
        self._entered = 0
        if not any(step.kind is StepKind.RECEPTION for step in table.steps):
            self._receive()
        self._enter(table.steps[0].id)

    def shown(self) -> Played:
        return Played(
            at=self.at,
            received_at=self.received_at,
            due_at=self.due_at,
            ended=self.ended,
            national_state=self.state,
            open=tuple(self.open.values()),
            history=tuple(self.history),
        )

    def make(self, move: PlayMove) -> None:
        step = self.open.get(move.step)
        if step is None:
            raise PlayInvalid(_("Bước này không còn chờ ai làm."), field="step")
        if not 0 <= move.minutes <= _MAX_MINUTES:
            raise PlayInvalid(_("Số phút không hợp lệ."), field="minutes")
        outcome = step.spec.outcome(step.spec.silent_outcome if move.timeout else move.outcome)
        if outcome is None:
            raise PlayInvalid(_("Bước này không có cách kết thúc đó."), field="outcome")
        if move.timeout:
            self.at = max(self.at, step.due_at or self.at)
        elif move.minutes:
            self.at = self.rules.calendar.add_working_minutes(self.at, move.minutes)
        self._entered = 0
        self._close(step, outcome, by_timeout=move.timeout)

    def _close(self, step: OpenStep, outcome: OutcomeSpec, *, by_timeout: bool) -> None:
        del self.open[step.spec.id]
        done = DoneStep(step.spec, outcome, step.opened_at, self.at, step.due_at, by_timeout)
        self.history.append(done)
        self._follow_clock(done)
        self._go(step.spec, outcome)

    def _follow_clock(self, done: DoneStep) -> None:
        target = self.table.by_id.get(done.outcome.to)
        if done.spec.kind is StepKind.RECEPTION and self.received_at is None:
            goes_on = done.outcome.end_key is None
            if goes_on and (target is None or target.kind is not StepKind.CITIZEN):
                self._receive()
        if not done.spec.kind.is_waiting or self.due_at is None:
            return
        recounts = self.rules.recount and done.spec.kind is StepKind.CITIZEN
        if recounts and done.spec.national_state == 5 and self.rules.rule is not None:
            self.due_at = self._whole_term(self.rules.rule)
        else:
            self.due_at = self.rules.calendar.extend(
                self.due_at, paused_at=done.opened_at, resumed_at=self.at
            )

    def _receive(self) -> None:
        self.received_at = self.at
        if self.rules.rule is not None:
            self.due_at = self._whole_term(self.rules.rule)

    def _whole_term(self, rule: DueRule) -> datetime:
        return due_at(calendar=self.rules.calendar, rule=rule, received_at=self.at)

    def _go(self, step: StepSpec, outcome: OutcomeSpec) -> None:
        if outcome.end_key in END_KEYS:
            self.ended = outcome.end_key
            self.state = end_state(outcome.end_key or "", last_kind=step.kind)
            self.open.clear()
        elif outcome.join_of is not None:
            self._arrive(outcome.join_of)
        else:
            self._enter(outcome.to)

    def _arrive(self, parallel_id: str) -> None:
        self._left[parallel_id] = self._left.get(parallel_id, 1) - 1
        parallel = self.table.by_id.get(parallel_id)
        if parallel is None or not parallel.outcomes:
            raise PlayInvalid(_("Nhánh song song này không dẫn tới đâu."))
        if self._left[parallel_id] <= 0:
            self._go(parallel, parallel.outcomes[0])

    def _enter(self, step_id: str) -> None:
        step = self.table.by_id.get(step_id)
        self._entered += 1
        if step is None:
            raise PlayInvalid(_("Cách kết thúc này chưa dẫn tới bước nào."), field="outcome")
        if step.kind is StepKind.PARALLEL:
            self._open_branches(step)
            return
        if step_id in self.open:
            raise PlayInvalid(
                _("Bước “%(step)s” đang mở ở một nhánh khác.") % {"step": step.name},
                field="outcome",
            )
        self.open[step_id] = OpenStep(step, self.at, self._step_due(step))
        self.state = step.national_state

    def _open_branches(self, step: StepSpec) -> None:
        if not step.branches or self._entered > _MOST_ENTERED:
            raise PlayInvalid(
                _("Bước song song “%(step)s” chưa có nhánh nào.") % {"step": step.name}
            )
        self._left[step.id] = len(step.branches)
        for branch in step.branches:
            self._enter(branch)

    def _step_due(self, step: StepSpec) -> datetime | None:
        if not step.working_minutes or step.kind.is_routing:
            return None
        return self.rules.calendar.add_working_minutes(self.at, step.working_minutes)
