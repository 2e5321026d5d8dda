"""Put the database back after tests that really commit.

Django would flush all tables, and with them the two tenants every test relies on. Instead each
schema is copied once when the database is made, and after such a test the tables that it changed,
with those that refer to them, are copied back: to empty all of some five hundred costs a second
and a half.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from infra.dev.processes import wait_until

PREFIX = "snap_"
_LONGEST = 60.0
Table = tuple[str, str]
"""Schema and name."""


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
        _mark(cursor)


def put_back() -> None:
    """Make every table hold what it held when the snapshot was taken."""
    connection.set_schema_to_public()
    # What somebody is still writing would be seen neither as a change now nor as one later.
    assert wait_until(_nobody_writes, seconds=_LONGEST), "another connection does not commit"
    with transaction.atomic(), connection.cursor() as cursor:
        if changed := _changed(cursor):
            _restore(cursor, _with_referring(cursor, changed))
        _mark(cursor)
    _forget_caches()


def _schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT schema_name FROM public.tenants_tenant ORDER BY 1")
        return ["public", *[name for (name,) in cursor.fetchall()]]


def _nobody_writes() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
        )
        return cursor.fetchone() == (0,)


def _mark(cursor: Any) -> None:
    """Note this transaction: rows it or an earlier one wrote are as they should be."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    statement = sql.SQL("COMMENT ON SCHEMA {} IS {}").format(
        sql.Identifier(f"{PREFIX}public"), sql.Literal(cursor.fetchone()[0])
    )
    cursor.execute(statement.as_string(cursor.connection))


def _changed(cursor: Any) -> set[Table]:
    """Tables with a row that was written since, or with fewer rows."""
    cursor.execute(
        "SELECT substr(schemaname, 6), tablename,"
        " obj_description('snap_public'::regnamespace, 'pg_namespace')"
        " FROM pg_tables WHERE schemaname LIKE 'snap\\_%' AND tablename <> 'django_migrations'"
    )
    asked = [
        sql.SQL(
            "SELECT {}, {} WHERE EXISTS (SELECT FROM {} WHERE xmin::text::bigint > {})"
            " OR (SELECT count(*) FROM {}) <> (SELECT count(*) FROM {})"
        ).format(
            sql.Literal(schema), sql.Literal(name), sql.Identifier(schema, name),
            sql.Literal(int(mark)), sql.Identifier(schema, name),
            sql.Identifier(PREFIX + schema, name),
        )
        for schema, name, mark in cursor.fetchall()
    ]  # fmt: skip
    cursor.execute(sql.SQL(" UNION ALL ").join(asked).as_string(cursor.connection))
    return set(cursor.fetchall())


def _with_referring(cursor: Any, tables: set[Table]) -> set[Table]:
    """Those, and all that refer to them, however far: only together may they be emptied."""
    cursor.execute(
        "SELECT n.nspname, t.relname, m.nspname, r.relname FROM pg_constraint c"
        " JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
        " JOIN pg_class r ON r.oid = c.confrelid JOIN pg_namespace m ON m.oid = r.relnamespace"
        " WHERE c.contype = 'f'"
    )
    referring: dict[Table, set[Table]] = {}
    for schema, name, target_schema, target in cursor.fetchall():
        referring.setdefault((target_schema, target), set()).add((schema, name))
    found, left = set(tables), list(tables)
    while left:
        more = referring.get(left.pop(), set()) - found
        found |= more
        left += more
    return found


def _restore(cursor: Any, tables: Iterable[Table]) -> None:
    listed = sql.SQL(", ").join(sql.Identifier(*table) for table in sorted(tables))
    statements = [sql.SQL("TRUNCATE {}").format(listed)]
    statements += [
        sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE SELECT * FROM {}").format(
            sql.Identifier(schema, name), sql.Identifier(PREFIX + schema, name)
        )
        for schema, name in sorted(tables)
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
