from typing import Any

from django.db import models

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """Work that only the database's owner can do, asked for by a web process (ADR 0013).

    ``secrets`` (a passphrase) are emptied when the job ends. Lives in the public schema.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    tenant_id = models.UUIDField(null=True)
    parameters: Any = models.JSONField(default=dict)
    secrets: Any = EncryptedJSONField(purpose="fleet.job", null=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField(max_length=200, blank=True, default="")
    percent = models.PositiveSmallIntegerField(default=0)
    result: Any = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    # Moves while the job runs; one that stands still for minutes has lost its process.
    alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fleet_job"
        indexes = [
            models.Index(
                fields=["id"],
                name="fleet_job_open",
                condition=models.Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["tenant_id", "-asked_at"], name="fleet_job_tenant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="fleet_job_percent_at_most_100"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
