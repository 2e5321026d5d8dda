"""Taking up work, giving it back, handing it to somebody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.domain.states import NationalState
from motcua.casework.errors import CaseNotYours
from motcua.casework.models import Case
from motcua.casework.operations.loading import lock_case_of_item
from motcua.casework.operations.moving import move_state
from motcua.casework.operations.recording import close_act
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import set_holder, state_of_item
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.casework.queries.takers import is_stranded
from motcua.identity.api import StaffMissing, get_staff
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def claim_work(*, work_item_id: UUID, by: Actor, now: datetime) -> CaseState:
    """Take a work item for oneself; a received dossier is then being processed (state 4).

    Raises ``WorkItemTaken`` when somebody else has it, ``WorkItemNotYours``.
    """
    with transaction.atomic():
        case, _before = lock_case_of_item(work_item_id)
        item = workflow.claim_item(item_id=work_item_id, by=by, now=now)
        set_holder(case, item)
        _take_up(case, item, by=by, now=now)
        return close_act(
            case, action="case.claimed", by=by, now=now, data={"step": item.name, "item": item.id}
        )


def release_work(*, work_item_id: UUID, by: Actor, now: datetime) -> CaseState:
    with transaction.atomic():
        case, _before = lock_case_of_item(work_item_id)
        item = workflow.release_item(item_id=work_item_id, by=by)
        set_holder(case, item)
        return close_act(
            case, action="case.released", by=by, now=now, data={"step": item.name, "item": item.id}
        )


def assign_work(
    *, work_item_id: UUID, staff_id: UUID | None, by: Actor, now: datetime
) -> CaseState:
    """Give a work item to a colleague who may do it, or free it (``staff_id`` empty)."""
    by.require(Permission.ASSIGN)
    with transaction.atomic():
        case, before = lock_case_of_item(work_item_id)
        require_case(by, case)
        if staff_id is not None:
            check_assignee(before, staff_id, now=now)
        item = workflow.assign_item(item_id=work_item_id, assignee_id=staff_id)
        set_holder(case, item)
        to = get_staff(staff_id).full_name if staff_id else ""
        facts = {"step": item.name, "item": item.id, "to": to}
        return close_act(case, action="case.assigned", by=by, now=now, data=facts)


def _take_up(case: Case, item: workflow.WorkItemView, *, by: Actor, now: datetime) -> None:
    if case.state is NationalState.RECEIVED:
        move_state(case, state_of_item(case, item), by=by, now=now)


def check_assignee(item: workflow.WorkItemView, staff_id: UUID, *, now: datetime) -> None:
    """Raises ``CaseNotYours`` unless the colleague holds the item's role at its agency.

    Where nobody is left who holds it, anybody who works there may be given it: a step must not
    wait for a role that was taken away. What they then do still needs its own permission.
    """
    try:
        person = get_staff(staff_id)
    except StaffMissing:
        raise CaseNotYours(_("Không có cán bộ này."), field="staff_id") from None
    stranded = is_stranded(item, now=now)
    places = {each.agency_id for each in person.assignments if stranded or each.role == item.role}
    fits = places if item.agency_id is None else places & {None, item.agency_id}
    if not person.is_active or not fits:
        raise CaseNotYours(_("Cán bộ này không làm được việc đó."), field="staff_id")
