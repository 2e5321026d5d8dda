"""Who writes pages does not publish them: Wagtail's own moderation, by our groups."""

from typing import Final

from django.contrib.auth.models import Group
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

PUBLISHERS: Final = "motcua: xuất bản"


def set_up_moderation() -> None:
    """In the template: pages go to those who may publish. Idempotent."""
    root = Page.get_first_root_node()
    group = Group.objects.filter(name=PUBLISHERS).first()
    if root is None or group is None:
        return
    with translation.override("vi"):
        task = GroupApprovalTask.objects.order_by("pk").first()
        if task is None:
            task = GroupApprovalTask.objects.create(name=_("Duyệt bài"))
        task.name = _("Duyệt bài")
        task.save()
        task.groups.set([group])
        flow = Workflow.objects.order_by("pk").first() or Workflow.objects.create(
            name=_("Duyệt bài")
        )
        flow.name = _("Duyệt bài")
        flow.save()
    WorkflowTask.objects.get_or_create(workflow=flow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": flow})
