"""Another agency takes the subject over in the middle of its process."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.workflow.domain.steps import COMPETENT
from motcua.workflow.models import WorkItem, WorkItemStatus
from motcua.workflow.operations.locking import active_items, lock_running
from motcua.workflow.queries.views import WorkItemView, view_item


def transfer_items(*, subject_id: UUID, agency_id: UUID, now: datetime) -> list[WorkItemView]:
    """From now on ``agency_id`` is the competent one: what is open at the old one goes to it, free
    for whoever has the role there. Dues stay. Raises ``ProcessNotRunning``.

    The app that owns the subject writes why into its audit chain.
    """
    with transaction.atomic():
        instance = lock_running(subject_id)
        before = instance.agency_ids.get(COMPETENT)
        instance.agency_ids = {**instance.agency_ids, COMPETENT: str(agency_id)}
        instance.revision += 1
        instance.save(update_fields=["agency_ids", "revision"])
        moved = [one for one in active_items(instance) if before and str(one.agency_id) == before]
        for item in moved:
            item.agency_id, item.assignee_id, item.claimed_at = agency_id, None, None
            item.status = WorkItemStatus.OPEN
        WorkItem.objects.bulk_update(moved, ["agency_id", "assignee_id", "claimed_at", "status"])
        return [view_item(item) for item in moved]
