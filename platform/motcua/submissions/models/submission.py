from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Submission(models.Model):
    """What an applicant sent, as sent. A trigger refuses every UPDATE and DELETE."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    draft_id = models.UUIDField(unique=True)
    version_id = models.UUIDField()
    service_id = models.UUIDField()
    applicant_id = models.UUIDField()
    applicant: Any = EncryptedJSONField(purpose="submissions.submission.applicant")
    answers: Any = EncryptedJSONField(purpose="submissions.submission.answers")
    files: Any = EncryptedJSONField(purpose="submissions.submission.files")
    fee_quote = models.JSONField()
    digest = models.CharField(max_length=64)
    tracking_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=20)
    supersedes = models.UUIDField(null=True, unique=True)
    root_id = models.UUIDField(db_index=True)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "submissions_submission"
        indexes = [
            models.Index(fields=["applicant_id", "-received_at"], name="submission_of_applicant"),
            models.Index(fields=["received_at"], name="submission_by_time"),
        ]
