import re

import pytest
from django.db import connection

from tenants.api import SlugRefused, create_tenant, in_public, in_tenant
from tenants.models import Domain, Tenant
from tenants.operations.create_tenant import SlugTaken

pytestmark = pytest.mark.django_db


def plain(row):
    """PostgreSQL prints a condition it has read back with casts and brackets elsewhere."""
    return tuple(re.sub(r"::character varying|::text|\[\]|[()]", "", str(cell)) for cell in row)


def test_a_clone_has_the_template_s_tables_indexes_constraints_and_triggers(province):
    def shape(schema):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename, indexname, replace(indexdef, %s, '') FROM pg_indexes"
                " WHERE schemaname = %s ORDER BY 1, 2",
                [f"{schema}.", schema],
            )
            indexes = cursor.fetchall()
            cursor.execute(
                "SELECT c.relname, k.conname, k.contype, pg_get_constraintdef(k.oid)"
                " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND k.contype <> 'n' ORDER BY 1, 2",
                [schema],
            )
            constraints = [
                (*row[:3], row[3].replace(f"{schema}.", "")) for row in cursor.fetchall()
            ]
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = %s AND NOT t.tgisinternal ORDER BY 1, 2",
                [schema],
            )
            triggers = cursor.fetchall()
            cursor.execute(
                "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
                " FROM information_schema.columns WHERE table_schema = %s ORDER BY 1, ordinal_position",
                [schema],
            )
            return indexes, constraints, triggers, cursor.fetchall()

    for here, there in zip(shape(province.schema_name), shape("template"), strict=True):
        assert {plain(row) for row in here} == {plain(row) for row in there}
    assert len(shape("template")[0]) > 50


def test_no_foreign_key_crosses_a_schema(province, ministry):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.conname FROM pg_constraint k"
            " JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid"
            " WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace"
        )
        assert cursor.fetchall() == []


def test_identity_columns_go_on_after_the_copied_rows(province):
    from django.contrib.auth.models import Group

    with in_tenant(province.schema_name):
        highest = max(Group.objects.values_list("pk", flat=True), default=0)
        assert Group.objects.create(name="mới").pk > highest


@pytest.mark.parametrize("slug", ["", "a", "Hoa", "public", "a--b", "-a", 'x"y', "a b", "a,b"])
def test_a_bad_slug_is_refused(slug):
    with pytest.raises(SlugRefused):
        create_tenant(slug=slug, name="x", short_name="x", kind="agency", agency_code="H99")


def test_a_taken_slug_leaves_nothing_behind(province):
    with in_public():
        before = Tenant.objects.count(), Domain.objects.count()
        with pytest.raises(SlugTaken):
            create_tenant(
                slug="lam-dong", name="x", short_name="x", kind="agency", agency_code="H99"
            )
        assert (Tenant.objects.count(), Domain.objects.count()) == before


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%' ORDER BY 1")
        return cursor.fetchall()


def test_a_failing_step_leaves_neither_row_nor_schema(province):
    from tenants.registry import SchemaStep, tenant_steps

    def fail():
        raise RuntimeError("step")

    before = schemas()
    step = SchemaStep("s99.fails", fail)
    with tenant_steps.temporarily(step), pytest.raises(RuntimeError, match="step"):
        create_tenant(slug="se-hong", name="x", short_name="x", kind="agency", agency_code="H99")
    with in_public():
        assert not Tenant.objects.filter(slug="se-hong").exists()
    assert schemas() == before
