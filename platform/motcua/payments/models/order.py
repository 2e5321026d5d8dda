from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class OrderStatus(models.TextChoices):
    PENDING = "pending", "Chờ thanh toán"
    PAID = "paid", "Đã thanh toán"
    CANCELLED = "cancelled", "Đã hủy"
    REFUND_DUE = "refund_due", "Phải hoàn tiền"
    REFUNDED = "refunded", "Đã hoàn tiền"


class PaymentOrder(models.Model):
    """The fee of one case, draft or submission, as the tenant reckoned it.

    ``amount`` is in minor units and always the sum of ``lines``; what a provider says was paid
    is compared with it, never copied into it. ``credited`` is how much of it has come in, for
    several payers may pay in parts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(max_length=80)
    reference = models.CharField(max_length=30, unique=True)
    lines = models.JSONField()
    amount = models.BigIntegerField()
    credited = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="VND")
    payer_name = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=OrderStatus, default=OrderStatus.PENDING)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    paid_by_attempt = models.OneToOneField(
        "payments.PaymentAttempt", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_amount_positive"),
            models.CheckConstraint(
                condition=Q(paid_at=None, paid_by_attempt=None)
                | Q(paid_at__isnull=False, paid_by_attempt__isnull=False),
                name="order_paid_both_or_neither",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["paid", "refund_due"]) | Q(paid_at__isnull=False),
                name="order_paid_has_time",
            ),
            models.CheckConstraint(
                condition=Q(credited__gte=0, credited__lte=models.F("amount")),
                name="order_credited_within_amount",
            ),
            models.CheckConstraint(
                condition=~Q(status="paid") | Q(credited=models.F("amount")),
                name="order_paid_in_full",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(status__in=["pending", "paid"]),
                name="order_one_open_per_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-created_at"], name="order_subject"),
            models.Index(fields=["status", "-created_at"], name="order_status"),
        ]
