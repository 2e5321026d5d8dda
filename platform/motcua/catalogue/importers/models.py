from django.db import models

from motcua.kernel.ids import new_id


class ImportState(models.TextChoices):
    """``created`` and ``updated`` made or changed a draft; the others changed nothing."""

    WAITING = "waiting"
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ImportedFile(models.Model):
    """One file somebody imported, and the account of it.

    ``content`` is kept only while the file waits for its turn.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.WAITING
    )
    origin = models.CharField(max_length=200, blank=True, default="")
    service = models.ForeignKey(
        "catalogue.PublicService", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft_revision = models.PositiveIntegerField(null=True)
    """Revision the import left behind; another one means that somebody went on working."""
    report = models.JSONField(default=dict)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_imported_file"
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["batch_id", "created_at"], name="imported_batch"),
            models.Index(fields=["kind", "sha256"], name="imported_sha256"),
            models.Index(fields=["kind", "origin"], name="imported_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                name="imported_waits_or_is_finished",
                condition=models.Q(state="waiting", finished_at__isnull=True)
                | models.Q(~models.Q(state="waiting"), finished_at__isnull=False),
            )
        ]
