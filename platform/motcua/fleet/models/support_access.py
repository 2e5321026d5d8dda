from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class SupportState(models.TextChoices):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


class SupportScope(models.TextChoices):
    SETTINGS = "settings"
    SCREENS = "screens"


class SupportAccess(models.Model):
    """An operator's way into one tenant's settings: asked for, granted there, over by itself.

    ``until_at`` is set when it is granted. Rows are never deleted: who could see what, when,
    stays known. Lives in the public schema, because both sides write it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    operator_id = models.UUIDField()
    operator_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    hours = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=SupportState, default=SupportState.ASKED)
    scope = models.CharField(max_length=10, choices=SupportScope, blank=True, default="")
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fleet_support_access"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "ended"])
                | (Q(until_at__isnull=False) & ~Q(scope="") & ~Q(decided_by="")),
                name="fleet_support_granted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=72), name="fleet_support_three_days_at_most"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "operator_id"],
                condition=Q(state__in=["asked", "granted"]),
                name="fleet_support_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "-asked_at"], name="fleet_support_tenant")]

    def __str__(self) -> str:
        return f"{self.operator_name} {self.state}"
