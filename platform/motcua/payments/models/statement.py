from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class LineState(models.TextChoices):
    MATCHED = "matched", "Khớp"
    OPEN = "open", "Cần xử lý"
    EXPLAINED = "explained", "Đã xử lý"


class Statement(models.Model):
    """What a bank or a gateway says was settled: one imported file. The same file is kept once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    gateway = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    first_day = models.DateField()
    last_day = models.DateField()
    line_count = models.PositiveIntegerField()
    total = models.BigIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "sha256"], name="statement_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="statement_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["-imported_at"], name="statement_newest")]


class StatementLine(models.Model):
    """One movement of money, and what it was found to be.

    ``identity`` is the bank's number of the movement (or a digest of the line where there is
    none), so that files which overlap bring it in once. ``cause`` says why it does not match, or
    what it did. ``is_absent``: no line at all, but a payment of ours that the file lacks.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(
        "payments.Statement", on_delete=models.PROTECT, related_name="lines"
    )
    gateway = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    identity = models.CharField(max_length=120)
    day = models.DateField()
    amount = models.BigIntegerField()
    fee = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="VND")
    number = models.CharField(max_length=100, blank=True, default="")
    reference = models.CharField(max_length=120, blank=True)
    memo = models.CharField(max_length=500, blank=True)
    payer = models.CharField(max_length=200, blank=True)
    is_absent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=LineState, default=LineState.OPEN)
    cause = models.CharField(max_length=30, blank=True)
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", null=True, on_delete=models.PROTECT, related_name="lines"
    )
    note = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "identity"], name="statement_line_once"),
        ]
        indexes = [
            models.Index(fields=["statement", "position"], name="statement_line_order"),
            models.Index(
                fields=["gateway", "day"],
                name="statement_line_open",
                condition=Q(state="open"),
            ),
            models.Index(fields=["attempt"], name="statement_line_attempt"),
        ]
