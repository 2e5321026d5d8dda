from typing import Any, Final

from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id
from motcua.workflow.models.process import ProcessInstance

_ACTIVE = Q(status__in=["open", "claimed"])


class WorkItemStatus(models.TextChoices):
    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"
    CANCELLED = "cancelled"


ACTIVE_STATUSES = (WorkItemStatus.OPEN, WorkItemStatus.CLAIMED)
UNTOLD_OVERDUE: Final[dict[str, Any]] = {
    "status__in": ACTIVE_STATUSES,
    "paused_at": None,
    "overdue_told_at": None,
}
"""Conditions, besides a past ``due_at``, of an item that is overdue and nobody was told."""


class WorkItem(models.Model):
    """One step to be done by somebody: what an inbox lists, and the record of what was done.

    ``original_due_at`` is the due set at opening; ``due_at`` moves with pauses. ``assignee_id``
    on an open item reserves it for that person. ``role`` is empty while a step goes on by itself;
    an automatic step gets it when its ``attempts`` are used up, with the ``failure`` to read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instance = models.ForeignKey(ProcessInstance, models.PROTECT, related_name="items")
    subject_id = models.UUIDField()
    step_id = models.CharField(max_length=60)
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=60, blank=True)
    agency_id = models.UUIDField(null=True)
    assignee_id = models.UUIDField(null=True)
    status = models.CharField(
        max_length=10, choices=WorkItemStatus.choices, default=WorkItemStatus.OPEN
    )
    national_state = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    original_due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, blank=True)
    done_by_id = models.UUIDField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        db_table = "workflow_work_item"
        indexes = [
            models.Index(
                fields=["role", "agency_id", "due_at"], condition=_ACTIVE, name="work_item_by_role"
            ),
            models.Index(
                fields=["assignee_id", "due_at"], condition=_ACTIVE, name="work_item_by_assignee"
            ),
            models.Index(fields=["due_at"], condition=_ACTIVE, name="work_item_by_due"),
            models.Index(fields=["subject_id", "created_at"], name="work_item_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "step_id"], condition=_ACTIVE, name="work_item_step_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="claimed")
                | Q(claimed_at__isnull=False, assignee_id__isnull=False),
                name="work_item_claim_complete",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
                name="work_item_done_complete",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=["done", "cancelled"], done_at__isnull=False))
                | Q(status__in=["open", "claimed"], done_at=None),
                name="work_item_done_when_closed",
            ),
            models.CheckConstraint(
                condition=(Q(status="done") & ~Q(outcome="")) | (~Q(status="done") & Q(outcome="")),
                name="work_item_outcome_when_done",
            ),
        ]


class Pause(models.Model):
    """A time that does not count, with its reason: kept for ever, shown on request.

    ``extended_minutes`` is the working time by which due dates moved when it ended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instance = models.ForeignKey(ProcessInstance, models.PROTECT, related_name="pauses")
    subject_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    legal_basis = models.CharField(max_length=300, blank=True)
    paused_at = models.DateTimeField()
    paused_by = models.CharField(max_length=60)
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.CharField(max_length=60, blank=True)
    extended_minutes = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "workflow_pause"
        constraints = [
            models.UniqueConstraint(
                fields=["instance"], condition=Q(resumed_at=None), name="pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None, resumed_by="", extended_minutes=None)
                | (Q(resumed_at__isnull=False, extended_minutes__isnull=False) & ~Q(resumed_by="")),
                name="pause_end_complete",
            ),
        ]
