from django.db import models

from motcua.kernel.ids import new_id


class Receipt(models.Model):
    """Proof that an order was paid. Never changes: a trigger in the database sees to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True)
    order = models.OneToOneField(
        "payments.PaymentOrder", on_delete=models.PROTECT, related_name="receipt"
    )
    lines = models.JSONField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer_name = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
