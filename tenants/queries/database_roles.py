"""In which role this process works, and what that role could do if somebody turned it."""

from dataclasses import dataclass

from django.db import connection

from tenants.context import in_public
from tenants.models import Tenant


@dataclass(frozen=True, slots=True)
class RoleReport:
    """``faults``: what the role in use may do that it should not; empty when all is well."""

    role: str
    faults: tuple[str, ...]


def role_exists(name: str) -> bool:
    return bool(_ask("SELECT 1 FROM pg_roles WHERE rolname = %s", name))


def may_create_roles() -> bool:
    query = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = session_user"
    return bool(_ask(query))


def inspect_role() -> RoleReport:
    """Four questions, once at start-up."""
    with in_public():
        tenants = list(Tenant.objects.values_list("schema_name", "database_role"))
        found = {
            "is a superuser": _ask("SELECT rolsuper FROM pg_roles WHERE rolname = session_user"),
            "may create roles": may_create_roles(),
            "may create schemas": _ask(
                "SELECT has_database_privilege(session_user, current_database(), 'CREATE')"
            ),
            "may create in the shared schema": _ask(
                "SELECT has_schema_privilege(session_user, 'public', 'CREATE')"
            ),
            "reads tenants' schemas without taking their role": any(
                _ask("SELECT has_schema_privilege(session_user, %s, 'USAGE')", schema)
                for schema, _role in tenants[:3]
            ),
            "works for tenants without a role of their own": any(not role for _, role in tenants),
        }
        return RoleReport(
            role=str(_ask("SELECT session_user")),
            faults=tuple(words for words, is_so in found.items() if is_so),
        )


def _ask(query: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row[0] if row else None
