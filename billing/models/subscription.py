from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class SubscriptionState(models.TextChoices):
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"


class Subscription(models.Model):
    """Which plan a tenant is on. Lives in the public schema; one a tenant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(unique=True)
    plan = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=SubscriptionState)
    started_at = models.DateTimeField()
    trial_ends_at = models.DateTimeField(null=True)
    # Agreed apart from the plan: limit key to number; a missing key is the plan's.
    agreed: Any = models.JSONField(default=dict)

    class Meta:
        db_table = "billing_subscription"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="trial") | models.Q(trial_ends_at__isnull=False),
                name="billing_trial_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.state}"
