from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class CaseNote(models.Model):
    """A private note among staff; the citizen never sees it. Written once, never changed.

    ``mentions``: colleagues named in it, who were told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    body: Any = EncryptedJSONField(purpose="casework.note")
    mentions = ArrayField(models.UUIDField(), default=list)
    mention_names = models.JSONField(default=list)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_note"
        indexes = [models.Index(fields=["case", "at"], name="note_of_case")]
