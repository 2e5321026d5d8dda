from tenants.models.domain import Domain
from tenants.models.tenant import Tenant, TenantKind, TenantStatus

__all__ = ["Domain", "Tenant", "TenantKind", "TenantStatus"]
