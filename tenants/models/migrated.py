from django.db import models


class MigratedSchema(models.Model):
    """How far a schema was brought: what a deploy asks instead of looking into each schema."""

    schema_name = models.CharField(max_length=63, primary_key=True)
    # Of the migrations it has; equal to that of the code: nothing to do.
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    # Which run of ``migrate_tenants`` works on it now, and since when.
    claimed_by = models.CharField(max_length=60, blank=True, default="")
    claimed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True, default="")
    migrated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tenants_migrated_schema"

    def __str__(self) -> str:
        return self.schema_name
