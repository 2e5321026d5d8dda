"""What only the app that owns the subjects knows: which way a choice goes, when a date comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM
from motcua.workflow.domain.steps import StepSpec, StepTable
from motcua.workflow.models import ProcessInstance, WorkItem, WorkItemStatus


@dataclass(frozen=True, slots=True)
class Question:
    """Asked about one step of one subject, at the moment the process comes to it."""

    subject_id: UUID
    process_version_id: UUID
    step: StepSpec
    now: datetime


class Guide:
    """Knows nothing: choices go otherwise, no date is known. Neither may raise an error that
    could be avoided: the act that led here would be refused."""

    def choose(self, question: Question) -> str:
        """The id of the outcome to take."""
        outcomes = question.step.outcomes
        return next((each.id for each in outcomes if not each.condition), outcomes[-1].id)

    def moment(self, question: Question) -> datetime | None:
        """When the date that the step waits for has come, if it is known."""
        return None


_guide: Guide = Guide()


def use_guide(guide: Guide) -> None:
    """The one app above that owns the subjects names itself when it starts."""
    global _guide  # noqa: PLW0603 -- set once at start-up
    _guide = guide


@contextmanager
def guided_by(guide: Guide) -> Iterator[None]:
    """For the length of a test."""
    before = _guide
    use_guide(guide)
    try:
        yield
    finally:
        use_guide(before)


def moment_of(instance: ProcessInstance, step: StepSpec, *, now: datetime) -> datetime | None:
    return _guide.moment(Question(instance.subject_id, instance.version_id, step, now))


class Choices:
    """Answers the engine's questions in one move and keeps a record of what was chosen."""

    def __init__(self, instance: ProcessInstance, table: StepTable, *, now: datetime) -> None:
        self.made: list[WorkItem] = []
        self._instance, self._table, self._now = instance, table, now

    def decide(self, step_id: str) -> str:
        step = self._table.step(step_id)
        instance = self._instance
        chosen = _guide.choose(Question(instance.subject_id, instance.version_id, step, self._now))
        self.made.append(self._record(step, chosen))
        return chosen

    def save(self) -> None:
        """The choices stay as work that nobody had to do."""
        WorkItem.objects.bulk_create(self.made)

    def _record(self, step: StepSpec, chosen: str) -> WorkItem:
        outcome = step.outcome(chosen)
        return WorkItem(
            instance=self._instance,
            subject_id=self._instance.subject_id,
            step_id=step.id,
            name=step.name,
            kind=step.kind,
            role="",
            national_state=step.national_state,
            status=WorkItemStatus.DONE,
            outcome=chosen,
            note=outcome.condition if outcome else "",
            created_at=self._now,
            due_at=self._now,
            original_due_at=self._now,
            done_at=self._now,
            done_by=SYSTEM.reference,
            done_by_name=SYSTEM.name[:200],
        )
