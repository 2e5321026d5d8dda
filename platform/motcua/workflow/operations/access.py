"""Who may do a work item."""

from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.domain.steps import APPLICANT
from motcua.workflow.errors import WorkItemNotYours, WorkItemTaken
from motcua.workflow.models import WorkItem


def check_may_work(item: WorkItem, by: Actor) -> None:
    """Pass for the assignee or whoever stands in for them, for the right role in the right agency
    when nobody is assigned, and for the system.

    Raises ``WorkItemTaken`` when it is somebody else's, ``WorkItemNotYours`` when the role or the
    agency is missing. Whether an applicant owns the subject is the caller's to check.
    """
    if by.kind == "system" or by.stands_for(item.assignee_id):
        return
    if item.assignee_id is not None:
        raise WorkItemTaken(_("Việc này đã có người khác nhận."))
    if not _has_role(item, by) or not _in_agency(item, by):
        raise WorkItemNotYours(_("Bạn không được giao loại việc này."))


def _has_role(item: WorkItem, by: Actor) -> bool:
    if item.role == APPLICANT:
        return by.kind in ("applicant", "citizen")
    return by.kind == "staff" and item.role in by.roles


def _in_agency(item: WorkItem, by: Actor) -> bool:
    return item.agency_id is None or item.role == APPLICANT or item.agency_id in by.agency_ids
