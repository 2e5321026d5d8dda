"""Taking up an item, giving it back, handing it to somebody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.actors import Actor
from motcua.workflow.errors import WorkItemNotYours, WorkItemTaken
from motcua.workflow.models import WorkItem, WorkItemStatus
from motcua.workflow.operations.access import check_may_work
from motcua.workflow.operations.locking import lock_item
from motcua.workflow.queries.views import WorkItemView, view_item


def claim_item(*, item_id: UUID, by: Actor, now: datetime) -> WorkItemView:
    """Take the item for oneself. Repeating it changes nothing. Raises ``WorkItemTaken``."""
    if by.id is None:
        raise WorkItemNotYours(_("Bạn không được giao loại việc này."))
    with transaction.atomic():
        _instance, item = lock_item(item_id)
        check_may_work(item, by)
        if item.status != WorkItemStatus.CLAIMED:
            item.status = WorkItemStatus.CLAIMED
            item.assignee_id = by.id
            item.claimed_at = now
            _save(item)
        return view_item(item)


def release_item(*, item_id: UUID, by: Actor) -> WorkItemView:
    """Give a claimed item back to everybody with its role."""
    with transaction.atomic():
        _instance, item = lock_item(item_id)
        if not by.stands_for(item.assignee_id) or item.status != WorkItemStatus.CLAIMED:
            raise WorkItemTaken(_("Việc này không do bạn giữ."))
        item.status = WorkItemStatus.OPEN
        item.assignee_id = None
        item.claimed_at = None
        _save(item)
        return view_item(item)


def assign_item(*, item_id: UUID, assignee_id: UUID | None) -> WorkItemView:
    """Reserve an item for a person, also one that somebody holds; ``None`` frees it.

    The caller has checked that the assigner may do so and that the assignee has the role.
    """
    with transaction.atomic():
        _instance, item = lock_item(item_id)
        item.status = WorkItemStatus.OPEN
        item.assignee_id = assignee_id
        item.claimed_at = None
        _save(item)
        return view_item(item)


def _save(item: WorkItem) -> None:
    item.save(update_fields=["status", "assignee_id", "claimed_at"])
