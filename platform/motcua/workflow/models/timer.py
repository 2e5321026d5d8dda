from typing import Any, Final

from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id
from motcua.workflow.models.work_item import WorkItem

PENDING_TIMER: Final[dict[str, Any]] = {
    "fired_at": None,
    "cancelled_at": None,
    "item__paused_at": None,
}
"""Conditions, besides a past ``fire_at``, of a timer that is to fire."""


class TimerKind(models.TextChoices):
    TIMEOUT = "timeout"
    """The step's silent outcome is taken, e.g. no answer means agreement; a date has come."""
    REMINDER = "reminder"
    """Somebody is told that the step will be due."""
    ESCALATION = "escalation"
    """Somebody above is told that the step is late."""
    RETRY = "retry"
    """An automatic step that failed is tried again."""


class Timer(models.Model):
    """Something to do at a moment. Fired once, or cancelled when its item closes first.

    ``offset_minutes``: working time from the item's due to the moment, negative before it; a
    timer moves with the due. ``number`` tells several timers of one kind apart; ``to`` is who is
    told: ``holder`` or a role.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="timers")
    kind = models.CharField(max_length=10, choices=TimerKind.choices)
    number = models.PositiveSmallIntegerField(default=0)
    offset_minutes = models.IntegerField(default=0)
    to = models.CharField(max_length=60, blank=True)
    fire_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workflow_timer"
        indexes = [
            models.Index(
                fields=["fire_at"],
                condition=Q(fired_at=None, cancelled_at=None),
                name="timer_pending",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "number"], name="timer_one_per_number"),
            models.CheckConstraint(
                condition=Q(fired_at=None) | Q(cancelled_at=None), name="timer_fired_or_cancelled"
            ),
        ]
