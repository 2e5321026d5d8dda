from django.db import models

from motcua.kernel.ids import new_id


class OperationState(models.TextChoices):
    """``abandoned``: undone, then something else was done instead; kept for the record."""

    APPLIED = "applied"
    UNDONE = "undone"
    ABANDONED = "abandoned"


class OperationLog(models.Model):
    """One saved batch of designer edits and the batch that takes it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.CASCADE, related_name="operation_log"
    )
    number = models.PositiveIntegerField()
    operations = models.JSONField()
    inverse = models.JSONField()
    state = models.CharField(
        max_length=10, choices=OperationState.choices, default=OperationState.APPLIED
    )
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_operation_log"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="operation_number"),
        ]
        indexes = [models.Index(fields=["service", "state", "number"], name="operation_state")]
