"""Many agencies, and one more migration than the code has: a column in a table of every schema."""

import contextlib
import secrets
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tenants.api import create_tenant, in_public
from tenants.models import Domain, MigratedSchema, Tenant
from tenants.operations import migrate_tenants, prepare_template
from tenants.operations.clone_schema import drop_schema
from tenants.operations.grant_roles import drop_role

APP, TABLE, COLUMN, NAME = "kernel", "kernel_counter", "measured", "9999_measured"
_PACKAGE = "migrations_with_one_more"
_BOTH = """
from motcua.kernel import migrations as real

__path__ = [*real.__path__, *__path__]
"""
_TEXT = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("kernel", "{last}")]
    operations = [
        migrations.AddField("counter", "{column}", models.CharField(max_length=20, null=True)),
        {more}
    ]
"""


@contextlib.contextmanager
def one_more(folder: Path, *, more: str = "") -> Iterator[str]:
    """Inside, the code has the migration; afterwards neither code nor any schema has it.

    ``more``: further operations, as they are written in a migration.
    """
    real = import_module("motcua.kernel.migrations")
    last = max(path.stem for path in Path(real.__path__[0]).glob("0*.py"))
    package = folder / _PACKAGE
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(_BOTH)
    (package / f"{NAME}.py").write_text(_TEXT.format(last=last, column=COLUMN, more=more))
    sys.path.insert(0, str(folder))
    before: dict[str, Any] = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {**before, APP: _PACKAGE}
    _forget()
    try:
        yield NAME
    finally:
        settings.MIGRATION_MODULES = before
        for name in [each for each in sys.modules if each.split(".")[0] == _PACKAGE]:
            del sys.modules[name]
        sys.path.remove(str(folder))
        _forget()
        take_away()


def _forget() -> None:
    prepare_template.migrations_in_code.cache_clear()
    migrate_tenants.fingerprint.cache_clear()


def take_away() -> None:
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT table_schema FROM information_schema.columns "
                       "WHERE table_name = %s AND column_name = %s", [TABLE, COLUMN])  # fmt: skip
        for (schema,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{schema}".{TABLE} DROP COLUMN {COLUMN}')
        for schema in ("public", "template", *Tenant.objects.values_list("schema_name", flat=True)):
            cursor.execute(
                f'DELETE FROM "{schema}".django_migrations WHERE (app, name) = (%s, %s)',
                [APP, NAME],
            )
        MigratedSchema.objects.update(fingerprint=migrate_tenants.fingerprint(), error="")


def has_column(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM information_schema.columns "
            "WHERE (table_schema, table_name, column_name) = (%s, %s, %s))",
            [schema, TABLE, COLUMN],
        )
        return bool(cursor.fetchone()[0])


@contextlib.contextmanager
def tenants(count: int, took: list[float]) -> Iterator[list[Any]]:
    """Made one after another, with the seconds of each; gone afterwards, their roles too."""
    made: list[Any] = []
    try:
        for _ in range(count):
            began = time.perf_counter()
            slug = f"do-kiem-{secrets.token_hex(5)}"
            made.append(
                create_tenant(
                    slug=slug,
                    name="Đo kiểm",
                    short_name="Đo kiểm",
                    kind="province",
                    agency_code="H99",
                )
            )
            took.append(time.perf_counter() - began)
        yield made
    finally:
        for each in made:
            with in_public():
                Domain.objects.filter(tenant_id=each.id).delete()
                MigratedSchema.objects.filter(schema_name=each.schema_name).delete()
                Tenant.objects.filter(pk=each.id).delete()
                drop_schema(each.schema_name)
                drop_role(each.schema_name)


def add_by_hand(schema: str) -> None:
    """So that the migration fails in this schema."""
    _change(schema, f"ADD COLUMN {COLUMN} integer")


def take_by_hand(schema: str) -> None:
    _change(schema, f"DROP COLUMN {COLUMN}")


def _change(schema: str, what: str) -> None:
    with in_public(), connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{schema}".{TABLE} {what}')
