from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class Audience(models.TextChoices):
    STAFF = "staff"
    CITIZENS = "citizens"
    EVERYBODY = "everybody"


class Level(models.TextChoices):
    INFO = "info"
    WARNING = "warning"
    URGENT = "urgent"


class Announcement(models.Model):
    """What the platform tells everybody, or the people of one tenant, for a while.

    ``text`` is an i18n map. The end is exclusive; a withdrawn one stays for the record.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(null=True)
    audience = models.CharField(max_length=10, choices=Audience)
    level = models.CharField(max_length=10, choices=Level)
    text: Any = models.JSONField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fleet_announcement"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")),
                name="fleet_announcement_ends_after",
            )
        ]
        indexes = [
            models.Index(
                fields=["until_at"],
                name="fleet_announcement_live",
                condition=models.Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.text.get("vi", ""))[:80]
