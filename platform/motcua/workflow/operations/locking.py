"""Finding and locking the instance that every write of a case goes through."""

from uuid import UUID

from django.utils.translation import gettext as _

from motcua.workflow.errors import ProcessNotRunning, WorkItemMissing, WorkItemTaken
from motcua.workflow.models import ProcessInstance, ProcessStatus, WorkItem
from motcua.workflow.models.work_item import ACTIVE_STATUSES


def lock_running(subject_id: UUID) -> ProcessInstance:
    """The subject's running process, locked until the transaction ends."""
    instance = (
        ProcessInstance.objects.select_for_update()
        .filter(subject_id=subject_id, status=ProcessStatus.RUNNING)
        .first()
    )
    if instance is None:
        raise ProcessNotRunning(_("Hồ sơ này không có quy trình đang chạy."))
    return instance


def lock_item(item_id: UUID) -> tuple[ProcessInstance, WorkItem]:
    """An active item and its locked instance.

    Raises ``WorkItemTaken`` when it was closed meanwhile: whoever comes second learns it here.
    """
    instance = ProcessInstance.objects.select_for_update().filter(items=item_id).first()
    item = WorkItem.objects.filter(id=item_id).first()
    if instance is None or item is None:
        raise WorkItemMissing(_("Không tìm thấy việc này."))
    if item.status not in ACTIVE_STATUSES:
        raise WorkItemTaken(_("Việc này đã được xử lý xong."))
    return instance, item


def active_items(instance: ProcessInstance) -> list[WorkItem]:
    rows = WorkItem.objects.filter(instance=instance, status__in=ACTIVE_STATUSES)
    return list(rows.order_by("created_at", "id"))
