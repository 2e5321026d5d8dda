from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import SYSTEM
from motcua.kernel.events import publish
from motcua.workflow.errors import WorkItemTaken
from motcua.workflow.events import StepTimedOut, WorkItemOverdue
from motcua.workflow.models import Timer, WorkItem
from motcua.workflow.models.timer import PENDING_TIMER
from motcua.workflow.models.work_item import UNTOLD_OVERDUE
from motcua.workflow.operations.complete_item import complete_item
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.queries.definitions import get_step
from motcua.workflow.queries.views import Progress

log = structlog.get_logger(__name__)


def fire_timers(*, now: datetime, limit: int = 100) -> int:
    """Take silent outcomes and tell of overdue items; how many were acted on.

    Each in its own transaction, at most ``limit`` of both kinds. Safe to run in several workers:
    the case's lock decides and each happens once. Paused items wait.
    """
    timers = Timer.objects.filter(fire_at__lte=now, **PENDING_TIMER).order_by("fire_at", "id")
    due = list(timers.values_list("id", "item_id")[:limit])
    acts = [partial(_take_silence, timer_id, item_id, now=now) for timer_id, item_id in due]
    done = sum(_isolated(act) for act in acts)
    untold = WorkItem.objects.filter(due_at__lt=now, **UNTOLD_OVERDUE).order_by("due_at", "id")
    late = list(untold.values_list("id", flat=True)[:limit])
    return done + sum(_isolated(partial(_tell_overdue, item_id, now=now)) for item_id in late)


def _isolated(act: Callable[[], bool]) -> bool:
    """One case that fails must not hold up the deadlines of all others; it is tried again."""
    try:
        return act()
    except Exception:
        log.exception("deadline_failed")
        return False


def _take_silence(timer_id: UUID, item_id: UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        item = _lock(item_id)
        timer = Timer.objects.filter(id=timer_id, fire_at__lte=now, **PENDING_TIMER)
        if item is None or not timer.update(fired_at=now):
            return False
        outcome = get_step(item.instance.version_id, item.step_id).timeout_outcome
        progress = complete_item(
            item_id=item.id,
            outcome=outcome,
            by=SYSTEM,
            now=now,
            note=_("Hết hạn mà không có trả lời."),
        )
        publish(_timed_out(item, outcome, progress), at=now)
        return True


def _tell_overdue(item_id: UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        item = _lock(item_id)
        row = WorkItem.objects.filter(id=item_id, due_at__lt=now, **UNTOLD_OVERDUE)
        if item is None or not row.update(overdue_told_at=now):
            return False
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
        return True


def _lock(item_id: UUID) -> WorkItem | None:
    try:
        return lock_item(item_id)[1]
    except WorkItemTaken:
        return None


def _timed_out(item: WorkItem, outcome: str, progress: Progress) -> StepTimedOut:
    return StepTimedOut(
        subject_id=item.subject_id,
        instance_id=progress.instance_id,
        item_id=item.id,
        step_id=item.step_id,
        outcome=outcome,
        opened_item_ids=[opened.id for opened in progress.opened],
        ended=progress.ended,
        end_key=progress.end_key,
        national_state=progress.national_state,
    )
