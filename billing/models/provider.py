from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class EventState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    STRANGER = "stranger"  # of another account, or of a customer that is nobody's
    FAILED = "failed"  # tried often enough; an operator looks


class ProviderEvent(models.Model):
    """What the provider told us, stored before it is believed, once an event."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event_id = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=120, blank=True, default="")
    account = models.CharField(max_length=80, blank=True, default="")
    api_version = models.CharField(max_length=40, blank=True, default="")
    body: Any = models.JSONField()
    told_at = models.DateTimeField()
    received_at = models.DateTimeField(db_index=True)
    deliveries = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=EventState, default=EventState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")
    tenant_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "billing_provider_event"
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=models.Q(state="waiting"),
                name="billing_waiting_events",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class UsageReport(models.Model):
    """A step of a month's use as it is told to the provider. Written before it is sent, so that
    it is sent again under the same identifier when nobody knows whether it arrived."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    meter = models.CharField(max_length=20)
    period = models.CharField(max_length=7)
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    identifier = models.CharField(max_length=100, unique=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "billing_usage_report"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "meter", "period", "before"], name="billing_one_report_a_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.period}: {self.before}-{self.after}"


class Reconciliation(models.Model):
    """One comparison of our books with the provider's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    compared = models.PositiveIntegerField(default=0)
    mended = models.PositiveIntegerField(default=0)
    # Each as ``operations.reconcile.Difference`` says.
    differences: Any = models.JSONField(default=list)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "billing_reconciliation"

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}: {len(self.differences)}"
