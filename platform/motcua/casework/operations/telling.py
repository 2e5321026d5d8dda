"""Reminders, lateness and what fell to a person: telling those who can do something about it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.casework.models import Case
from motcua.casework.operations.recording import tell_citizen
from motcua.casework.papers.moments import hour_and_day
from motcua.casework.queries.takers import stand_ins, takers_of
from motcua.identity.api import StaffMissing, StaffView, get_staff, list_staff
from motcua.kernel.i18n import pick
from motcua.notifications.api import Recipient, notify
from motcua.workflow import api as workflow

MOST_TOLD: Final = 50
"""A role with more holders looks at its inbox; it is not written to one by one."""


def tell_reminder(event: workflow.ReminderDue, at: datetime) -> None:
    """Consumer ``casework.step_reminder``."""
    found = _open(event.subject_id, event.item_id)
    if found is None:
        return
    case, item = found
    key = f"remind:{event.number}"
    if event.to == workflow.HOLDER:
        _tell_holder(case, item, notice="work_due_soon", key=key, now=at)
    else:
        tell_role(case, item, role=event.to, notice="work_due_soon", key=key, now=at)


def tell_escalation(event: workflow.EscalationDue, at: datetime) -> None:
    """Consumer ``casework.step_escalation``."""
    found = _open(event.subject_id, event.item_id)
    if found is not None:
        case, item = found
        tell_role(case, item, role=event.to, notice="work_escalated", key="escalate", now=at)


def tell_overdue(event: workflow.WorkItemOverdue, at: datetime) -> None:
    """Consumer ``casework.work_overdue``: whoever has the work, or could take it, hears of it."""
    found = _open(event.subject_id, event.item_id)
    if found is not None:
        case, item = found
        _tell_holder(case, item, notice="work_overdue", key="overdue", now=at)


def tell_role(
    case: Case,
    item: workflow.WorkItemView,
    *,
    role: str,
    notice: str,
    key: str,
    now: datetime,
) -> None:
    """Who holds ``role`` at the agency of the work, else anywhere; else who may assign work."""
    people = list_staff(role=role, agency_id=item.agency_id, limit=MOST_TOLD, now=now)
    people = people or list_staff(role=role, limit=MOST_TOLD, now=now)
    _tell(case, item, people or stand_ins(item, now=now), notice=notice, key=key, now=now)


def _tell_holder(
    case: Case, item: workflow.WorkItemView, *, notice: str, key: str, now: datetime
) -> None:
    if workflow.StepKind(item.kind).is_waiting:
        if notice == "work_due_soon":
            _remind_citizen(case, item, key=key, now=now)
        return
    person = _person(item.assignee_id)
    people = [person] if person else takers_of(item, now=now)
    if not people and (item.role or item.assignee_id):
        people = stand_ins(item, now=now)
    _tell(case, item, people, notice=notice, key=key, now=now)


def _remind_citizen(case: Case, item: workflow.WorkItemView, *, key: str, now: datetime) -> None:
    tell_citizen(
        case,
        occasion="step_due_soon",
        key=f"{key}:{item.id}",
        now=now,
        step=item.name,
        due=hour_and_day(item.due_at),
    )


def _tell(
    case: Case,
    item: workflow.WorkItemView,
    people: Sequence[StaffView],
    *,
    notice: str,
    key: str,
    now: datetime,
) -> None:
    for person in people[:MOST_TOLD]:
        notify(
            recipient=Recipient(staff_id=person.id, email=person.email, name=person.full_name),
            template=notice,
            context={
                "code": case.code or case.reference,
                "service": pick(case.service_name, "vi"),
                "step": item.name,
                "due": hour_and_day(item.due_at),
                "link": f"/quan-tri/mot-cua/{case.pk}/",
            },
            subject=case.audit_subject,
            dedupe_key=f"item:{item.id}:{key}:{person.id}",
            now=now,
        )


def _open(case_id: UUID, item_id: UUID) -> tuple[Case, workflow.WorkItemView] | None:
    """The news may come late: nobody is reminded of what is done."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return None
    item = workflow.get_item(item_id)
    return (case, item) if item.is_active else None


def _person(staff_id: UUID | None) -> StaffView | None:
    if staff_id is None:
        return None
    try:
        person = get_staff(staff_id)
    except StaffMissing:
        return None
    return person if person.is_active else None
