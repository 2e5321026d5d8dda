"""Timers of a work item: written when it opens, moved with its due, cancelled when it closes."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from motcua.workflow.domain.steps import StepSpec, StepTable
from motcua.workflow.models import Timer, TimerKind, WorkItem
from motcua.workflow.queries.calendars import tenant_calendar

_MOVING: Final = (TimerKind.TIMEOUT, TimerKind.REMINDER, TimerKind.ESCALATION)


def set_timers(items: Iterable[WorkItem], table: StepTable, *, now: datetime) -> None:
    """A reminder whose moment has passed already is not written: the item itself is news."""
    timers = [timer for item in items for timer in _timers(item, table.step(item.step_id), now)]
    if timers:
        Timer.objects.bulk_create(timers)


def move_timers(items: Iterable[WorkItem]) -> None:
    """After the dues of ``items`` moved."""
    by_id = {item.id: item for item in items}
    timers = list(
        Timer.objects.filter(
            item__in=by_id.values(), fired_at=None, cancelled_at=None, kind__in=_MOVING
        )
    )
    for timer in timers:
        timer.fire_at = _moment(by_id[timer.item_id], timer.offset_minutes)
    if timers:
        Timer.objects.bulk_update(timers, ["fire_at"])


def cancel_timers(items: Iterable[WorkItem], *, now: datetime) -> None:
    Timer.objects.filter(item__in=list(items), fired_at=None, cancelled_at=None).update(
        cancelled_at=now
    )


def has_timers(step: StepSpec) -> bool:
    return bool(step.silent_outcome or step.reminders or step.escalation or step.action)


def retry_later(item: WorkItem, *, number: int, now: datetime, delay: timedelta) -> None:
    Timer.objects.create(item=item, kind=TimerKind.RETRY, number=number, fire_at=now + delay)


def _timers(item: WorkItem, step: StepSpec, now: datetime) -> Iterator[Timer]:
    if step.silent_outcome:
        yield Timer(item=item, kind=TimerKind.TIMEOUT, fire_at=item.due_at)
    for number, reminder in enumerate(step.reminders):
        moment = _moment(item, -reminder.minutes_before)
        if moment > now:
            yield Timer(
                item=item,
                kind=TimerKind.REMINDER,
                number=number,
                offset_minutes=-reminder.minutes_before,
                to=reminder.to,
                fire_at=moment,
            )
    if step.escalation is not None:
        yield Timer(
            item=item,
            kind=TimerKind.ESCALATION,
            offset_minutes=step.escalation.minutes_after,
            to=step.escalation.to,
            fire_at=_moment(item, step.escalation.minutes_after),
        )


def _moment(item: WorkItem, offset_minutes: int) -> datetime:
    calendar = tenant_calendar(item.agency_id)
    if offset_minutes < 0:
        return calendar.subtract_working_minutes(item.due_at, -offset_minutes)
    if offset_minutes > 0:
        return calendar.add_working_minutes(item.due_at, offset_minutes)
    return item.due_at
