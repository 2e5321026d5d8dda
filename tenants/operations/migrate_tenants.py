"""Bring every schema up to date, skipping those that already are.

Django looks at every tenant for seconds even when nothing is to do; comparing the recorded
migrations with the code's costs one query.
"""

from collections.abc import Callable

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tenants.context import in_public
from tenants.models import Tenant
from tenants.operations.prepare_template import migrate_schema

Report = Callable[[str], None]


def migrate_tenants(*, report: Report = lambda _message: None) -> int:
    """Migrate tenants that lack something; returns how many did. Resumable: run it again."""
    wanted = _migrations_in_code()
    migrated = 0
    with in_public():
        schemas = list(Tenant.objects.order_by("slug").values_list("schema_name", flat=True))
    for schema in schemas:
        if wanted - _applied(schema):
            report(f"migrating {schema}")
            migrate_schema(schema)
            migrated += 1
    return migrated


def _migrations_in_code() -> set[tuple[str, str]]:
    """Django records every migration in every schema, also of apps without tables there."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _applied(schema: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        statement = sql.SQL("SELECT app, name FROM {}").format(
            sql.Identifier(schema, "django_migrations")
        )
        cursor.execute(statement.as_string(cursor.connection))
        return set(cursor.fetchall())
