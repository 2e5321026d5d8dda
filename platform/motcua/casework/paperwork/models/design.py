from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class PaperDesign(models.Model):
    """How papers of the tenant, or of one unit, look: the draft being worked on and what holds.
    A unit's says only what differs from the tenant's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Null for the whole tenant.
    agency_id = models.UUIDField(null=True)
    draft: Any = models.JSONField(default=dict)
    draft_revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    in_force = models.ForeignKey(
        "PaperDesignVersion", models.PROTECT, null=True, related_name="holds_for"
    )

    class Meta:
        db_table = "paperwork_design"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_id"], nulls_distinct=False, name="paper_design_of_unit"
            ),
        ]


class PaperDesignVersion(models.Model):
    """One published design; never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    design = models.ForeignKey(PaperDesign, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: Any = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)

    class Meta:
        db_table = "paperwork_design_version"
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="paper_design_version"),
        ]


class PaperEmblem(models.Model):
    """A picture for the head of papers, decoded and drawn anew. Known by its digest, so that a
    paper of years ago finds the very picture it was made with."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "paperwork_emblem"
