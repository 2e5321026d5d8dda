"""Statements written down once do to every schema what Django would have done."""

import pytest
from django.db import connection, migrations, models

from tenants.api import in_public, in_tenant, migrated_schemas
from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.operations import migrate_tenants as module
from tenants.operations import migration_sql
from tenants.operations.prepare_template import is_current, prepare_template
from tests.benchmarks.added_column import has_column, one_more

MORE = """
        migrations.CreateModel("measure", fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("name", models.CharField(max_length=9, default="x", unique=True)),
        ]),
        migrations.AddIndex("measure", models.Index(fields=["name"], name="measure_name")),
"""


def shape(schema):
    """Columns, indexes and constraints, and the names Django keeps of models and rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'c', table_name, column_name, data_type, is_nullable FROM "
            "information_schema.columns WHERE table_schema = %(s)s UNION ALL "
            "SELECT 'i', tablename, indexname, replace(indexdef, %(s)s, ''), '' FROM pg_indexes "
            "WHERE schemaname = %(s)s UNION ALL SELECT 'k', conrelid::regclass::text, conname, "
            "pg_get_constraintdef(oid), '' FROM pg_constraint WHERE connamespace = %(s)s::regnamespace",
            {"s": schema},
        )
        found = {tuple(str(each).replace(f"{schema}.", "") for each in row) for row in cursor}
        cursor.execute(
            f'SELECT app_label, model, codename FROM "{schema}".auth_permission p '
            f'JOIN "{schema}".django_content_type t ON t.id = p.content_type_id'
        )
        return found, set(cursor.fetchall())


def of_the_new(schema):
    found, names = shape(schema)
    return {row for row in found if "measure" in f"{row}"}, names


@pytest.mark.django_db
def test_every_schema_gets_what_django_gave_the_template_and_failures_are_told(
    province, ministry, tmp_path, monkeypatch
):
    """Stopped at the first failure, gone on past it, ended when it is mended: as chosen."""
    first, second = sorted((province.schema_name, ministry.schema_name))
    real, by_django = module.run_written, []

    def run(plan, schema):
        if schema == first:
            raise RuntimeError
        real(plan, schema)

    monkeypatch.setattr(module, "migrate_schema", by_django.append)
    monkeypatch.setattr(module, "run_written", run)
    with one_more(tmp_path, more=MORE):
        prepare_template()
        assert [schema for schema, _ in module.migrate_fleet(stop=True).failed] == [first, second]
        assert not has_column(second)
        assert [schema for schema, _ in module.migrate_fleet().failed] == [first]
        assert has_column(second)
        assert migrated_schemas()[first].error
        monkeypatch.setattr(module, "run_written", real)
        assert module.migrate_tenants() == 1
        assert module.migrate_fleet().behind == 0
        assert not by_django
        _same_as_the_template(first, second)
    assert not has_column(first)


def _same_as_the_template(*schemas):
    wanted = of_the_new(TEMPLATE_SCHEMA)
    assert ("kernel", "measure", "add_measure") in wanted[1]
    assert len(wanted[0]) >= 5
    for schema in schemas:
        assert of_the_new(schema) == wanted
        assert is_current(schema)
        with in_tenant(schema), connection.cursor() as cursor:
            # In the tenant's own role: rights came along.
            cursor.execute("INSERT INTO kernel_measure (name) VALUES ('a') RETURNING id")
            assert cursor.fetchone()
    with in_public(), connection.cursor() as cursor:
        for schema in (TEMPLATE_SCHEMA, *schemas):
            cursor.execute(f'DROP TABLE "{schema}".kernel_measure')


class Secret(models.BinaryField):
    pass


@pytest.mark.parametrize(
    ("operation", "written"),
    [
        (migrations.AddField("x", "y", models.CharField(max_length=9, null=True)), True),
        (migrations.AddField("x", "y", models.JSONField(default=dict)), True),
        (migrations.AddField("x", "y", models.UUIDField(default=object)), False),
        (migrations.AddField("x", "y", Secret(default=b"")), False),
        (migrations.RunSQL("SELECT 1"), True),
        (migrations.RunPython(migrations.RunPython.noop), False),
        (migrations.RenameModel("x", "y"), False),
        (
            migrations.SeparateDatabaseAndState(
                database_operations=[migrations.RunPython(migrations.RunPython.noop)]
            ),
            False,
        ),
    ],
)
def test_what_differs_from_schema_to_schema_is_left_to_django(operation, written):
    assert migration_sql._is_written(operation) == written
