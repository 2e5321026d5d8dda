from django.db import models


class Counter(models.Model):
    """Last number given out for a scope on a day (``0001-01-01`` for numbers without a day)."""

    scope = models.CharField(max_length=100)
    day = models.DateField()
    value = models.PositiveBigIntegerField()

    class Meta:
        db_table = "kernel_counter"
        constraints = [models.UniqueConstraint(fields=["scope", "day"], name="counter_scope_day")]
