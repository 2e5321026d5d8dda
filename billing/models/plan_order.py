from django.db import models

from motcua.kernel.ids import new_id


class OrderState(models.TextChoices):
    ASKED = "asked"  # written down; the provider may or may not know
    OPEN = "open"  # a checkout page waits for a person
    DONE = "done"
    LEFT = "left"  # given up, expired or replaced
    FAILED = "failed"


OPEN_STATES = (OrderState.ASKED, OrderState.OPEN)


class PlanOrder(models.Model):
    """A tenant's wish for a plan. Its id is the idempotency key of what is done for it; a tenant
    has one that is open at most, so that nothing can be bought twice from two windows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    plan = models.CharField(max_length=40)
    method = models.CharField(max_length=10)
    # As they were when it was asked: a second try must say the same as the first.
    seats = models.PositiveIntegerField(default=0)
    trial_ends_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.ASKED)
    checkout_id = models.CharField(max_length=120, blank=True, default="", db_index=True)
    checkout_url = models.CharField(max_length=1000, blank=True, default="")
    error = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "billing_plan_order"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id"],
                condition=models.Q(state__in=["asked", "open"]),
                name="billing_one_open_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.state}"
