from typing import Any

from django.db import models

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Decision(models.Model):
    """What somebody decided on one work item. One per item; append-only by trigger.

    ``entry``: what the step asked to fill in and to attach, as ``{"answers": {field id: value},
    "files": [file values]}``; empty where it asked nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    work_item_id = models.UUIDField(unique=True)
    step_id = models.CharField(max_length=60)
    step_name = models.CharField(max_length=300)
    step_kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=60)
    outcome_label = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    # The absent colleague in whose place ``by`` decided.
    for_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    entry: Any = EncryptedJSONField(purpose="casework.decision", null=True)

    class Meta:
        db_table = "casework_decision"
        indexes = [models.Index(fields=["case", "at"], name="decision_of_case")]
