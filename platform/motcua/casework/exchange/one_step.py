"""The process of one step in which a request is answered here."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.exchange.desk import Desk
from motcua.kernel.actors import SYSTEM
from motcua.workflow import api as workflow

ANSWER: Final = "out_answer"
_STEP: Final = "stp_answer"
_LEAST_MINUTES: Final = 60
_MOST_MINUTES: Final = 30 * 480


def open_step(
    request_id: UUID, *, desk: Desk, due_at: datetime, now: datetime
) -> workflow.WorkItemView:
    calendar = workflow.tenant_calendar(desk.agency_id)
    left = calendar.working_minutes_between(now, due_at) if due_at > now else 0
    # Whole hours: so that few different processes are kept.
    minutes = min(max(left // 60 * 60, _LEAST_MINUTES), _MOST_MINUTES)
    version = workflow.freeze_process(key="exchange.answer", table=_table(desk, minutes), now=now)
    progress = workflow.start_process(process_version_id=version, subject_id=request_id, now=now)
    return progress.opened[0]


def close_step(request_id: UUID, *, now: datetime, note: str) -> None:
    workflow.cancel_process(
        subject_id=request_id,
        end_key=workflow.EndKey.WITHDRAWN,
        by=SYSTEM,
        now=now,
        note=note,
    )


def _table(desk: Desk, minutes: int) -> workflow.StepTable:
    place = f"agency:{desk.agency_id}" if desk.agency_id else workflow.COMPETENT
    outcome = workflow.OutcomeSpec(ANSWER, _("Trả lời"), "end:issued")
    step = workflow.StepSpec(
        id=_STEP,
        name=_("Trả lời yêu cầu phối hợp"),
        role=desk.role,
        kind=workflow.StepKind.REVIEW,
        agency=place,
        working_minutes=minutes,
        outcomes=(outcome,),
    )
    return workflow.StepTable(steps=(step,), total_minutes=None)
