"""The template schema: migrated once, filled with defaults, cloned for every tenant."""

from collections.abc import Callable
from functools import cache

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_context, schema_exists
from psycopg import sql

from motcua.kernel.schemas import schema_connection
from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.registry import template_steps

Report = Callable[[str], None]


def prepare_template(*, report: Report = lambda _message: None) -> None:
    """Bring the template up to date with the migrations; idempotent."""
    if not schema_exists(TEMPLATE_SCHEMA):
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{TEMPLATE_SCHEMA}"')
    if not is_current(TEMPLATE_SCHEMA):
        report("migrating the template schema")
        migrate_schema(TEMPLATE_SCHEMA)
    with schema_context(TEMPLATE_SCHEMA):
        for step in template_steps:
            report(f"template step {step.key}")
            step.run()


def is_current(schema_name: str) -> bool:
    """Whether every migration in the code is recorded in the schema; costs one query.

    Django looks at each schema for seconds even when there is nothing to do.
    """
    return not migrations_in_code() - applied_migrations(schema_name)


@cache
def migrations_in_code() -> frozenset[tuple[str, str]]:
    """Django records every migration in every schema, also of apps without tables there."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def applied_migrations(schema_name: str) -> set[tuple[str, str]]:
    """What is recorded in the schema; nothing where there is no record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{schema_name}.django_migrations"])
        if cursor.fetchone()[0] is None:
            return set()
        statement = sql.SQL("SELECT app, name FROM {}").format(
            sql.Identifier(schema_name, "django_migrations")
        )
        cursor.execute(statement.as_string(cursor.connection))
        return set(cursor.fetchall())


def migrate_schema(schema_name: str) -> None:
    """Apply all migrations to one schema."""
    with schema_connection().as_owner():
        call_command("migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0)
