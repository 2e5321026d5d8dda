"""Rows to views."""

from dataclasses import replace
from datetime import datetime

from motcua.casework.domain.due_words import due_in_words
from motcua.casework.domain.states import NationalState, SyncState
from motcua.casework.models import Case, Holding
from motcua.casework.queries.views import CaseRow, HolderView
from motcua.workflow.api import WorkingCalendar

# Everything a list shows; the encrypted and folded columns stay in the database.
LIGHT = (
    "id",
    "reference",
    "code",
    "service_name",
    "procedure_code",
    "owner_name",
    "national_state",
    "fee_state",
    "sync_state",
    "channel",
    "submitted_at",
    "received_at",
    "deadline_at",
    "due_at",
    "finished_at",
    "paused_at",
    "supplement_count",
    "holder_item_id",
    "holder_step_id",
    "holder_step_name",
    "holder_step_kind",
    "holder_role",
    "holder_agency_id",
    "holder_agency_name",
    "holder_assignee_id",
    "holder_assignee_name",
    "holder_due_at",
)


def row_of(case: Case, *, calendar: WorkingCalendar, now: datetime) -> CaseRow:
    paused = case.paused_at is not None or case.state is NationalState.SUPPLEMENT
    return CaseRow(
        id=case.pk,
        reference=case.reference,
        code=case.code,
        service_name=case.service_name,
        procedure_code=case.procedure_code,
        owner_name=case.owner_name,
        state=case.state,
        fee_state=case.fee_state,
        channel=case.channel,
        submitted_at=case.submitted_at,
        received_at=case.received_at,
        deadline_at=case.deadline_at,
        due_at=case.due_at,
        finished_at=case.finished_at,
        is_paused=paused,
        is_late=is_late(case, now),
        due=due_in_words(calendar=calendar, due_at=case.deadline_at, now=now, paused=paused),
        holder=holder_of(case),
        supplement_count=case.supplement_count,
        has_letter=getattr(case, "has_letter", False),
        is_unsent=case.sync_state == SyncState.FAILED,
    )


def held_row(holding: Holding, *, calendar: WorkingCalendar, now: datetime) -> CaseRow:
    """The dossier as the holder of this work item sees it: their step, their time."""
    row = row_of(holding.case, calendar=calendar, now=now)
    due = due_in_words(calendar=calendar, due_at=holding.due_at, now=now, paused=row.is_paused)
    return replace(
        row,
        holder=holder_of_item(holding),
        step_due=due,
        has_letter=getattr(holding, "has_letter", False),
    )


def holder_of_item(holding: Holding) -> HolderView:
    return HolderView(
        item_id=holding.item_id,
        step_id=holding.step_id,
        step_name=holding.step_name,
        step_kind=holding.kind,
        role=holding.role,
        agency_id=holding.agency_id,
        agency_name=holding.agency_name,
        assignee_id=holding.assignee_id,
        assignee_name=holding.assignee_name,
        due_at=holding.due_at,
    )


def is_late(case: Case, now: datetime) -> bool:
    """Open past its deadline, finished past its due, or asked twice for supplements (QĐ 766)."""
    if case.supplement_count > 1:
        return True
    if case.finished_at is not None:
        return case.due_at is not None and case.finished_at > case.due_at
    return case.deadline_at is not None and case.deadline_at < now


def holder_of(case: Case) -> HolderView:
    return HolderView(
        item_id=case.holder_item_id,
        step_id=case.holder_step_id,
        step_name=case.holder_step_name,
        step_kind=case.holder_step_kind,
        role=case.holder_role,
        agency_id=case.holder_agency_id,
        agency_name=case.holder_agency_name,
        assignee_id=case.holder_assignee_id,
        assignee_name=case.holder_assignee_name,
        due_at=case.holder_due_at,
    )
