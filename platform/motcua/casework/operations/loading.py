"""Finding and locking the dossier every write goes through."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.casework.errors import CaseMissing, CaseMoved, ReasonMissing
from motcua.casework.models import Case
from motcua.kernel.actors import Actor
from motcua.workflow import api as workflow


def lock_case(case_id: UUID) -> Case:
    """The dossier, locked until the transaction ends. Always locked before its process.

    Raises ``CaseMissing``.
    """
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseMissing(_("Không tìm thấy hồ sơ."))
    return case


def lock_case_of_item(work_item_id: UUID) -> tuple[Case, workflow.WorkItemView]:
    """The dossier of a work item, with the item as it stands once the dossier is locked."""
    case = lock_case(workflow.get_item(work_item_id).subject_id)
    return case, workflow.get_item(work_item_id)


def held_item(case: Case, *, by: Actor | None = None) -> workflow.WorkItemView:
    """The open work item; of several one that ``by`` may do, else the most urgent.

    Raises ``CaseMoved`` when nobody holds the dossier.
    """
    if case.holder_item_id is None:
        raise CaseMoved(_("Hồ sơ này không có việc nào đang mở."))
    if by is not None and by.kind == "staff":
        for item in workflow.active_items_of(case.pk):
            if _is_for(item, by):
                return item
    return workflow.get_item(case.holder_item_id)


def _is_for(item: workflow.WorkItemView, by: Actor) -> bool:
    if item.assignee_id is not None:
        return by.stands_for(item.assignee_id)
    in_agency = item.agency_id is None or item.agency_id in by.agency_ids
    return in_agency and item.role in by.roles


def check_holds(case: Case, *, by: Actor, item: workflow.WorkItemView) -> None:
    """Pass when ``by`` may do the open work item now: theirs, or their role and agency.

    The rule of ``workflow`` for completing an item, asked here for acts that leave it open.
    Raises ``WorkItemTaken`` or ``WorkItemNotYours``.
    """
    if by.kind == "system" or by.stands_for(item.assignee_id):
        return
    if item.assignee_id is not None:
        raise workflow.WorkItemTaken(_("Việc này đã có người khác nhận."))
    in_agency = item.agency_id is None or item.agency_id in by.agency_ids
    if by.kind != "staff" or item.role not in by.roles or not in_agency:
        raise workflow.WorkItemNotYours(_("Bạn không được giao loại việc này."))


def check_reason(reason: str, *, field: str = "reason") -> str:
    """The reason without blanks around it. Raises ``ReasonMissing``."""
    cleaned = reason.strip()
    if not cleaned:
        raise ReasonMissing(_("Hãy nêu lý do."), field=field)
    return cleaned
