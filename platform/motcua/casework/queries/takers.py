"""Who can do a piece of work; and who decides when nobody is left who can."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.permissions import Permission
from motcua.identity.api import ROLES, StaffMissing, StaffView, get_staff, list_staff
from motcua.workflow import api as workflow


@dataclass(frozen=True, slots=True)
class WhoMay:
    """``takers`` may do it. Stranded: nobody does, and ``stand_ins`` may give it to anybody at
    the agency of the work."""

    takers: tuple[StaffView, ...]
    stand_ins: tuple[StaffView, ...]

    @property
    def is_stranded(self) -> bool:
        return not self.takers


def who_may_take(work_item_id: UUID, *, now: datetime) -> WhoMay:
    """A role may be taken from its last holder, and a person may leave, while a step waits."""
    item = workflow.get_item(work_item_id)
    takers = tuple(takers_of(item, now=now))
    return WhoMay(takers, () if takers else tuple(stand_ins(item, now=now)))


def takers_of(item: workflow.WorkItemView, *, now: datetime) -> list[StaffView]:
    """The assignee while they work here; else the holders of the role at the agency."""
    if item.assignee_id is not None:
        return _active(item.assignee_id)
    if not item.role or item.role == workflow.APPLICANT:
        return []
    return list_staff(role=item.role, agency_id=item.agency_id, now=now)


def stand_ins(item: workflow.WorkItemView, *, now: datetime) -> list[StaffView]:
    """Who may assign work: at the agency of the work, else anywhere in the tenant."""
    roles = [key for key, role in ROLES.items() if Permission.ASSIGN in role.permissions]
    for agency_id in dict.fromkeys([item.agency_id, None]):
        people = {
            person.id: person
            for role in roles
            for person in list_staff(role=role, agency_id=agency_id, now=now)
        }
        if people:
            return sorted(people.values(), key=lambda person: person.full_name)
    return []


def is_stranded(item: workflow.WorkItemView, *, now: datetime) -> bool:
    """Open officers' work for which nobody here is left."""
    by_itself = workflow.StepKind(item.kind).is_waiting or (not item.role and not item.assignee_id)
    if by_itself or not item.is_active:
        return False
    if item.assignee_id is not None and _active(item.assignee_id):
        return False
    held = item.role and list_staff(role=item.role, agency_id=item.agency_id, limit=1, now=now)
    return not held


def _active(staff_id: UUID) -> list[StaffView]:
    try:
        person = get_staff(staff_id)
    except StaffMissing:
        return []
    return [person] if person.is_active else []
