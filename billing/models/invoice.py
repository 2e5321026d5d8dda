from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.ids import new_id


class InvoiceState(models.TextChoices):
    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    VOID = "void"
    LOST = "lost"  # nobody expects it to be paid any more


class Invoice(models.Model):
    """What a tenant is asked to pay. Ours, or the copy of the provider's (``provider_id``).

    Amounts are whole đồng. ``buyer`` is frozen as it was on the day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(db_index=True)
    number = models.CharField(max_length=60, blank=True, default="")
    provider_id = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=10, choices=InvoiceState)
    method = models.CharField(max_length=10, blank=True, default="")
    currency = models.CharField(max_length=3)
    subtotal = models.BigIntegerField()
    tax = models.BigIntegerField()
    total = models.BigIntegerField()
    due = models.BigIntegerField()
    paid = models.BigIntegerField()
    buyer: Any = models.JSONField(default=dict)
    lines: Any = models.JSONField(default=list)
    # What a bank transfer must say, so that the money is known again.
    memo = models.CharField(max_length=25, unique=True)
    period_starts_at = models.DateTimeField(null=True)
    period_ends_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    page_url = models.CharField(max_length=1000, blank=True, default="")
    pdf_url = models.CharField(max_length=1000, blank=True, default="")
    # Number of the official e-invoice that the operator's invoicing system issued for it.
    tax_invoice = models.CharField(max_length=60, blank=True, default="")
    # Why the provider's invoice is not what we expect; shown to the operator until it is mended.
    fault = models.CharField(max_length=200, blank=True, default="")
    read_at = models.DateTimeField()

    class Meta:
        db_table = "billing_invoice"
        constraints = [
            models.UniqueConstraint(
                fields=["provider_id"], condition=~Q(provider_id=""), name="billing_one_copy"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "period_starts_at"],
                condition=Q(provider_id="") & ~Q(state="void"),
                name="billing_one_own_invoice_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class SettlementState(models.TextChoices):
    WAITING = "waiting"  # a second person must look
    CONFIRMED = "confirmed"  # ours; the provider is being told
    DONE = "done"
    REFUSED = "refused"


class Settlement(models.Model):
    """An operator says that a transfer came in. One bank reference settles one invoice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="settlements")
    amount = models.BigIntegerField()
    bank_reference = models.CharField(max_length=80)
    received_on = models.DateField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=SettlementState)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "billing_settlement"
        constraints = [
            models.UniqueConstraint(
                fields=["bank_reference"],
                condition=~Q(state="refused"),
                name="billing_one_use_of_a_transfer",
            ),
            models.UniqueConstraint(
                fields=["invoice"],
                condition=~Q(state="refused"),
                name="billing_one_settlement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_reference} {self.state}"


class InvoiceNotice(models.Model):
    """A reminder that was sent, so that each is sent once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField()
    subject = models.CharField(max_length=80)
    stage = models.CharField(max_length=20)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "billing_invoice_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "subject", "stage"], name="billing_one_reminder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.stage}"
