"""Stopping the clock of a subject and letting it run again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.errors import ProcessNotPaused, ProcessPaused, ReasonRequired
from motcua.workflow.models import Pause, ProcessInstance, WorkItem
from motcua.workflow.operations.locking import active_items, lock_running
from motcua.workflow.operations.timers import move_timers
from motcua.workflow.queries.calendars import tenant_calendar
from motcua.workflow.queries.views import WorkItemView, view_item


def pause_items(
    *, subject_id: UUID, reason: str, by: Actor, now: datetime, legal_basis: str = ""
) -> list[WorkItemView]:
    """Stop the clock of all active items of a subject. Raises ``ProcessPaused`` when it stands."""
    if not reason.strip():
        raise ReasonRequired(_("Hãy nêu lý do."), field="reason")
    with transaction.atomic():
        instance = lock_running(subject_id)
        if Pause.objects.filter(instance=instance, resumed_at=None).exists():
            raise ProcessPaused(_("Hồ sơ này đang tạm dừng tính thời gian."))
        Pause.objects.create(
            instance=instance,
            subject_id=subject_id,
            reason=reason,
            legal_basis=legal_basis,
            paused_at=now,
            paused_by=by.reference,
        )
        items = active_items(instance)
        for item in items:
            item.paused_at = now
        WorkItem.objects.bulk_update(items, ["paused_at"])
        return [view_item(item) for item in items]


def resume_items(*, subject_id: UUID, by: Actor, now: datetime) -> list[WorkItemView]:
    """Let the clock run again: each due moves by the working time that passed meanwhile."""
    with transaction.atomic():
        instance = lock_running(subject_id)
        items = active_items(instance)
        if not close_pause(instance, items, by=by, now=now):
            raise ProcessNotPaused(_("Hồ sơ này không tạm dừng tính thời gian."))
        return [view_item(item) for item in items]


def close_pause(
    instance: ProcessInstance, items: Iterable[WorkItem], *, by: Actor, now: datetime
) -> bool:
    """End the open pause, if any, and move the dues of ``items``. The instance is locked."""
    pause = Pause.objects.filter(instance=instance, resumed_at=None).first()
    if pause is None:
        return False
    paused = []
    for item in items:
        if item.paused_at is not None:
            calendar = tenant_calendar(item.agency_id)
            item.due_at = calendar.extend(item.due_at, paused_at=item.paused_at, resumed_at=now)
            item.paused_at = None
            paused.append(item)
    WorkItem.objects.bulk_update(paused, ["paused_at", "due_at"])
    move_timers(paused)
    elapsed = tenant_calendar().working_time_between(pause.paused_at, now)
    pause.resumed_at = now
    pause.resumed_by = by.reference
    pause.extended_minutes = max(elapsed, timedelta()) // timedelta(minutes=1)
    pause.save(update_fields=["resumed_at", "resumed_by", "extended_minutes"])
    return True
