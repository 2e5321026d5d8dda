from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.catalogue.domain.intake import Intake
from motcua.kernel.ids import new_id


class NationalEntry(models.Model):
    """A live service of some tenant, in the public schema: only what its public page says.

    Fed by events through the outbox, so it may lag by seconds; which tenants are shown at all is
    asked of the directory.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    service_id = models.UUIDField()
    slug = models.CharField(max_length=100)
    code = models.CharField(max_length=60, blank=True)
    name = models.JSONField()
    sector = models.JSONField(default=dict)
    level = models.CharField(max_length=10)
    place_level = models.CharField(max_length=10, blank=True)
    life_events = ArrayField(models.CharField(max_length=200), default=list)
    name_folded = models.CharField(max_length=500)
    search_text = models.TextField()
    intake = models.CharField(max_length=12, default=Intake.PORTAL, db_default=Intake.PORTAL.value)
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "national_entry"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "service_id"], name="national_entry_one")
        ]
