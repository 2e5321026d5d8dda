from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class SubscriptionState(models.TextChoices):
    TRIAL = "trial"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    ENDED = "ended"


class PayMethod(models.TextChoices):
    NONE = "", ""
    CARD = "card"
    TRANSFER = "transfer"


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
    method = models.CharField(
        max_length=10, choices=PayMethod, blank=True, default="", db_default=""
    )
    # The provider's subscription; empty where we send the invoices ourselves or nothing is paid.
    provider_id = models.CharField(
        max_length=80, blank=True, default="", db_default="", db_index=True
    )
    # Taken up with the next period: a cheaper plan, where the invoices are ours.
    next_plan = models.CharField(max_length=40, blank=True, default="", db_default="")
    seats = models.PositiveIntegerField(default=0, db_default=0)
    period_starts_at = models.DateTimeField(null=True)
    period_ends_at = models.DateTimeField(null=True)
    # Cancelled for this moment: until then everything goes on.
    ends_at = models.DateTimeField(null=True)
    past_due_at = models.DateTimeField(null=True)
    # When the reading of the provider's state began; an older reading never replaces a newer.
    read_at = models.DateTimeField(null=True)

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
