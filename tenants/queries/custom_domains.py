from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django_tenants.utils import get_public_schema_name, schema_context

from tenants.domain.hosts import RECORD, WELL_KNOWN, proof_of
from tenants.models import CustomDomain, DomainState


@dataclass(frozen=True, slots=True)
class CustomDomainView:
    """``record`` must say ``proof``; or the file at ``file`` on the site of today."""

    id: UUID
    tenant_id: UUID
    host: str
    state: str
    is_redirect: bool
    record: str
    file: str
    proof: str
    checked_at: datetime | None
    missing_from: datetime | None
    still_points_here: bool


def list_custom_domains(tenant_id: UUID | None = None) -> list[CustomDomainView]:
    """Of one tenant, or of all."""
    with schema_context(get_public_schema_name()):
        rows = CustomDomain.objects.order_by("host", "claimed_at")
        if tenant_id is not None:
            rows = rows.filter(tenant_id=tenant_id)
        return [_view(row) for row in rows]


def proven_hosts(tenant_id: UUID) -> list[str]:
    """Names that show the tenant's pages now."""
    with schema_context(get_public_schema_name()):
        rows = CustomDomain.objects.filter(tenant_id=tenant_id, state=DomainState.PROVEN)
        return list(rows.filter(is_redirect=False).order_by("host").values_list("host", flat=True))


def is_proven_host(host: str) -> bool:
    with schema_context(get_public_schema_name()):
        return CustomDomain.objects.filter(host=host, state=DomainState.PROVEN).exists()


def _view(row: CustomDomain) -> CustomDomainView:
    return CustomDomainView(
        id=row.id,
        tenant_id=row.tenant_id,
        host=row.host,
        state=row.state,
        is_redirect=row.is_redirect,
        record=f"{RECORD}.{row.host}",
        file=f"https://{row.host}{WELL_KNOWN}",
        proof=proof_of(row.token),
        checked_at=row.checked_at,
        missing_from=row.missing_from,
        still_points_here=row.still_points_here,
    )
