from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kernel.ids import new_id


class ReferenceKind(models.TextChoices):
    LIST = "list", _("Danh mục")
    TABLE = "table", _("Bảng tra cứu")


class ReferenceTable(models.Model):
    """A list of choices, or a table to look things up in, kept by the staff outside any form.

    ``key`` is what forms name it by and never changes. ``current`` is the revision that drafts
    and the next publication use; published versions keep the one they were published with.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=ReferenceKind.choices)
    title = models.JSONField()
    note = models.TextField(blank=True, default="")
    current = models.ForeignKey(
        "catalogue.ReferenceRevision", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_by = models.UUIDField(null=True)
    created_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    updated_by_name = models.CharField(max_length=200, blank=True, default="")
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_reference_table"
        ordering = ["key"]


class ReferenceRevision(models.Model):
    """The rows as they stood at one time. A database trigger refuses every change.

    ``rows`` are ``[code, label, valid_from, valid_until, cells]``; days are ISO text or null.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.ForeignKey(ReferenceTable, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    columns = models.JSONField(default=list)
    rows = models.JSONField()
    row_count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255, blank=True, default="")
    note = models.TextField(blank=True, default="")
    created_by = models.UUIDField(null=True)
    created_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_reference_revision"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="reference_revision_number"),
            models.CheckConstraint(
                name="reference_revision_has_rows", condition=Q(row_count__gt=0)
            ),
        ]


class ReferenceUpload(models.Model):
    """A file that was read and waits for a person to look at it; forgotten after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.ForeignKey(ReferenceTable, on_delete=models.CASCADE, related_name="uploads")
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    file_name = models.CharField(max_length=255, blank=True, default="")
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_reference_upload"
