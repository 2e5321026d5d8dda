from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class ScanState(models.TextChoices):
    PENDING = "pending"
    CLEAN = "clean"
    REFUSED = "refused"


class StoredFile(models.Model):
    """One uploaded file. The name is encrypted: people put their identity numbers in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name: Any = EncryptedJSONField(purpose="files.name")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    key = models.CharField(max_length=100, unique=True)
    created_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    scan_state = models.CharField(max_length=10, choices=ScanState.choices)
    scan_note = models.CharField(max_length=100, blank=True, default="")
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files_stored_file"
        indexes = [
            models.Index(fields=["created_at"], name="files_by_age"),
            models.Index(
                fields=["created_at"],
                name="files_waiting_for_scan",
                condition=models.Q(scan_state="pending"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="files_scan_state_known",
                condition=models.Q(scan_state__in=["pending", "clean", "refused"]),
            ),
        ]
