from django.db import models

from motcua.kernel.ids import new_id


class BillingProfile(models.Model):
    """Whom the invoices are made out to. One a tenant; an organisation, never a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(unique=True)
    legal_name = models.CharField(max_length=200)
    tax_code = models.CharField(max_length=14, blank=True, default="")
    address = models.CharField(max_length=300)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True, default="")
    is_exempt = models.BooleanField(default=False)
    # Who grants the exemption; the operator's books need it.
    exempt_basis = models.CharField(max_length=200, blank=True, default="")
    provider_customer = models.CharField(max_length=80, blank=True, default="", db_index=True)
    # The tax code as the provider knows it, with its id there.
    provider_tax_id = models.CharField(max_length=120, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "billing_profile"

    def __str__(self) -> str:
        return self.legal_name
