"""The door to tenants."""

from motcua.kernel.schemas import current_schema
from tenants.context import in_public, in_tenant
from tenants.domain.naming import TEMPLATE_SCHEMA, SlugRefused
from tenants.domain.view import TenantView
from tenants.models import TenantKind, TenantStatus
from tenants.operations.create_tenant import create_tenant
from tenants.operations.prepare_template import prepare_template
from tenants.operations.seal_audit import AuditReport, verify_audit
from tenants.operations.set_status import set_tenant_status
from tenants.queries.directory import (
    TenantMissing,
    accepts_new,
    current_tenant,
    find_tenant,
    forget_directory,
    is_open,
    list_active,
)
from tenants.registry import FileStore, file_stores, template_steps, tenant_steps
from tenants.urls import host_url, platform_url, tenant_url

__all__ = [
    "TEMPLATE_SCHEMA",
    "AuditReport",
    "FileStore",
    "SlugRefused",
    "TenantKind",
    "TenantMissing",
    "TenantStatus",
    "TenantView",
    "accepts_new",
    "create_tenant",
    "current_schema",
    "current_tenant",
    "file_stores",
    "find_tenant",
    "forget_directory",
    "host_url",
    "in_public",
    "in_tenant",
    "is_open",
    "list_active",
    "platform_url",
    "prepare_template",
    "set_tenant_status",
    "template_steps",
    "tenant_steps",
    "tenant_url",
    "verify_audit",
]
