from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class Receipt(models.Model):
    """Proof that an order was paid. Never changes: a trigger in the database sees to it.

    A wrong one is voided and, if the money stays, replaced by another of its own number;
    an order has one line of receipts, each replacing the one before.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(
        "payments.PaymentOrder", on_delete=models.PROTECT, related_name="receipts"
    )
    replaces = models.OneToOneField(
        "payments.Receipt", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    form_number = models.CharField(max_length=20, blank=True, default="")
    serial = models.CharField(max_length=20, blank=True, default="")
    unit_name = models.CharField(max_length=200, blank=True, default="")
    tax_code = models.CharField(max_length=20, blank=True, default="")
    lines = models.JSONField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    payer_name = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(replaces=None), name="receipt_first_per_order"
            ),
        ]


class ReceiptVoid(models.Model):
    """Why a receipt no longer stands. Never changes either."""

    receipt = models.OneToOneField(
        "payments.Receipt", primary_key=True, on_delete=models.PROTECT, related_name="void"
    )
    reason = models.CharField(max_length=300)
    voided_at = models.DateTimeField()
    voided_by = models.CharField(max_length=200)


class ReceiptBook(models.Model):
    """What the tenant's receipts say of themselves: one row. Later changes touch later receipts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    form_number = models.CharField(max_length=20, blank=True)
    serial = models.CharField(max_length=20, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    tax_code = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="receipt_book_one_row"),
        ]
