from django.db import models

from motcua.kernel.ids import new_id


class FlagSetting(models.Model):
    """A feature turned on or off, for everybody (``tenant_id`` empty) or for one tenant.

    What a flag means and how it stands without a row is code (``domain.flags``).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=60)
    tenant_id = models.UUIDField(null=True)
    is_on = models.BooleanField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "fleet_flag_setting"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "tenant_id"], name="fleet_flag_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.is_on}"
