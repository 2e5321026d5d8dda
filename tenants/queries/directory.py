"""Host → tenant, kept in the process.

Asking the database on every request halves throughput (engineering.md 1.4), so answers live here
for ``MOTCUA_DIRECTORY_SECONDS``. That nobody is served under a name is kept for a second at most:
who waits for a portal to open is not told no for longer than that. Saving a tenant or domain
empties the directory of the process that saved; others follow when their entries expire.
"""

import time
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.conf import settings
from django_tenants.utils import get_public_schema_name, schema_context

from motcua.kernel.errors import NotFound
from motcua.kernel.schemas import current_schema
from tenants.domain.view import TenantView
from tenants.models import SERVED, CustomDomain, Domain, DomainState, Tenant, TenantStatus

MAX_ENTRIES: Final = 5_000
_NOT_SERVED_SECONDS: Final = 1

_by_host: dict[str, tuple[float, Tenant | None]] = {}
_by_schema: dict[str, tuple[float, Tenant]] = {}


class TenantMissing(NotFound):
    code = "tenant_missing"


def tenant_of_host(host: str) -> Tenant | None:
    """The tenant behind ``host`` whatever its status, or ``None``."""
    now = time.monotonic()
    entry = _by_host.get(host)
    if entry and entry[0] > now:
        return entry[1]
    with schema_context(get_public_schema_name()):
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        tenant = domain.tenant if domain else _tenant_of_own_host(host)
    if len(_by_host) >= MAX_ENTRIES:
        _by_host.clear()
    seconds = settings.MOTCUA_DIRECTORY_SECONDS
    if tenant is None or tenant.status not in SERVED:
        seconds = min(seconds, _NOT_SERVED_SECONDS)
    _by_host[host] = (now + seconds, tenant)
    return tenant


def _tenant_of_own_host(host: str) -> Tenant | None:
    """Behind a name a tenant has proven to be its own. Some only lead on."""
    own = CustomDomain.objects.filter(host=host, state=DomainState.PROVEN).first()
    tenant: Tenant | None = Tenant.objects.filter(pk=own.tenant_id).first() if own else None
    if own is not None and tenant is not None:
        tenant.visited_host, tenant.is_sent_on = host, own.is_redirect
    return tenant


def is_served_host(host: str) -> bool:
    """Whether pages are served under this name now: the platform's, a tenant's, or a proven one."""
    if host in (settings.MOTCUA_PLATFORM_HOST, settings.MOTCUA_FILES_HOST) and host:
        return True
    tenant = tenant_of_host(host) if host else None
    return tenant is not None and tenant.status in SERVED


def tenant_of_schema(schema_name: str) -> Tenant:
    now = time.monotonic()
    entry = _by_schema.get(schema_name)
    if entry and entry[0] > now:
        return entry[1]
    with schema_context(get_public_schema_name()):
        tenant: Tenant | None = Tenant.objects.filter(schema_name=schema_name).first()
    if tenant is None:
        raise TenantMissing(schema_name)
    _by_schema[schema_name] = (now + settings.MOTCUA_DIRECTORY_SECONDS, tenant)
    return tenant


def accepts_new() -> bool:
    """Whether something may begin in the current tenant: no while it is suspended."""
    return tenant_of_schema(current_schema()).status == TenantStatus.ACTIVE


def is_sealed_off() -> bool:
    """Whether nothing may leave the current schema: a training copy's people are invented."""
    schema = current_schema()
    return schema != get_public_schema_name() and tenant_of_schema(schema).is_training


def forget_directory() -> None:
    _by_host.clear()
    _by_schema.clear()


def current_tenant() -> TenantView:
    """The tenant this code runs for. Raises ``TenantMissing`` in the public schema."""
    return view_of(tenant_of_schema(current_schema()))


def is_open(schema_name: str) -> bool:
    """Whether the tenant of this schema is there and serves."""
    try:
        return tenant_of_schema(schema_name).status in SERVED
    except TenantMissing:
        return False


def find_tenant(*, slug: str) -> TenantView:
    with schema_context(get_public_schema_name()):
        tenant = Tenant.objects.filter(slug=slug).first()
    if tenant is None:
        raise TenantMissing(slug)
    return view_of(tenant)


def list_active() -> Iterator[TenantView]:
    """Every tenant that is served, suspended ones too: their work goes on."""
    with schema_context(get_public_schema_name()):
        rows = list(Tenant.objects.filter(status__in=SERVED).order_by("slug"))
    return iter([view_of(row) for row in rows])


def view_of(tenant: Tenant) -> TenantView:
    return TenantView(
        id=tenant.id,
        schema_name=tenant.schema_name,
        slug=tenant.slug,
        name=tenant.name,
        short_name=tenant.short_name,
        kind=tenant.kind,
        status=tenant.status,
        agency_code=tenant.agency_code,
        dossier_pattern=tenant.dossier_pattern,
        language=tenant.language,
        timezone=tenant.timezone,
        theme=tenant.theme,
        primary_host=host_of_slug(tenant.slug),
        live_at=tenant.live_at,
        delete_on=tenant.delete_on,
        practice_of=tenant.practice_of,
        is_training=tenant.is_training,
        parent_id=tenant.parent_id,
    )


def host_of_slug(slug: str) -> str:
    return f"{slug}.{settings.MOTCUA_PLATFORM_HOST}"


def taken_slugs() -> list[str]:
    """Addresses in use, of closed and archived tenants too."""
    with schema_context(get_public_schema_name()):
        return list(Tenant.objects.values_list("slug", flat=True))


def list_tenants() -> list[TenantView]:
    """Every tenant whatever its status, for operators."""
    with schema_context(get_public_schema_name()):
        return [view_of(row) for row in Tenant.objects.order_by("slug")]


def get_tenant(tenant_id: UUID) -> TenantView:
    """Raises ``TenantMissing``."""
    with schema_context(get_public_schema_name()):
        tenant = Tenant.objects.filter(pk=tenant_id).first()
    if tenant is None:
        raise TenantMissing(str(tenant_id))
    return view_of(tenant)
