"""The template schema: migrated once, filled with defaults, cloned for every tenant."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django_tenants.utils import schema_context, schema_exists

from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.registry import template_steps

Report = Callable[[str], None]


def prepare_template(*, report: Report = lambda _message: None) -> None:
    """Bring the template up to date with the migrations; idempotent."""
    if not schema_exists(TEMPLATE_SCHEMA):
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{TEMPLATE_SCHEMA}"')
    report("migrating the template schema")
    migrate_schema(TEMPLATE_SCHEMA)
    with schema_context(TEMPLATE_SCHEMA):
        for step in template_steps:
            report(f"template step {step.key}")
            step.run()


def migrate_schema(schema_name: str) -> None:
    """Apply all migrations to one schema."""
    call_command("migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0)
