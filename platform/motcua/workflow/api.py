"""The door to the workflow: calendars, processes, work items."""

from motcua.workflow.bpmn.reading import BpmnRefused
from motcua.workflow.bpmn.writing import to_bpmn
from motcua.workflow.domain.calendar import CalendarExhausted, CalendarInvalid, WorkingCalendar
from motcua.workflow.domain.calendar_table import Session
from motcua.workflow.domain.due_rules import (
    RECEPTION_WORKING_MINUTES,
    DueRule,
    TermInvalid,
    TermUnit,
    due_at,
    explain_minutes,
    reception_due_at,
    statutory_minutes,
)
from motcua.workflow.domain.explain import explain_steps
from motcua.workflow.domain.inlining import inline
from motcua.workflow.domain.lint import lint_steps
from motcua.workflow.domain.official_days import OfficialDays, official_days
from motcua.workflow.domain.problems import StepProblem
from motcua.workflow.domain.steps import (
    APPLICANT,
    COMPETENT,
    HOLDER,
    RECEIVING,
    EndKey,
    EscalationSpec,
    OutcomeSpec,
    ReminderSpec,
    StepKind,
    StepSpec,
    StepTable,
    SubSpec,
    end_state,
)
from motcua.workflow.errors import (
    OutcomeUnknown,
    ProcessAlreadyRunning,
    ProcessInvalid,
    ProcessMissing,
    ProcessNotPaused,
    ProcessNotRunning,
    ProcessPaused,
    ReasonRequired,
    StepUnknown,
    WorkItemMissing,
    WorkItemNotYours,
    WorkItemTaken,
)
from motcua.workflow.events import (
    ActionDue,
    EscalationDue,
    ReminderDue,
    StepTimedOut,
    WorkItemOverdue,
)
from motcua.workflow.operations.automatic import PAUSES, note_failure, retry_action
from motcua.workflow.operations.claim_item import assign_item, claim_item, release_item
from motcua.workflow.operations.complete_item import complete_item
from motcua.workflow.operations.edit_calendar import (
    clear_calendar_day,
    set_calendar_day,
    set_working_week,
)
from motcua.workflow.operations.erase import erase_processes
from motcua.workflow.operations.fire_timers import fire_timers
from motcua.workflow.operations.freeze_process import freeze_process
from motcua.workflow.operations.guiding import Guide, Question, guided_by, use_guide
from motcua.workflow.operations.import_days import (
    DayLine,
    LineFault,
    drop_agency_calendar,
    import_calendar_days,
    official_lines,
    read_day_lines,
)
from motcua.workflow.operations.move_process import cancel_process, reset_to_step
from motcua.workflow.operations.pauses import pause_items, resume_items
from motcua.workflow.operations.start_process import start_process
from motcua.workflow.operations.transfer import transfer_items
from motcua.workflow.queries.calendar_years import (
    CalendarView,
    DayMark,
    DueAnswer,
    agencies_with_calendar,
    answer_due,
    check_calendar,
    get_calendar,
    picture_year,
)
from motcua.workflow.queries.calendars import (
    CalendarDayView,
    list_calendar_days,
    tenant_calendar,
)
from motcua.workflow.queries.definitions import get_bpmn, get_step, get_step_table
from motcua.workflow.queries.items import (
    ItemCounts,
    ItemFilter,
    ItemPage,
    active_items_of,
    count_items,
    get_item,
    items_of,
    items_of_many,
    list_items,
)
from motcua.workflow.queries.progress import PauseView, find_progress, list_pauses
from motcua.workflow.queries.views import Progress, WorkItemView

__all__ = [
    "APPLICANT",
    "COMPETENT",
    "HOLDER",
    "PAUSES",
    "RECEIVING",
    "RECEPTION_WORKING_MINUTES",
    "ActionDue",
    "BpmnRefused",
    "CalendarDayView",
    "CalendarExhausted",
    "CalendarInvalid",
    "CalendarView",
    "DayLine",
    "DayMark",
    "DueAnswer",
    "DueRule",
    "EndKey",
    "EscalationDue",
    "EscalationSpec",
    "Guide",
    "ItemCounts",
    "ItemFilter",
    "ItemPage",
    "LineFault",
    "OfficialDays",
    "OutcomeSpec",
    "OutcomeUnknown",
    "PauseView",
    "ProcessAlreadyRunning",
    "ProcessInvalid",
    "ProcessMissing",
    "ProcessNotPaused",
    "ProcessNotRunning",
    "ProcessPaused",
    "Progress",
    "Question",
    "ReasonRequired",
    "ReminderDue",
    "ReminderSpec",
    "Session",
    "StepKind",
    "StepProblem",
    "StepSpec",
    "StepTable",
    "StepTimedOut",
    "StepUnknown",
    "SubSpec",
    "TermInvalid",
    "TermUnit",
    "WorkItemMissing",
    "WorkItemNotYours",
    "WorkItemOverdue",
    "WorkItemTaken",
    "WorkItemView",
    "WorkingCalendar",
    "active_items_of",
    "agencies_with_calendar",
    "answer_due",
    "assign_item",
    "cancel_process",
    "check_calendar",
    "claim_item",
    "clear_calendar_day",
    "complete_item",
    "count_items",
    "drop_agency_calendar",
    "due_at",
    "end_state",
    "erase_processes",
    "explain_minutes",
    "explain_steps",
    "find_progress",
    "fire_timers",
    "freeze_process",
    "get_bpmn",
    "get_calendar",
    "get_item",
    "get_step",
    "get_step_table",
    "guided_by",
    "import_calendar_days",
    "inline",
    "items_of",
    "items_of_many",
    "lint_steps",
    "list_calendar_days",
    "list_items",
    "list_pauses",
    "note_failure",
    "official_days",
    "official_lines",
    "pause_items",
    "picture_year",
    "read_day_lines",
    "reception_due_at",
    "release_item",
    "reset_to_step",
    "resume_items",
    "retry_action",
    "set_calendar_day",
    "set_working_week",
    "start_process",
    "statutory_minutes",
    "tenant_calendar",
    "to_bpmn",
    "transfer_items",
    "use_guide",
]
