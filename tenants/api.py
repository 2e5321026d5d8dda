"""The door to tenants."""

from motcua.kernel.schemas import current_schema
from tenants.context import in_public, in_tenant
from tenants.domain.naming import (
    TEMPLATE_SCHEMA,
    NameRefused,
    SlugRefused,
    check_name,
    check_not_alike,
    check_slug,
    is_official,
    propose_slug,
)
from tenants.domain.sealing import MIN_PASSPHRASE, ArchiveRefused
from tenants.domain.view import TenantView
from tenants.models import TenantKind, TenantStatus
from tenants.operations.change_profile import change_profile, go_live
from tenants.operations.copy_tenant import CopyRules, copy_tenant
from tenants.operations.create_tenant import SlugTaken, create_tenant
from tenants.operations.custom_domains import (
    DomainRefused,
    DomainTaken,
    NoSuchDomain,
    check_domain,
    claim_domain,
    recheck_domains,
    release_domain,
    set_redirect,
)
from tenants.operations.delete_tenant import (
    TooEarly,
    archive_tenant,
    delete_archived,
    delete_tenant,
    reopen_tenant,
)
from tenants.operations.domain_proofs import domain_proofs
from tenants.operations.export_tenant import export_tenant
from tenants.operations.import_tenant import Imported, import_tenant
from tenants.operations.migrate_tenants import fingerprint
from tenants.operations.prepare_template import prepare_template
from tenants.operations.seal_audit import AuditReport, verify_audit
from tenants.operations.set_status import set_tenant_status
from tenants.queries.custom_domains import (
    CustomDomainView,
    is_proven_host,
    list_custom_domains,
    proven_hosts,
)
from tenants.queries.directory import (
    TenantMissing,
    accepts_new,
    current_tenant,
    find_tenant,
    forget_directory,
    get_tenant,
    is_open,
    is_sealed_off,
    is_served_host,
    list_active,
    list_tenants,
    taken_slugs,
)
from tenants.queries.migrated import SchemaState, migrated_schemas
from tenants.registry import FileStore, arrival_steps, file_stores, template_steps, tenant_steps
from tenants.urls import host_url, platform_url, tenant_url

__all__ = [
    "MIN_PASSPHRASE",
    "TEMPLATE_SCHEMA",
    "ArchiveRefused",
    "AuditReport",
    "CopyRules",
    "CustomDomainView",
    "DomainRefused",
    "DomainTaken",
    "FileStore",
    "Imported",
    "NameRefused",
    "NoSuchDomain",
    "SchemaState",
    "SlugRefused",
    "SlugTaken",
    "TenantKind",
    "TenantMissing",
    "TenantStatus",
    "TenantView",
    "TooEarly",
    "accepts_new",
    "archive_tenant",
    "arrival_steps",
    "change_profile",
    "check_domain",
    "check_name",
    "check_not_alike",
    "check_slug",
    "claim_domain",
    "copy_tenant",
    "create_tenant",
    "current_schema",
    "current_tenant",
    "delete_archived",
    "delete_tenant",
    "domain_proofs",
    "export_tenant",
    "file_stores",
    "find_tenant",
    "fingerprint",
    "forget_directory",
    "get_tenant",
    "go_live",
    "host_url",
    "import_tenant",
    "in_public",
    "in_tenant",
    "is_official",
    "is_open",
    "is_proven_host",
    "is_sealed_off",
    "is_served_host",
    "list_active",
    "list_custom_domains",
    "list_tenants",
    "migrated_schemas",
    "platform_url",
    "prepare_template",
    "propose_slug",
    "proven_hosts",
    "recheck_domains",
    "release_domain",
    "reopen_tenant",
    "set_redirect",
    "set_tenant_status",
    "taken_slugs",
    "template_steps",
    "tenant_steps",
    "tenant_url",
    "verify_audit",
]
