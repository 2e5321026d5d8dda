from tenants.models.custom_domain import CustomDomain, DomainState
from tenants.models.domain import Domain
from tenants.models.migrated import MigratedSchema
from tenants.models.tenant import SERVED, Tenant, TenantKind, TenantStatus

__all__ = [
    "SERVED",
    "CustomDomain",
    "Domain",
    "DomainState",
    "MigratedSchema",
    "Tenant",
    "TenantKind",
    "TenantStatus",
]
