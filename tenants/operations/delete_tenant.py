"""The end of a tenant: rows, files, keys, role and address."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel.crypto import forget_keys
from motcua.kernel.errors import Conflict
from tenants.context import in_public, in_tenant
from tenants.models import Domain, MigratedSchema, Tenant, TenantStatus
from tenants.operations.clone_schema import drop_schema
from tenants.operations.forget_caches import forget_cached
from tenants.operations.grant_roles import drop_role
from tenants.queries.digests import walk
from tenants.queries.directory import forget_directory
from tenants.registry import file_stores

log = structlog.get_logger(__name__)
GRACE: Final = timedelta(days=30)


class TooEarly(Conflict):
    code = "too_early"


def archive_tenant(*, tenant_id: UUID, now: datetime, grace: timedelta = GRACE) -> date:
    """Close the tenant and set the day from which it may be deleted; returns that day.

    Everything stays as it is until then, and ``reopen_tenant`` undoes it.
    """
    day = (now + grace).date()
    with in_public():
        tenant = Tenant.objects.get(pk=tenant_id)
        tenant.status, tenant.delete_on = TenantStatus.ARCHIVED, day
        tenant.save(update_fields=["status", "delete_on"])
    return day


def reopen_tenant(*, tenant_id: UUID) -> None:
    """As before it was suspended, closed or archived."""
    with in_public():
        tenant = Tenant.objects.get(pk=tenant_id)
        tenant.status, tenant.delete_on = TenantStatus.ACTIVE, None
        tenant.save(update_fields=["status", "delete_on"])


def delete_archived(*, tenant_id: UUID, now: datetime) -> None:
    """For good, once its days of grace are over. Raises ``TooEarly``."""
    with in_public():
        tenant = Tenant.objects.get(pk=tenant_id)
    over = tenant.delete_on is not None and tenant.delete_on <= now.date()
    if tenant.status != TenantStatus.ARCHIVED or not over:
        raise TooEarly(_("Chưa đến ngày được xóa hẳn cơ quan này."))
    delete_tenant(tenant_id=tenant_id)


def delete_tenant(*, tenant_id: UUID) -> None:
    """At once, without asking; run again after a crash it goes on.

    The address is closed first, so that no request begins; then go files, rows with their data
    keys, role and address.
    """
    with in_public():
        tenant = Tenant.objects.get(pk=tenant_id)
        Tenant.objects.filter(pk=tenant_id).update(status=TenantStatus.CLOSED)
    forget_directory()
    schema = tenant.schema_name
    with in_tenant(schema):
        for store in file_stores:
            storage = store.storage()
            for path in list(walk(storage)):
                storage.delete(path)
    with in_public(), transaction.atomic():
        drop_schema(schema)
        drop_role(tenant.database_role)
        MigratedSchema.objects.filter(schema_name=schema).delete()
        Domain.objects.filter(tenant=tenant).delete()
        Tenant.objects.filter(pk=tenant_id).delete()
    forget_keys(schema)
    forget_cached(schema)
    log.info("tenant_deleted", tenant=tenant.slug)
