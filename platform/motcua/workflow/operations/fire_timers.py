from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import SYSTEM
from motcua.kernel.events import publish
from motcua.workflow.domain.steps import StepKind
from motcua.workflow.errors import WorkItemTaken
from motcua.workflow.events import EscalationDue, ReminderDue, StepTimedOut, WorkItemOverdue
from motcua.workflow.models import Timer, TimerKind, WorkItem
from motcua.workflow.models.timer import PENDING_TIMER
from motcua.workflow.models.work_item import UNTOLD_OVERDUE
from motcua.workflow.operations.automatic import ask_again
from motcua.workflow.operations.complete_item import complete_item
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.queries.definitions import get_step
from motcua.workflow.queries.views import Progress

log = structlog.get_logger(__name__)


def fire_timers(*, now: datetime, limit: int = 100) -> int:
    """Take silent outcomes, ask for another try of automatic steps, remind, and tell of overdue
    items; how many were acted on.

    Each in its own transaction, at most ``limit`` of both kinds. Safe to run in several workers:
    the case's lock decides and each happens once. Paused items wait.
    """
    timers = Timer.objects.filter(fire_at__lte=now, **PENDING_TIMER).order_by("fire_at", "id")
    due = list(timers.values_list("id", "item_id")[:limit])
    acts = [partial(_fire, timer_id, item_id, now=now) for timer_id, item_id in due]
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


def _fire(timer_id: UUID, item_id: UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        item = _lock(item_id)
        due = Timer.objects.filter(id=timer_id, fire_at__lte=now, **PENDING_TIMER)
        if item is None or not due.update(fired_at=now):
            return False
        timer = Timer.objects.get(id=timer_id)
        match timer.kind:
            case TimerKind.TIMEOUT:
                _take_silence(item, now=now)
            case TimerKind.RETRY:
                ask_again(item, now=now)
            case TimerKind.REMINDER:
                publish(ReminderDue(number=timer.number, to=timer.to, **_facts(item)), at=now)
            case TimerKind.ESCALATION:
                publish(EscalationDue(to=timer.to, **_facts(item)), at=now)
        return True


def _take_silence(item: WorkItem, *, now: datetime) -> None:
    step = get_step(item.instance.version_id, item.step_id)
    waited = step.kind is StepKind.WAIT_DATE
    progress = complete_item(
        item_id=item.id,
        outcome=step.silent_outcome,
        by=SYSTEM,
        now=now,
        note=_("Đã tới ngày chờ.") if waited else _("Hết hạn mà không có trả lời."),
    )
    publish(_timed_out(item, step.silent_outcome, progress), at=now)


def _facts(item: WorkItem) -> dict[str, Any]:
    return {
        "subject_id": item.subject_id,
        "item_id": item.id,
        "step_id": item.step_id,
        "role": item.role,
        "agency_id": item.agency_id,
        "assignee_id": item.assignee_id,
        "due_at": item.due_at,
    }


def _tell_overdue(item_id: UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        item = _lock(item_id)
        row = WorkItem.objects.filter(id=item_id, due_at__lt=now, **UNTOLD_OVERDUE)
        if item is None or not row.update(overdue_told_at=now):
            return False
        publish(WorkItemOverdue(**_facts(item)), at=now)
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
