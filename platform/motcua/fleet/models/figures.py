from typing import Any

from django.db import models

from motcua.kernel.ids import new_id


class DayFigures(models.Model):
    """How much of everything one tenant had on one day: numbers only.

    ``dossiers`` counts up as they come; the others are the last measure of the day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    day = models.DateField()
    dossiers = models.PositiveIntegerField(default=0)
    storage = models.BigIntegerField(default=0)
    messages = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "fleet_day_figures"
        constraints = [
            models.UniqueConstraint(fields=["day", "tenant_id"], name="fleet_one_figure_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dossiers}"


class Pulse(models.Model):
    """How one tenant was when it was last looked at; one row a tenant, written over."""

    tenant_id = models.UUIDField(primary_key=True)
    taken_at = models.DateTimeField()
    # What the home page answered over the network; 0: nothing came.
    home_status = models.PositiveSmallIntegerField(default=0)
    home_ms = models.PositiveIntegerField(default=0)
    outbox_waiting = models.PositiveIntegerField(default=0)
    outbox_oldest_at = models.DateTimeField(null=True)
    outbox_given_up = models.PositiveIntegerField(default=0)
    deliveries_waiting = models.PositiveIntegerField(default=0)
    deliveries_failed = models.PositiveIntegerField(default=0)
    # Channels whose tries of the last hour all failed.
    silent_channels: Any = models.JSONField(default=list)

    class Meta:
        db_table = "fleet_pulse"

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.home_status}"
