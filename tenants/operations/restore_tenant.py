"""Bring one tenant back from its archive; everybody else goes on working.

What is there now is moved aside first, under ``<schema>_before``, and comes back when anything
fails. The restored state is compared with the archive's counts and hashes before it is opened.
"""

import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import structlog
from django.core import serializers
from django.core.files import File
from psycopg import sql

from motcua.kernel.crypto import forget_keys
from tenants.context import in_public, in_tenant
from tenants.domain.backup import DUMP, MANIFEST, BackupFailed, Manifest, differences
from tenants.models import Domain, Tenant, TenantStatus
from tenants.operations.forget_caches import forget_cached
from tenants.operations.grant_roles import grant_tenant
from tenants.postgres_programs import connection_settings, run_program
from tenants.queries.digests import digest_of, table_digests
from tenants.queries.directory import forget_directory
from tenants.registry import file_stores

log = structlog.get_logger(__name__)


def restore_tenant(*, archive: Path, drop_old: bool = False) -> Manifest:
    """Put the archive's tenant in place of what has its schema now; returns what was restored.

    Web and worker processes hold data keys and versions in memory: restart them afterwards.
    Raises ``BackupFailed``; then the state before is back.
    """
    with tarfile.open(archive) as opened, TemporaryDirectory() as scratch:
        manifest = read_manifest(opened)
        dump = take_dump(opened, Path(scratch))
        schema = manifest.schema_name
        with _set_aside(schema):
            restore_schema(dump)
            check_tables(manifest)
        _open_directory(manifest, TenantStatus.CLOSED)
        _grant(schema)
        with in_tenant(schema):
            restore_files(opened, manifest)
        _set_status(schema, TenantStatus(manifest.tenant["status"]))
    if drop_old:
        _execute("DROP SCHEMA IF EXISTS {} CASCADE", aside(schema))
    forget_keys(schema)
    forget_cached(schema)
    log.info("tenant_restored", tenant=manifest.tenant["slug"], rows=manifest.row_count)
    return manifest


def read_manifest(archive: tarfile.TarFile) -> Manifest:
    try:
        content = archive.extractfile(MANIFEST)
    except KeyError as error:
        raise BackupFailed("the archive is not whole: no manifest") from error
    return Manifest.from_json(json.loads(content.read() if content else b"{}"))


def take_dump(archive: tarfile.TarFile, folder: Path) -> Path:
    """The dump's content alone: an archive's names and rights are nobody's word."""
    try:
        content = archive.extractfile(DUMP)
    except KeyError:
        content = None
    if content is None:
        raise BackupFailed("the archive is not whole: no dump")
    target = folder / "dump"
    with content, target.open("wb") as out:
        shutil.copyfileobj(content, out)
    return target


def restore_schema(dump: Path, database: str = "") -> None:
    run_program(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
        f"--dbname={database or connection_settings()['dbname']}", str(dump), database=database,
    )  # fmt: skip


def check_tables(manifest: Manifest, database: str = "") -> None:
    """Raises ``BackupFailed`` when a table differs from the archive's digest in rows or content."""
    parameters = connection_settings() | ({"dbname": database} if database else {})
    with psycopg.connect(**parameters) as opened:
        found = table_digests(opened, manifest.schema_name)
    if wrong := differences(manifest.tables, found):
        raise BackupFailed(f"restored tables differ: {', '.join(wrong[:10])}")


def restore_files(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """What is there already and equal stays; what came later is left to the orphan sweep."""
    for store in file_stores:
        storage = store.storage()
        for path, expected in manifest.files.get(store.key, {}).items():
            if storage.exists(path):
                if digest_of(storage, path) == expected:
                    continue
                storage.delete(path)
            content = archive.extractfile(f"files/{store.key}/{path}")
            saved = storage.save(path, File(content))
            if saved != path or digest_of(storage, path) != expected:
                raise BackupFailed(f"restored file differs: {store.key}/{path}")


def aside(schema: str) -> str:
    return f"{schema}_before"


@contextmanager
def _set_aside(schema: str) -> Iterator[None]:
    """Move the schema out of the way; back again when what happens inside fails."""
    there = _exists(schema)
    if there:
        _execute("DROP SCHEMA IF EXISTS {} CASCADE", aside(schema))
        _execute("ALTER SCHEMA {} RENAME TO {}", schema, aside(schema))
    try:
        yield
    except Exception:
        _execute("DROP SCHEMA IF EXISTS {} CASCADE", schema)
        if there:
            _execute("ALTER SCHEMA {} RENAME TO {}", aside(schema), schema)
        raise


def _open_directory(manifest: Manifest, status: TenantStatus) -> None:
    """The tenant's row and hosts as they were; another tenant's host is never taken."""
    with in_public():
        hosts = [each["domain"] for each in manifest.domains]
        foreign = Domain.objects.filter(domain__in=hosts).exclude(tenant=manifest.tenant["pk"])
        if foreign.exists():
            raise BackupFailed("a host of this tenant belongs to another one by now")
        # The role belongs to this server, not to the archive.
        _save_row(Tenant, manifest.tenant | {"status": status.value, "database_role": ""})
        for each in manifest.domains:
            _save_row(Domain, each)
    forget_directory()


def _grant(schema: str) -> None:
    """A dump without rights was restored; and the moved copy is nobody's to read."""
    with in_public():
        tenant = Tenant.objects.get(schema_name=schema)
    if grant_tenant(tenant) and _exists(aside(schema)):
        _execute("REVOKE USAGE ON SCHEMA {} FROM {}", aside(schema), tenant.database_role)


def _set_status(schema: str, status: TenantStatus) -> None:
    with in_public():
        tenant = Tenant.objects.get(schema_name=schema)
        tenant.status = status
        tenant.save(update_fields=["status"])


def _save_row(model: Any, values: dict[str, Any]) -> None:
    fields = {name: value for name, value in values.items() if name != "pk"}
    row = {"model": model._meta.label_lower, "pk": values["pk"], "fields": fields}
    for each in serializers.deserialize("python", [row]):
        each.save()


def _exists(schema: str) -> bool:
    with psycopg.connect(**connection_settings()) as database:
        found = database.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return found.fetchone() is not None


def _execute(statement: str, *names: str) -> None:
    with psycopg.connect(**connection_settings()) as database:
        database.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
