"""What an agency decides about its own place: colours, codes, the day it goes live.

Only these columns: the web's role may change no others of the directory (ADR 0011).
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tenants.context import in_public
from tenants.models import Tenant
from tenants.queries.directory import forget_directory

OWN_COLUMNS: Final = ("short_name", "agency_code", "dossier_pattern", "theme", "live_at")


def change_profile(
    *,
    tenant_id: UUID,
    short_name: str,
    agency_code: str,
    dossier_pattern: str,
    theme: dict[str, Any],
) -> None:
    """Values are checked by the caller, who knows what a colour and a dossier code is."""
    _update(
        tenant_id,
        short_name=short_name,
        agency_code=agency_code,
        dossier_pattern=dossier_pattern,
        theme=theme,
    )


def go_live(*, tenant_id: UUID, now: datetime) -> None:
    """From now on the portal no longer says that it is being tried out."""
    _update(tenant_id, live_at=now)


def _update(tenant_id: UUID, **values: Any) -> None:
    with in_public():
        Tenant.objects.filter(pk=tenant_id).update(**values)
    forget_directory()
