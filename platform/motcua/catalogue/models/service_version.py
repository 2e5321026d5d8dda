from django.db import models
from django.db.models import F, Q

from motcua.kernel.ids import new_id


class ServiceVersion(models.Model):
    """A published document, frozen: a dossier is judged by the rules it was filed under.

    A database trigger refuses every change. ``card`` is the little that lists show, so that they
    never load the document. ``pins`` holds, by key, the revisions of the lists its form uses.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.PublicService", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    card = models.JSONField(default=dict)
    pins = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    draft_revision = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.UUIDField()
    published_by_name = models.CharField(max_length=200, blank=True, default="")
    requested_by = models.UUIDField()
    requested_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "catalogue_service_version"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="version_number"),
            models.CheckConstraint(
                name="version_two_people", condition=~Q(published_by=F("requested_by"))
            ),
        ]


class VersionWithdrawal(models.Model):
    """That a version takes no new dossiers any more. Apart, because versions never change."""

    version = models.OneToOneField(
        ServiceVersion, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField(blank=True, default="")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "catalogue_version_withdrawal"
