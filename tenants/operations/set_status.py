from uuid import UUID

from tenants.context import in_public
from tenants.models import Tenant, TenantStatus


def set_tenant_status(*, tenant_id: UUID, status: TenantStatus) -> None:
    """Open, suspend or archive a tenant; web processes follow within seconds."""
    with in_public():
        tenant = Tenant.objects.get(pk=tenant_id)
        tenant.status = status
        tenant.save(update_fields=["status"])
