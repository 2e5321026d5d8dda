"""Copy a schema, structure and rows, in one transaction.

django-tenants ships a general ``clone_schema`` of 4,600 lines of PL/pgSQL that takes 2–4 s and is
re-created on every call. Ours copies exactly what our migrations can make (tables, identity
columns, defaults, constraints, indexes, triggers, rows) by reading the catalogue (ADR 0003).
Definitions are read with the source as search path, so PostgreSQL prints them unqualified, and
replayed with the target as search path.
"""

from typing import Any, Final

from django.db import connection, transaction
from psycopg import sql

from motcua.kernel.schemas import schema_connection

_TABLES: Final = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY c.relname
"""
# Foreign keys ('f') come last: all tables, keys and rows exist by then.
_CONSTRAINTS: Final = """
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid), k.contype = 'f'
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r' AND k.contype IN ('p', 'u', 'c', 'x', 'f')
    ORDER BY c.relname, k.conname
"""
_INDEXES: Final = """
    SELECT pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r'
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid
                      AND k.contype IN ('p', 'u', 'x'))
    ORDER BY i.indexrelid::regclass::text
"""
_TRIGGERS: Final = """
    SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND NOT t.tgisinternal ORDER BY t.tgname, c.relname
"""
_IDENTITIES: Final = """
    SELECT c.relname, a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r' AND a.attidentity <> '' AND NOT a.attisdropped
"""


def clone_schema(*, source: str, target: str, rows_of: frozenset[str] | None = None) -> None:
    """Create schema ``target`` as a copy of ``source``; all or nothing.

    ``rows_of``: tables whose rows come along; all of them when not given.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        plan = _read(cursor, source)
        statements: list[sql.Composable] = [
            sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(target))
        ]
        statements += _tables(plan, source, target, rows_of)
        statements += [_moved(text, source, target) for text in plan["constraints"]]
        statements += [_moved(text, source, target) for text in plan["indexes"]]
        statements += [_moved(text, source, target) for text in plan["foreign_keys"]]
        statements += [_moved(text, source, target) for text in plan["triggers"]]
        cursor.execute(f'SET LOCAL search_path = "{target}"')
        cursor.execute(sql.SQL(";\n").join(statements).as_string(cursor.connection))
        continue_identities(cursor, plan["identities"], target)
    # SET LOCAL ended with the transaction, behind the backend's back.
    schema_connection().search_path_set_schemas = None


def drop_schema(name: str) -> None:
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            # A table with a foreign key still to be checked cannot be dropped.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        statement = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name))
        cursor.execute(statement.as_string(cursor.connection))


def _read(cursor: Any, source: str) -> dict[str, list[Any]]:
    cursor.execute(f'SET LOCAL search_path = "{source}"')

    def rows(query: str) -> list[tuple[Any, ...]]:
        cursor.execute(query, [source])
        return list(cursor.fetchall())

    constraints: list[str] = []
    foreign_keys: list[str] = []
    for table, name, definition, is_foreign in rows(_CONSTRAINTS):
        text = f'ALTER TABLE "{source}"."{table}" ADD CONSTRAINT "{name}" {definition}'
        (foreign_keys if is_foreign else constraints).append(text)
    return {
        "tables": [name for (name,) in rows(_TABLES)],
        "constraints": constraints,
        "foreign_keys": foreign_keys,
        "indexes": [text for (text,) in rows(_INDEXES)],
        "triggers": [text for (text,) in rows(_TRIGGERS)],
        "identities": rows(_IDENTITIES),
    }


def _tables(
    plan: dict[str, list[Any]], source: str, target: str, rows_of: frozenset[str] | None
) -> list[sql.Composable]:
    """Create and fill each table; filling before the keys exist saves checking row by row."""
    made: list[sql.Composable] = []
    for name in plan["tables"]:
        names = {
            "new": sql.Identifier(target, name),
            "old": sql.Identifier(source, name),
        }
        made.append(
            sql.SQL(
                "CREATE TABLE {new} (LIKE {old} INCLUDING DEFAULTS INCLUDING IDENTITY"
                " INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMMENTS)"
            ).format(**names)
        )
        if rows_of is not None and name not in rows_of:
            continue
        made.append(
            sql.SQL("INSERT INTO {new} OVERRIDING SYSTEM VALUE SELECT * FROM {old}").format(**names)
        )
    return made


def _moved(text: str, source: str, target: str) -> sql.SQL:
    """Index, trigger and our own ALTER texts name the schema; both names are generated by us."""
    for written in (f'"{source}".', f"{source}."):
        text = text.replace(written, f'"{target}".')
    return sql.SQL(text)


def read_identities(cursor: Any, schema: str) -> list[tuple[str, str]]:
    """Table and identity column of each."""
    cursor.execute(_IDENTITIES, [schema])
    return list(cursor.fetchall())


def continue_identities(cursor: Any, identities: list[tuple[str, str]], target: str) -> None:
    """Let each identity column go on after the copied rows."""
    for table, column in identities:
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({name}, {column}),"
                " COALESCE((SELECT max({field}) FROM {table}), 0) + 1, false)"
            )
            .format(
                name=sql.Literal(f'"{target}"."{table}"'),
                column=sql.Literal(column),
                field=sql.Identifier(column),
                table=sql.Identifier(target, table),
            )
            .as_string(cursor.connection)
        )
