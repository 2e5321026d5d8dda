from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.ids import new_id


class Holding(models.Model):
    """One open work item of a dossier: a dossier may wait in several inboxes at once.

    Repeats the work item and the names belonging to it, so that no list joins another app. The
    dossier's own ``holder_*`` columns repeat the most urgent of its holdings. Rows go with their
    work items.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="holdings")
    item_id = models.UUIDField(unique=True)
    step_id = models.CharField(max_length=60)
    step_name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=60, blank=True)
    agency_id = models.UUIDField(null=True)
    agency_name = models.CharField(max_length=300, blank=True)
    assignee_id = models.UUIDField(null=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "casework_holding"
        indexes = [
            models.Index(fields=["role", "agency_id", "due_at"], name="holding_by_role"),
            models.Index(fields=["assignee_id", "due_at"], name="holding_by_assignee"),
            models.Index(
                fields=["role", "agency_id", "due_at"],
                condition=Q(assignee_id=None),
                name="holding_to_take",
            ),
            models.Index(fields=["agency_id", "due_at"], name="holding_of_unit"),
        ]
