"""A restore nobody notices: backup, restore into a database of its own, compare, drop it.

Proves that archives can be read back, that nothing is missing, and how long it takes. Needs the
right to create databases.
"""

import secrets
import tarfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

from tenants.domain.backup import BackupFailed, FileDigest
from tenants.operations.backup_tenant import backup_tenant
from tenants.operations.restore_tenant import (
    check_tables,
    read_manifest,
    restore_schema,
    take_dump,
)
from tenants.postgres_programs import connection_settings


@dataclass(frozen=True, slots=True)
class DrillReport:
    tenant: str
    tables: int
    rows: int
    files: int
    seconds: float


def restore_drill(*, slug: str, now: datetime) -> DrillReport:
    """Raises ``BackupFailed`` when anything restored differs from what was backed up."""
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        archive = backup_tenant(slug=slug, folder=Path(folder), now=now)
        with tarfile.open(archive) as opened:
            manifest = read_manifest(opened)
            dump = take_dump(opened, Path(folder))
            _check_files(opened, manifest.files)
        name = f"drill_{secrets.token_hex(6)}"
        _execute("CREATE DATABASE {}", name)
        try:
            _copy_functions(name)
            restore_schema(dump, database=name)
            check_tables(manifest, database=name)
        finally:
            _execute("DROP DATABASE IF EXISTS {}", name)
    return DrillReport(
        tenant=slug,
        tables=len(manifest.tables),
        rows=manifest.row_count,
        files=manifest.file_count,
        seconds=time.monotonic() - began,
    )


def _check_files(archive: tarfile.TarFile, files: dict[str, dict[str, FileDigest]]) -> None:
    import hashlib

    for store, found in files.items():
        for path, expected in found.items():
            content = archive.extractfile(f"files/{store}/{path}")
            sha = hashlib.sha256(content.read() if content else b"").hexdigest()
            if sha != expected.sha256:
                raise BackupFailed(f"file in the archive differs: {store}/{path}")


def _copy_functions(name: str) -> None:
    """A tenant's triggers call functions of the shared schema."""
    with psycopg.connect(**connection_settings()) as here:
        definitions = here.execute(
            "SELECT pg_get_functiondef(p.oid) FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = 'public' AND p.proname LIKE 'motcua%%' AND p.prokind = 'f'"
        ).fetchall()
    with psycopg.connect(**connection_settings() | {"dbname": name}) as there:
        for (definition,) in definitions:
            there.execute(definition)


def _execute(statement: str, name: str) -> None:
    with psycopg.connect(**connection_settings(), autocommit=True) as database:
        database.execute(sql.SQL(statement).format(sql.Identifier(name)))
