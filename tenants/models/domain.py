from django_tenants.models import DomainMixin


class Domain(DomainMixin):
    """A host name that leads to a tenant."""

    class Meta:
        db_table = "tenants_domain"

    def __str__(self) -> str:
        return str(self.domain)
