from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class RefundStatus(models.TextChoices):
    DUE = "due", "Chờ hoàn"
    SENT = "sent", "Đã gửi cổng thanh toán"
    REFUSED = "refused", "Cổng thanh toán từ chối"
    DONE = "done", "Đã hoàn"
    KEPT = "kept", "Không hoàn"


class Refund(models.Model):
    """Money of one attempt to give back, whole or in part.

    ``reference`` goes to the provider and stays the same at every try, so that trying again pays
    nothing twice. ``KEPT`` says, with its reason, why the law keeps the money.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(
        "payments.PaymentOrder", on_delete=models.PROTECT, related_name="refunds"
    )
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", on_delete=models.PROTECT, related_name="refunds"
    )
    reference = models.CharField(max_length=40, unique=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    cause = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=RefundStatus, default=RefundStatus.DUE)
    provider_transaction = models.CharField(max_length=100, blank=True)
    provider_code = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive"),
            models.CheckConstraint(
                condition=Q(status__in=["done", "kept"], settled_at__isnull=False)
                | Q(status__in=["due", "sent", "refused"], settled_at=None),
                name="refund_settled_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="refund_open",
                condition=Q(status__in=["due", "sent", "refused"]),
            ),
        ]
