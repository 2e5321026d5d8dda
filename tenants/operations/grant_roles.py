"""Rights in the database: one role a tenant, one for the web, one that owns everything (ADR 0011).

The owner makes schemas and changes structure; commands sign in as it. The web and the workers
sign in as ``MOTCUA_WEB_ROLE``, which owns nothing, creates nothing and reads no tenant's schema;
for a tenant's work it takes the tenant's role, which reads and writes that schema alone and
nothing of the shared one.
"""

from typing import Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from tenants.context import in_public
from tenants.models import Tenant
from tenants.operations.change_profile import OWN_COLUMNS
from tenants.queries.database_roles import may_create_roles, role_exists

log = structlog.get_logger(__name__)

# Of the shared tables the web only reads these: who is a tenant is decided by commands. What an
# agency says about itself (``OWN_COLUMNS``) is the exception.
_READ_ONLY: Final = (
    "tenants_tenant",
    "tenants_domain",
    "tenants_migrated_schema",
    "django_migrations",
)
_NEVER_CHANGING: Final = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE n.nspname = %s AND p.proname = 'motcua_refuse_change'
"""
# Counts up when what is granted below changes: the next deploy grants anew in every schema.
GRANTS: Final = 1
# What tenants may ask of the owner; each checks for itself what it is asked.
_FUNCTIONS: Final = ("motcua_erase_case(text, uuid)", "motcua_forget_payers(text, uuid[])")


def grant_all() -> int:
    """Give every tenant its role and rights; returns how many have one. Idempotent.

    Where roles cannot be made this does nothing: see ``check_database_roles``.
    """
    with in_public():
        tenants = list(Tenant.objects.order_by("slug"))
    grant_web()
    return sum(grant_tenant(each) for each in tenants)


def grant_missing() -> int:
    """The web's rights, and those of tenants that have no role yet; how many got one."""
    with in_public():
        tenants = list(Tenant.objects.filter(database_role="").order_by("slug"))
    grant_web()
    return sum(grant_tenant(each) for each in tenants)


def grant_tenant(tenant: Tenant) -> bool:
    """Whether the tenant has a role of its own afterwards."""
    role = tenant.schema_name
    with in_public(), transaction.atomic():
        if not settings.MOTCUA_TENANT_ROLES or not _ensure_role(role):
            return False
        _grant_schema(tenant.schema_name, role)
        if tenant.database_role != role:
            tenant.database_role = role
            tenant.save(update_fields=["database_role"])
    return True


def grant_web() -> None:
    """The shared schema for the web's role, as far as it needs it."""
    web = settings.MOTCUA_WEB_ROLE
    if not settings.MOTCUA_TENANT_ROLES or not role_exists(web):
        return
    with in_public(), transaction.atomic():
        _run("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        _run("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", connection.settings_dict["NAME"])
        _run("GRANT USAGE ON SCHEMA public TO {}", web)
        _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}", web)
        _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", web)
        for table in _READ_ONLY:
            _run("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}", table, web)
        own = sql.SQL(", ").join(map(sql.Identifier, OWN_COLUMNS))
        _run(sql.SQL("GRANT UPDATE ({}) ON tenants_tenant TO {}").format(own, sql.Identifier(web)))
        _keep("public", web)


def drop_role(role: str) -> None:
    """For a tenant that is gone; its schema has been dropped before."""
    if role and role_exists(role):
        _run("DROP OWNED BY {}", role)
        _run("DROP ROLE {}", role)


def _ensure_role(role: str) -> bool:
    if not role_exists(role):
        if not may_create_roles():
            return False
        try:
            with transaction.atomic():
                _run("CREATE ROLE {} NOLOGIN NOINHERIT", role)
        except DatabaseError as error:
            log.warning("tenant_role_refused", error=type(error).__name__)
            return False
    _run("GRANT {} TO CURRENT_USER", role)
    if role_exists(settings.MOTCUA_WEB_ROLE):
        _run("GRANT {} TO {}", role, settings.MOTCUA_WEB_ROLE)
    return True


def _grant_schema(schema: str, role: str) -> None:
    _run("REVOKE ALL ON SCHEMA {} FROM PUBLIC", schema)
    _run("GRANT USAGE ON SCHEMA {} TO {}", schema, role)
    _run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}", schema, role)
    _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}", schema, role)
    _keep(schema, role)
    for function in _FUNCTIONS:
        _run(f"REVOKE EXECUTE ON FUNCTION public.{function} FROM PUBLIC")
        _run(f"GRANT EXECUTE ON FUNCTION public.{function} TO {{}}", role)


def _keep(schema: str, role: str) -> None:
    """Tables whose rows never change: no right to change them, besides the trigger."""
    with connection.cursor() as cursor:
        cursor.execute(_NEVER_CHANGING, [schema])
        tables = [name for (name,) in cursor.fetchall()]
    for table in tables:
        name = sql.Identifier(schema, table)
        _run(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(name, sql.Identifier(role)))


def _run(statement: str | sql.Composed, *names: str) -> None:
    """Names come from settings and generated schema names, and are quoted all the same."""
    if isinstance(statement, str):
        statement = sql.SQL(statement).format(*map(sql.Identifier, names))
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection))
