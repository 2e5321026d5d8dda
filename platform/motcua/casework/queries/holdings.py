"""The open work items of a dossier, and which of them is the reader's."""

from collections.abc import Sequence
from uuid import UUID

from motcua.casework.models import Case, Holding
from motcua.kernel.actors import Actor


def holdings_of(case: Case) -> list[Holding]:
    """Most urgent first."""
    return list(Holding.objects.filter(case=case).order_by("due_at", "id"))


def look_from(
    case: Case, held: Sequence[Holding], *, by: Actor, item_id: UUID | None = None
) -> None:
    """Let ``holder_*`` of this loaded row speak of the reader's own work item, where several are
    open: the one asked for, one they hold, one they may take. Never saved."""
    mine = [each for each in held if may_work(each, by)]
    if not mine or case.holder_item_id is None:
        return
    mine.sort(key=lambda each: (each.item_id != item_id, each.assignee_id is None))
    chosen = mine[0]
    if chosen.item_id == case.holder_item_id:
        return
    case.holder_item_id = chosen.item_id
    case.holder_step_id = chosen.step_id
    case.holder_step_name = chosen.step_name
    case.holder_step_kind = chosen.kind
    case.holder_role = chosen.role
    case.holder_agency_id = chosen.agency_id
    case.holder_agency_name = chosen.agency_name
    case.holder_assignee_id = chosen.assignee_id
    case.holder_assignee_name = chosen.assignee_name
    case.holder_due_at = chosen.due_at


def may_work(held: Holding, by: Actor) -> bool:
    """The rule of ``workflow`` for one open work item."""
    if by.stands_for(held.assignee_id):
        return True
    if by.kind != "staff" or held.assignee_id is not None:
        return False
    in_agency = held.agency_id is None or held.agency_id in by.agency_ids
    return in_agency and held.role in by.roles
