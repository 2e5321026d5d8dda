from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class LibraryKind(models.TextChoices):
    """What a library entry gives."""

    FIELD = "field"
    BLOCK = "block"
    """One page with its questions."""
    SERVICE = "service"


class LibraryItem(models.Model):
    """Something this tenant's authors keep to use again. ``revision`` counts its contents."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=LibraryKind.choices)
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True, default="")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    search_text = models.TextField(blank=True, default="")
    created_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    updated_by_name = models.CharField(max_length=200, blank=True, default="")
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "catalogue_library_item"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(retired_at__isnull=True),
                name="library_item_name",
            ),
        ]


class LibraryUse(models.Model):
    """Where a draft took something from: origin, the content as taken, and the ids it got here.

    ``source`` is ``platform:<key>`` or ``tenant:<item id>``. ``kept_sha256`` is a newer content of
    the source that the author looked at and did not want.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.CASCADE, related_name="library_uses"
    )
    source = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=LibraryKind.choices)
    name = models.CharField(max_length=200)
    root_id = models.CharField(max_length=80, blank=True, default="")
    ids = models.JSONField(default=dict)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    kept_sha256 = models.CharField(max_length=64, blank=True, default="")
    taken_by_name = models.CharField(max_length=200, blank=True, default="")
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_library_use"
        ordering = ["taken_at", "id"]
        indexes = [models.Index(fields=["service", "taken_at"], name="library_use_of")]
