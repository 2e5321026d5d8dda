from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import SYSTEM
from motcua.kernel.events import publish
from motcua.workflow.errors import WorkItemTaken
from motcua.workflow.events import StepTimedOut, WorkItemOverdue
from motcua.workflow.models import Timer, TimerKind, WorkItem
from motcua.workflow.operations.complete_item import complete_item
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.queries.definitions import get_step

_PENDING = {"fired_at": None, "cancelled_at": None}


def fire_timers(*, now: datetime, limit: int = 100) -> int:
    """Act on timers whose moment has come, each in its own transaction; how many were found.

    Safe to run in several workers: the case's lock decides, and a timer fires once. Timers of
    paused items wait.
    """
    due = (
        Timer.objects.filter(fire_at__lte=now, item__paused_at=None, **_PENDING)
        .order_by("fire_at", "id")
        .values_list("id", "item_id")[:limit]
    )
    found = list(due)
    for timer_id, item_id in found:
        with transaction.atomic():
            try:
                _instance, item = lock_item(item_id)
            except WorkItemTaken:
                continue
            ready = Timer.objects.filter(
                id=timer_id, fire_at__lte=now, item__paused_at=None, **_PENDING
            )
            kind = ready.values_list("kind", flat=True).first()
            if kind is not None:
                ready.update(fired_at=now)
                _act(TimerKind(kind), item, now=now)
    return len(found)


def _act(kind: TimerKind, item: WorkItem, *, now: datetime) -> None:
    if kind is TimerKind.OVERDUE:
        publish(
            WorkItemOverdue(
                subject_id=item.subject_id,
                item_id=item.id,
                step_id=item.step_id,
                role=item.role,
                agency_id=item.agency_id,
                assignee_id=item.assignee_id,
                due_at=item.due_at,
            ),
            at=now,
        )
        return
    outcome = get_step(item.instance.version_id, item.step_id).timeout_outcome
    progress = complete_item(
        item_id=item.id, outcome=outcome, by=SYSTEM, now=now, note=_("Hết hạn mà không có trả lời.")
    )
    publish(
        StepTimedOut(
            subject_id=item.subject_id,
            instance_id=progress.instance_id,
            item_id=item.id,
            step_id=item.step_id,
            outcome=outcome,
            opened_item_ids=[opened.id for opened in progress.opened],
            ended=progress.ended,
            end_key=progress.end_key,
            national_state=progress.national_state,
        ),
        at=now,
    )
