from motcua.workflow.models.calendar import CalendarDay, DayKind, TenantCalendar
from motcua.workflow.models.process import ProcessInstance, ProcessStatus, ProcessVersion
from motcua.workflow.models.timer import Timer, TimerKind
from motcua.workflow.models.work_item import Pause, WorkItem, WorkItemStatus

__all__ = [
    "CalendarDay",
    "DayKind",
    "Pause",
    "ProcessInstance",
    "ProcessStatus",
    "ProcessVersion",
    "TenantCalendar",
    "Timer",
    "TimerKind",
    "WorkItem",
    "WorkItemStatus",
]
