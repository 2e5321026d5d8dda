from typing import Any

from tenants.api import change_profile, current_tenant, forget_directory


def change_live_theme(**values: Any) -> None:
    """Put ``values`` into the current tenant's theme; what is not named stays."""
    forget_directory()
    tenant = current_tenant()
    change_profile(
        tenant_id=tenant.id,
        short_name=tenant.short_name,
        agency_code=tenant.agency_code,
        dossier_pattern=tenant.dossier_pattern,
        theme={**tenant.theme, **values},
    )
