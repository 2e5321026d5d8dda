from typing import Any

from django.db import models
from django.db.models import Q

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class CaseLetter(models.Model):
    """A message between the office and the applicant about one dossier.

    ``read_at``: when the other side first opened it; ``read_by_name`` tells who of the office did.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    is_from_office = models.BooleanField()
    body: Any = EncryptedJSONField(purpose="casework.letter")
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "casework_letter"
        indexes = [
            models.Index(fields=["case", "at"], name="letter_of_case"),
            models.Index(
                fields=["case"],
                condition=Q(read_at=None, is_from_office=False),
                name="letter_unread_by_office",
            ),
        ]
