"""Put the database back after tests that really commit.

Django would flush all tables, and with them the two tenants every test relies on. Instead each
schema is copied once when the database is made, and copied back after such a test.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

PREFIX = "snap_"


def take() -> None:
    """Copy the rows of the public schema and of every tenant's; idempotent."""
    connection.set_schema_to_public()
    with transaction.atomic(), connection.cursor() as cursor:
        for schema in _schemas():
            copy = sql.Identifier(PREFIX + schema)
            statements = [
                sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(copy),
                sql.SQL("CREATE SCHEMA {}").format(copy),
            ]
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
            statements += [
                sql.SQL("CREATE TABLE {} AS TABLE {}").format(
                    sql.Identifier(PREFIX + schema, name), sql.Identifier(schema, name)
                )
                for (name,) in cursor.fetchall()
            ]
            cursor.execute(sql.SQL(";").join(statements).as_string(cursor.connection))


def put_back() -> None:
    """Make every table hold what it held when the snapshot was taken."""
    connection.set_schema_to_public()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(nspname, 6) FROM pg_namespace WHERE nspname LIKE 'snap\\_%' ORDER BY 1"
        )
        for (schema,) in cursor.fetchall():
            _put_back(cursor, schema)
    _forget_caches()


def _schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schema_name FROM public.tenants_tenant ORDER BY 1")
        return ["public", *[name for (name,) in cursor.fetchall()]]


def _put_back(cursor: Any, schema: str) -> None:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [PREFIX + schema])
    tables = [name for (name,) in cursor.fetchall() if name != "django_migrations"]
    listed = sql.SQL(", ").join(sql.Identifier(schema, name) for name in tables)
    statements = [sql.SQL("TRUNCATE {} CASCADE").format(listed)]
    statements += [
        sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE SELECT * FROM {}").format(
            sql.Identifier(schema, name), sql.Identifier(PREFIX + schema, name)
        )
        for name in tables
    ]
    cursor.execute(sql.SQL(";").join(statements).as_string(cursor.connection))


def _forget_caches() -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache

    from motcua.kernel import crypto
    from tenants.queries.directory import forget_directory

    ContentType.objects.clear_cache()
    cache.clear()
    crypto._keys.clear()
    forget_directory()
