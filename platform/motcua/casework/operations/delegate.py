"""Passing work on: one's own to a colleague, a leaver's to those who stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMoved, CaseNotYours
from motcua.casework.models import Holding
from motcua.casework.operations.colleagues import colleague, tell_colleague
from motcua.casework.operations.loading import check_reason, lock_case_of_item
from motcua.casework.operations.recording import close_act
from motcua.casework.operations.results import CaseState
from motcua.casework.operations.routing import set_holder
from motcua.casework.operations.work import check_assignee
from motcua.casework.permissions import Permission
from motcua.casework.queries.access import require_case
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError
from motcua.workflow import api as workflow

MOST_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class HandedItem:
    """What became of one piece of a leaver's work. ``problem`` is empty when it went well."""

    case_id: UUID
    number: str
    step_name: str
    to_name: str
    problem: str = ""


def delegate_work(
    *, work_item_id: UUID, staff_id: UUID, reason: str, by: Actor, now: datetime
) -> CaseState:
    """Pass one's own work to a colleague who may do it; they are told.

    Raises ``CaseMoved`` when it is not (any more) the actor's, ``CaseNotYours``, ``ReasonMissing``.
    """
    why = check_reason(reason)
    with transaction.atomic():
        case, before = lock_case_of_item(work_item_id)
        require_case(by, case)
        if not before.is_active or not by.stands_for(before.assignee_id):
            raise CaseMoved(_("Việc này không do bạn giữ."))
        if staff_id == before.assignee_id:
            raise CaseNotYours(_("Việc này đang ở người đó."), field="staff_id")
        check_assignee(before, staff_id, now=now)
        item = workflow.assign_item(item_id=work_item_id, assignee_id=staff_id)
        set_holder(case, item)
        person = colleague(staff_id)
        facts = {"step": item.name, "item": item.id, "to": person.full_name, "reason": why}
        key = f"case:{case.pk}:given:{item.id}:{now.isoformat()}"
        tell_colleague(case, person, notice="case_given", by=by, key=key, now=now)
        return close_act(case, action="case.delegated", by=by, now=now, data=facts)


def hand_on_work(
    *, from_staff_id: UUID, to: Sequence[UUID], by: Actor, now: datetime
) -> list[HandedItem]:
    """Everything one person holds to colleagues in turn, most urgent first; each by itself.

    Nobody among ``to`` may do it: it stays where it is, and the list says so. ``to`` empty: back
    to the unit. At most 2,000 at once. Raises ``PermissionMissing``.
    """
    by.require(Permission.ASSIGN)
    found = Holding.objects.filter(assignee_id=from_staff_id).exclude(role="applicant")
    held = found.select_related("case").order_by("due_at", "id")[:MOST_AT_ONCE]
    waiting, done = list(dict.fromkeys(to)), []
    for holding in held:
        outcome, taker = _hand_on(holding, from_staff_id, waiting, by=by, now=now)
        done.append(outcome)
        if taker is not None:
            # Who has just got something is asked last next time.
            waiting.remove(taker)
            waiting.append(taker)
    return done


def _hand_on(
    holding: Holding, leaver: UUID, waiting: Sequence[UUID], *, by: Actor, now: datetime
) -> tuple[HandedItem, UUID | None]:
    case = holding.case
    facts = (case.pk, case.code or case.reference, holding.step_name)
    problem = _("Không ai trong những người đã chọn làm được việc này.")
    takers: Sequence[UUID | None] = waiting or [None]
    for taker in takers:
        try:
            name = _give(holding, leaver, taker, by=by, now=now)
        except CaseNotYours:
            continue
        except DomainError as error:
            problem = error.message
            break
        return HandedItem(*facts, to_name=name), taker
    return HandedItem(*facts, to_name="", problem=problem), None


def _give(holding: Holding, leaver: UUID, taker: UUID | None, *, by: Actor, now: datetime) -> str:
    with transaction.atomic():
        case, before = lock_case_of_item(holding.item_id)
        require_case(by, case)
        if not before.is_active or before.assignee_id != leaver:
            raise CaseMoved(_("Việc này không còn ở người bàn giao."))
        name = _("đơn vị")
        if taker is not None:
            check_assignee(before, taker, now=now)
            name = colleague(taker).full_name
        item = workflow.assign_item(item_id=before.id, assignee_id=taker)
        set_holder(case, item)
        facts = {"step": item.name, "item": item.id, "to": name, "from": holding.assignee_name}
        close_act(case, action="case.handed_on", by=by, now=now, data=facts)
    return name
