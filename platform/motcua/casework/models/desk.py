"""How one member of staff likes their inbox."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class SavedFilter(models.Model):
    """Conditions of the list under a name of their own. ``query`` is the list's query string."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff_id = models.UUIDField()
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "casework_saved_filter"
        constraints = [
            models.UniqueConstraint(fields=["staff_id", "name"], name="saved_filter_name"),
            models.UniqueConstraint(
                fields=["staff_id"], condition=Q(is_default=True), name="saved_filter_one_default"
            ),
        ]


class DeskChoice(models.Model):
    """Columns and page size of the list, and whether single keys are shortcuts (WCAG 2.1.4)."""

    staff_id = models.UUIDField(primary_key=True)
    columns: Any = ArrayField(models.CharField(max_length=20), default=list)
    page_size = models.PositiveSmallIntegerField(default=25)
    has_shortcuts = models.BooleanField(default=True)

    class Meta:
        db_table = "casework_desk_choice"
