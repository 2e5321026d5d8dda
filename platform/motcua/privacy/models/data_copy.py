from django.db import models
from django.db.models import F, Q

from motcua.kernel.ids import new_id
from motcua.privacy.models.data_request import DataRequest


class CopyState(models.TextChoices):
    QUEUED = "queued"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


class DataCopy(models.Model):
    """The bundle made for a request: how far it is, the file, until when it may be fetched."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(DataRequest, models.CASCADE, related_name="copy")
    state = models.CharField(max_length=8, choices=CopyState, default=CopyState.QUEUED)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    file_id = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    fetched_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "privacy_copy"
        indexes = [
            models.Index(fields=["state", "touched_at"], name="privacy_copy_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file_id__isnull=False, expires_at__isnull=False),
                name="privacy_copy_ready_whole",
            ),
            models.CheckConstraint(
                condition=Q(done_count__lte=F("total_count")), name="privacy_copy_progress"
            ),
        ]

    @property
    def file_owner(self) -> str:
        return f"data_copy:{self.pk}"
