"""Rows of a schema as lines of JSON, printed by PostgreSQL itself, sealed values opened.

The same schema always gives the same lines in the same order, so two states are equal when the
lines' hashes are.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

import psycopg
from django.apps import apps
from psycopg import sql

from motcua.kernel.crypto import EncryptedJSONField, decrypt

# Of the installation, not of the tenant: made anew where a tenant comes to live.
LOCAL_TABLES: Final = frozenset(
    {
        "django_migrations",
        "django_session",
        "identity_relying_party",
        "identity_signed_in_session",
        "kernel_data_key",
    }
)
_TABLES: Final = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"
"""
_COLUMNS: Final = """
    SELECT a.attname, coalesce(a.attnum = ANY(i.indkey), false) FROM pg_attribute a
    LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attgenerated = '' ORDER BY a.attname COLLATE "C"
"""
_BATCH: Final = 2_000


def travelling_tables(database: psycopg.Connection[Any], schema: str) -> list[str]:
    names = [name for (name,) in database.execute(_TABLES, [schema]).fetchall()]
    return [name for name in names if name not in LOCAL_TABLES]


def sealed_columns() -> dict[str, dict[str, str]]:
    """Table to encrypted columns with the purpose each is bound to."""
    found: dict[str, dict[str, str]] = {}
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedJSONField):
                found.setdefault(model._meta.db_table, {})[str(field.column)] = field.purpose
    return found


def columns_of(
    database: psycopg.Connection[Any], schema: str, table: str
) -> list[tuple[str, bool]]:
    """Names in order, and whether each is of the primary key."""
    name = sql.Identifier(schema, table).as_string(database)
    return [(str(column), bool(key)) for column, key in database.execute(_COLUMNS, [name])]


def prepare(database: psycopg.Connection[Any]) -> None:
    """How values print must not depend on the session; for the transaction at hand."""
    for setting in ("timezone = 'UTC'", "datestyle = 'ISO'", "bytea_output = 'hex'"):
        database.execute(f"SET LOCAL {setting}")
    database.execute("SET LOCAL extra_float_digits = 1")


def table_lines(
    database: psycopg.Connection[Any], schema: str, table: str, sealed: dict[str, str]
) -> Iterator[bytes]:
    """Each row as one line without its end. Run inside the tenant: its keys open what is sealed."""
    columns = columns_of(database, schema, table)
    plain = [name for name, _key in columns if name not in sealed]
    hidden = [name for name, _key in columns if name in sealed]
    keys = [name for name, is_key in columns if is_key]
    order = (
        sql.SQL(", ").join(
            sql.SQL('t.{}::text COLLATE "C"').format(sql.Identifier(k)) for k in keys
        )
        if keys
        else sql.SQL('t::text COLLATE "C"')
    )
    query = sql.SQL(
        "SELECT (SELECT row_to_json(r)::text FROM (SELECT {plain}) AS r){hidden}"
        " FROM {table} AS t ORDER BY {order}"
    ).format(
        plain=sql.SQL(", ").join(sql.SQL("t.{}").format(sql.Identifier(name)) for name in plain),
        hidden=sql.SQL("").join(sql.SQL(", t.{}").format(sql.Identifier(name)) for name in hidden),
        table=sql.Identifier(schema, table),
        order=order,
    )
    with database.cursor(name="motcua_lines") as cursor:
        cursor.itersize = _BATCH
        for text, *values in cursor.execute(query):
            opened = "".join(
                f",{json.dumps(name)}:{_open(value, sealed[name])}"
                for name, value in zip(hidden, values, strict=True)
            )
            yield (text[:-1] + opened + "}").encode()


def _open(value: Any, purpose: str) -> str:
    if value is None:
        return "null"
    return f'{{"sealed":{decrypt(bytes(value), purpose=purpose).decode()}}}'
