"""What the workflow tells the apps above when nobody called it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from motcua.kernel.events import DomainEvent


@dataclass(frozen=True)
class StepTimedOut(DomainEvent):
    """A step's time was over and its silent outcome was taken, by the system.

    The same facts a caller of ``complete_item`` gets back as ``Progress``.
    """

    name: ClassVar[str] = "workflow.step_timed_out"

    subject_id: UUID
    instance_id: UUID
    item_id: UUID
    step_id: str
    outcome: str
    opened_item_ids: list[UUID]
    ended: bool
    end_key: str | None
    national_state: int


@dataclass(frozen=True)
class WorkItemOverdue(DomainEvent):
    """An open, unpaused item passed its due. Told once per item."""

    name: ClassVar[str] = "workflow.work_item_overdue"

    subject_id: UUID
    item_id: UUID
    step_id: str
    role: str
    agency_id: UUID | None
    assignee_id: UUID | None
    due_at: datetime


@dataclass(frozen=True)
class ReminderDue(DomainEvent):
    """An item will be due at ``due_at``; ``to`` (``holder`` or a role) is to be told."""

    name: ClassVar[str] = "workflow.reminder_due"

    subject_id: UUID
    item_id: UUID
    step_id: str
    number: int
    to: str
    role: str
    agency_id: UUID | None
    assignee_id: UUID | None
    due_at: datetime


@dataclass(frozen=True)
class EscalationDue(DomainEvent):
    """An item is so late that ``to`` (a role) is to be told."""

    name: ClassVar[str] = "workflow.escalation_due"

    subject_id: UUID
    item_id: UUID
    step_id: str
    to: str
    role: str
    agency_id: UUID | None
    assignee_id: UUID | None
    due_at: datetime


@dataclass(frozen=True)
class ActionDue(DomainEvent):
    """An automatic step is to be done, by whoever knows how. ``attempt`` counts from 0."""

    name: ClassVar[str] = "workflow.action_due"

    subject_id: UUID
    item_id: UUID
    step_id: str
    attempt: int
