"""Counts and hashes of a schema's rows and of a tenant's files, for proving two states equal."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final

import psycopg
from django.core.files.storage import Storage
from psycopg import sql

from tenants.domain.backup import FileDigest, TableDigest

_CHUNK: Final = 1024 * 1024
_TABLES: Final = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = %s AND c.relkind = 'r' ORDER BY c.relname
"""
# Each row is hashed first, so that sorting and joining move 64 bytes a row, whatever its width.
_DIGEST: Final = """
    SELECT count(*), encode(sha256(coalesce(string_agg(h, '' ORDER BY h), '')::bytea), 'hex')
    FROM (SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS h FROM {} AS t) AS rows
"""


def table_digests(database: psycopg.Connection[Any], schema: str) -> dict[str, TableDigest]:
    """Of every table, in the transaction that ``database`` is in."""
    # How rows print must not depend on the session.
    database.execute("SET LOCAL timezone = 'UTC'")
    database.execute("SET LOCAL datestyle = 'ISO'")
    database.execute("SET LOCAL bytea_output = 'hex'")
    database.execute("SET LOCAL extra_float_digits = 1")
    tables = [name for (name,) in database.execute(_TABLES, [schema]).fetchall()]
    return {name: _table_digest(database, schema, name) for name in tables}


def _table_digest(database: psycopg.Connection[Any], schema: str, table: str) -> TableDigest:
    statement = sql.SQL(_DIGEST).format(sql.Identifier(schema, table))
    rows, digest = database.execute(statement).fetchone() or (0, "")
    return TableDigest(rows=rows, sha256=digest)


def sequence_values(database: psycopg.Connection[Any], schema: str) -> dict[str, int | None]:
    """Where each counter of the schema stands; ``None``: never used."""
    found = database.execute(
        "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = %s", [schema]
    )
    return dict(found.fetchall())


def file_digests(storage: Storage) -> dict[str, FileDigest]:
    """Of everything the current tenant keeps in ``storage``."""
    return {path: digest_of(storage, path) for path in walk(storage)}


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """Paths below ``folder``; a folder that is not there holds nothing."""
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    prefix = f"{folder}/" if folder else ""
    yield from sorted(prefix + name for name in files if name)
    for name in sorted(folders):
        yield from walk(storage, prefix + name)


def digest_of(storage: Storage, path: str) -> FileDigest:
    sha, size = hashlib.sha256(), 0
    with storage.open(path, "rb") as content:
        while piece := content.read(_CHUNK):
            sha.update(piece)
            size += len(piece)
    return FileDigest(size=size, sha256=sha.hexdigest())
