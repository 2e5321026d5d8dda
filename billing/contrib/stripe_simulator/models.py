from typing import Any

from django.db import models


class SimObject(models.Model):
    """One object of the simulated Stripe, as JSON in Stripe's own shape."""

    id = models.CharField(max_length=120, primary_key=True)
    kind = models.CharField(max_length=40)
    # What lists are filtered by: the customer of most objects.
    customer = models.CharField(max_length=80, blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True)
    data: Any = models.JSONField()

    class Meta:
        db_table = "stripe_simulator_object"
        indexes = [models.Index(fields=["kind", "customer"], name="stripe_sim_kind")]

    def __str__(self) -> str:
        return self.id


class SimAnswer(models.Model):
    """The first answer to an idempotency key, given again to the same question."""

    key = models.CharField(max_length=255, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "stripe_simulator_answer"

    def __str__(self) -> str:
        return self.key
