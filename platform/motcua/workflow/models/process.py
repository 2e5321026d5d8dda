from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class ProcessVersion(models.Model):
    """A process as it was published. Never changes: a database trigger refuses it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    table = models.JSONField()
    bpmn = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_process_version"
        constraints = [
            models.UniqueConstraint(fields=["key", "sha256"], name="process_version_content"),
        ]


class ProcessStatus(models.TextChoices):
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ProcessInstance(models.Model):
    """One run of a process for one subject. Its row is the lock for all its work items."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="instances")
    subject_id = models.UUIDField(db_index=True)
    status = models.CharField(
        max_length=10, choices=ProcessStatus.choices, default=ProcessStatus.RUNNING
    )
    state = models.BinaryField()
    state_format = models.PositiveSmallIntegerField()
    end_key = models.CharField(max_length=20, blank=True)
    agency_ids = models.JSONField()
    applicant_id = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "workflow_process_instance"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"],
                condition=Q(status="running"),
                name="process_instance_one_active",
            ),
            models.CheckConstraint(
                condition=Q(status="running", ended_at=None, end_key="")
                | (~Q(status="running") & Q(ended_at__isnull=False) & ~Q(end_key="")),
                name="process_instance_end_complete",
            ),
        ]
