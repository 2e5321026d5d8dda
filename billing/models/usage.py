from django.db import models

from motcua.kernel.ids import new_id


class UsageCount(models.Model):
    """How much of one meter a tenant used in a period: ``2026-06``, or empty for a standing sum."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    meter = models.CharField(max_length=20)
    period = models.CharField(max_length=7, blank=True, default="")
    amount = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "billing_usage_count"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "meter", "period"], name="billing_one_count_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.period}: {self.amount}"


class UsageMark(models.Model):
    """What has been counted: an event that is delivered twice counts once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    key = models.CharField(max_length=120)
    counted_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "billing_usage_mark"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "key"], name="billing_counted_once")
        ]

    def __str__(self) -> str:
        return self.key


class LimitNotice(models.Model):
    """A warning that was given, so that it is given once: 80 or 100 per cent of a limit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    meter = models.CharField(max_length=20)
    period = models.CharField(max_length=7, blank=True, default="")
    percent = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        db_table = "billing_limit_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "meter", "period", "percent"], name="billing_one_notice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.percent}%"
