from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class AttemptStatus(models.TextChoices):
    BEGUN = "begun", "Đang thanh toán"
    EXPIRED = "expired", "Hết hạn"
    FAILED = "failed", "Không thành công"
    UNKNOWN = "unknown", "Cần kiểm tra"
    SUCCEEDED = "succeeded", "Thành công"


class PaymentAttempt(models.Model):
    """One try to pay an order by one gateway.

    ``reference`` is ours and goes to the provider; ``provider_transaction`` is theirs.
    ``amount`` is what was asked for, ``received`` what came in, which a bank transfer may differ
    in. ``refund_due_at`` marks money that arrived and is not owed; how much, refunds say.
    ``pay_url`` is where a provider that had to be called sends the payer. ``next_query_at`` is when
    the provider will be asked what became of it, unless it was paid.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        "payments.PaymentOrder", on_delete=models.PROTECT, related_name="attempts"
    )
    gateway = models.CharField(max_length=60)
    reference = models.CharField(max_length=100)
    amount = models.BigIntegerField()
    received = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    pay_url = models.CharField(max_length=2000, blank=True, default="")
    status = models.CharField(max_length=20, choices=AttemptStatus, default=AttemptStatus.BEGUN)
    provider_transaction = models.CharField(max_length=100, blank=True)
    provider_code = models.CharField(max_length=20, blank=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    refund_due_at = models.DateTimeField(null=True)
    next_query_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "reference"], name="attempt_reference_per_gateway"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_amount_positive"),
            models.CheckConstraint(
                condition=Q(refund_due_at=None) | Q(status="succeeded"),
                name="attempt_refund_of_money_received",
            ),
            models.CheckConstraint(
                condition=Q(received=None) | Q(received__gt=0, status="succeeded"),
                name="attempt_received_when_succeeded",
            ),
        ]
        indexes = [
            models.Index(
                fields=["refund_due_at"],
                name="attempt_refund_due",
                condition=Q(refund_due_at__isnull=False),
            ),
            models.Index(
                fields=["next_query_at"],
                name="attempt_to_ask_about",
                condition=Q(next_query_at__isnull=False),
            ),
        ]
