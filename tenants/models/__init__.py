from tenants.models.domain import Domain
from tenants.models.migrated import MigratedSchema
from tenants.models.tenant import SERVED, Tenant, TenantKind, TenantStatus

__all__ = ["SERVED", "Domain", "MigratedSchema", "Tenant", "TenantKind", "TenantStatus"]
