from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Recording(models.Model):
    """A filing an author recorded once, and what must come of it.

    ``filing`` (answers, profile, day, channel) is sealed: authors sometimes type real people.
    So is ``expected``: a calculation may repeat an answer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.CASCADE, related_name="recordings"
    )
    name = models.CharField(max_length=200)
    filing: Any = EncryptedJSONField(purpose="catalogue.recording.filing")
    expected: Any = EncryptedJSONField(purpose="catalogue.recording.expected")
    accepted_revision = models.PositiveIntegerField()
    created_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    accepted_by = models.UUIDField(null=True)
    accepted_by_name = models.CharField(max_length=200, blank=True, default="")
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_recording"
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="recording_name"),
        ]
