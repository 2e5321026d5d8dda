"""An exported tenant comes to live here, under its own address or another: the same rows and files.

Nothing is written before the whole archive has been opened and every hash in it was right. The
tenant stays closed until its rows, read back, print the same lines as the archive holds,
and its files have the same hashes.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import psycopg
import structlog
from django.core.files import File
from django.db import connection, transaction
from psycopg import sql

from motcua.kernel import audit
from motcua.kernel.actors import SYSTEM
from motcua.kernel.crypto import encrypt, take_over_keys
from motcua.kernel.models import OutboxEntry
from tenants.context import as_owner, in_public, in_tenant
from tenants.domain.exports import KEYS, MANIFEST, README, ExportManifest, is_safe, table_entry
from tenants.domain.naming import TEMPLATE_SCHEMA, check_slug, new_schema_name
from tenants.domain.sealing import ArchiveRefused, unseal
from tenants.models import Domain, Tenant, TenantStatus
from tenants.operations.clone_schema import clone_schema, continue_identities, read_identities
from tenants.operations.delete_tenant import delete_tenant
from tenants.operations.export_tenant import line_digest
from tenants.operations.forget_caches import forget_cached
from tenants.operations.grant_roles import grant_tenant
from tenants.operations.migrate_tenants import note_current
from tenants.operations.prepare_template import applied_migrations
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import digest_of
from tenants.queries.directory import forget_directory, host_of_slug
from tenants.queries.table_lines import LOCAL_TABLES, prepare, sealed_columns, table_lines
from tenants.registry import arrival_steps, file_stores, tenant_steps

log = structlog.get_logger(__name__)
_BATCH: Final = 500
_PIECE: Final = 256 * 1024
# What one entry may unpack to for each byte it has in the archive: a bomb has a thousand.
_MAX_RATIO: Final = 200
_MAX_MANIFEST: Final = 200_000_000
_KEPT: Final = (
    "name",
    "short_name",
    "kind",
    "agency_code",
    "dossier_pattern",
    "language",
    "timezone",
    "theme",
)
Report = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """``waiting``: messages and other later work that goes on as soon as the tenant is opened."""

    tenant_id: Any
    slug: str
    schema_name: str
    rows: int
    files: int
    waiting: int


def import_tenant(
    *,
    archive: Path,
    passphrase: str,
    slug: str = "",
    now: datetime,
    report: Report = lambda _step, _percent: None,
) -> Imported:
    """Bring the archive's tenant in, under ``slug`` or its own address, closed.

    Its id is kept where nobody has it. Raises ``ArchiveRefused`` and what ``check_slug`` raises;
    then nothing of it remains.
    """
    with TemporaryDirectory(dir=archive.parent) as scratch:
        report("opening", 2)
        with opened(archive, passphrase, Path(scratch)) as (inner, manifest):
            tenant = _register(manifest, slug)
            try:
                _fill(inner, manifest, tenant, report)
                check_rows(manifest, tenant.schema_name)
                return _settle(manifest, tenant)
            except Exception:
                delete_tenant(tenant_id=tenant.id)
                raise


@contextmanager
def opened(
    archive: Path, passphrase: str, scratch: Path
) -> Iterator[tuple[zipfile.ZipFile, ExportManifest]]:
    """The archive in clear and proven whole. Raises ``ArchiveRefused``."""
    plain = scratch / "plain.zip"
    with archive.open("rb") as source, plain.open("wb") as out:
        plain.chmod(0o600)
        unseal(source, out, passphrase)
    try:
        with zipfile.ZipFile(plain) as inner:
            manifest = check_archive(inner)
            yield inner, manifest
    except zipfile.BadZipFile as error:
        raise ArchiveRefused("the archive is damaged") from error


def check_archive(inner: zipfile.ZipFile) -> ExportManifest:
    """Every entry is there, is listed, and has the size and hash that the manifest says."""
    names = [info.filename for info in inner.infolist()]
    if len(names) != len(set(names)) or MANIFEST not in names:
        raise ArchiveRefused("the archive has no manifest, or names a file twice")
    if inner.getinfo(MANIFEST).file_size > _MAX_MANIFEST:
        raise ArchiveRefused("the manifest is too large")
    try:
        manifest = ExportManifest.from_json(json.loads(inner.read(MANIFEST)))
    except ValueError as error:
        raise ArchiveRefused("the export's manifest is damaged") from error
    wrong = sorted(({*names} - {MANIFEST, README}) ^ manifest.entries.keys())
    if wrong:
        raise ArchiveRefused(f"missing or not listed: {', '.join(wrong[:5])}")
    for name, expected in manifest.entries.items():
        info = inner.getinfo(name)
        if not is_safe(name) or info.file_size > max(info.compress_size, 1_000) * _MAX_RATIO:
            raise ArchiveRefused(f"refused: {name[:100]}")
        if (info.file_size, _hash(inner, name)) != (expected.size, expected.sha256):
            raise ArchiveRefused(f"altered: {name[:100]}")
    _check_release(manifest)
    return manifest


def check_rows(manifest: ExportManifest, schema: str) -> None:
    """What is in the tables now prints the lines of the archive. Raises ``ArchiveRefused``."""
    sealed = sealed_columns()
    with in_tenant(schema), psycopg.connect(**connection_settings()) as database:
        prepare(database)
        for table in manifest.columns:
            lines = table_lines(database, schema, table, sealed.get(table, {}))
            if line_digest(lines) != manifest.entries[table_entry(table)]:
                raise ArchiveRefused(f"after writing, rows differ: {table}")


def _check_release(manifest: ExportManifest) -> None:
    """What the new schema is cloned from must have the structure the rows come from."""
    with in_public():
        here = applied_migrations(TEMPLATE_SCHEMA)
    there = {tuple(each) for each in manifest.migrations}
    if here != there:
        odd = sorted(".".join(each) for each in here ^ there)
        raise ArchiveRefused(
            "the export is of another release; bring both to the same one first. Differing: "
            + ", ".join(odd[:5])
        )


def _register(manifest: ExportManifest, slug: str) -> Tenant:
    row = manifest.tenant
    chosen = check_slug(slug or row["slug"])
    with in_public(), transaction.atomic():
        if Tenant.objects.filter(slug=chosen).exists():
            raise ArchiveRefused(f"the address {chosen} is in use")
        tenant = Tenant(
            schema_name=new_schema_name(),
            slug=chosen,
            status=TenantStatus.CLOSED,
            **{name: row[name] for name in _KEPT},
        )
        if row.get("live_at"):
            tenant.live_at = datetime.fromisoformat(row["live_at"]).astimezone(UTC)
        if not Tenant.objects.filter(pk=row["pk"]).exists():
            tenant.pk = row["pk"]
        tenant.save(force_insert=True)
        Domain(tenant=tenant, domain=host_of_slug(chosen), is_primary=True).save()
    forget_directory()
    with in_public():
        # Read back: what came out of JSON is text, what the database says is typed.
        kept: Tenant = Tenant.objects.get(slug=chosen)
    return kept


def _fill(inner: zipfile.ZipFile, manifest: ExportManifest, tenant: Tenant, report: Report) -> None:
    schema = tenant.schema_name
    with in_public():
        clone_schema(
            source=TEMPLATE_SCHEMA, target=schema, rows_of=frozenset({"django_migrations"})
        )
        grant_tenant(tenant)
        note_current(schema)
    forget_directory()
    written = json.loads(inner.read(KEYS))
    keys = {int(number): base64.b64decode(key) for number, key in written.items()}
    sealed = sealed_columns()
    with in_tenant(schema), as_owner(), transaction.atomic():
        take_over_keys(keys)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for at, table in enumerate(manifest.columns):
                report(table, 5 + at * 55 // len(manifest.columns))
                statement = insert_statement(cursor, schema, table, manifest.columns[table])
                with inner.open(table_entry(table)) as lines:
                    load_rows(cursor, statement, lines, sealed.get(table, {}))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            continue_identities(cursor, read_identities(cursor, schema), schema)
    with in_tenant(schema):
        _load_files(inner, manifest, report)


def insert_statement(cursor: Any, schema: str, table: str, columns: list[str]) -> str:
    """PostgreSQL reads the rows as it printed them."""
    if table in LOCAL_TABLES:
        raise ArchiveRefused(f"refused: {table}")
    return (
        sql.SQL(
            "INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE"
            " SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
        )
        .format(
            table=sql.Identifier(schema, table),
            names=sql.SQL(", ").join(map(sql.Identifier, columns)),
        )
        .as_string(cursor.connection)
    )


def load_rows(cursor: Any, statement: str, lines: Iterable[bytes], sealed: dict[str, str]) -> None:
    """Sealed values arrive open and are sealed with the current tenant's keys."""
    batch: list[str] = []
    for line in lines:
        batch.append(_sealed_again(line, sealed) if sealed else line.decode())
        if len(batch) >= _BATCH:
            cursor.execute(statement, ["[" + ",".join(batch) + "]"])
            batch.clear()
    if batch:
        cursor.execute(statement, ["[" + ",".join(batch) + "]"])


def _sealed_again(line: bytes, sealed: dict[str, str]) -> str:
    row = json.loads(line)
    for column, purpose in sealed.items():
        value = row[column]
        if value is not None:
            plain = json.dumps(value["sealed"], ensure_ascii=False, separators=(",", ":"))
            row[column] = "\\x" + encrypt(plain.encode(), purpose=purpose).hex()
    return json.dumps(row, ensure_ascii=False)


def _load_files(inner: zipfile.ZipFile, manifest: ExportManifest, report: Report) -> None:
    stores = {store.key: store.storage() for store in file_stores}
    names = [name for name in manifest.entries if name.startswith("files/")]
    for at, name in enumerate(names):
        _files, key, path = name.split("/", 2)
        if key not in stores:
            raise ArchiveRefused(f"no such store here: {key}")
        with inner.open(name) as content:
            saved = stores[key].save(path, File(content, name=path))
        if saved != path:
            raise ArchiveRefused(f"a file is there already: {path[:100]}")
        kept, expected = digest_of(stores[key], path), manifest.entries[name]
        if (kept.size, kept.sha256) != (expected.size, expected.sha256):
            raise ArchiveRefused(f"after writing, a file differs: {path[:100]}")
        if at % 100 == 0:
            report(f"{at} / {len(names)} files", 60 + at * 35 // len(names))


def _settle(manifest: ExportManifest, tenant: Tenant) -> Imported:
    """The address, the OpenID client and what else is of this place; witnesses of the audit."""
    with in_tenant(tenant.schema_name):
        for step in (*tenant_steps, *arrival_steps):
            step.run()
        waiting = OutboxEntry.objects.filter(done_at=None, given_up_at=None).count()
    with in_public():
        for seen in manifest.witnesses:
            audit.record(
                action="audit.sealed",
                subject=f"audit-digests:{tenant.schema_name}",
                by=SYSTEM,
                at=datetime.now(UTC),
                data=seen,
            )
    forget_cached(tenant.schema_name)
    log.info("tenant_imported", tenant=tenant.slug, rows=manifest.row_count)
    return Imported(
        tenant_id=tenant.id,
        slug=tenant.slug,
        schema_name=tenant.schema_name,
        rows=manifest.row_count,
        files=manifest.file_count,
        waiting=waiting,
    )


def _hash(inner: zipfile.ZipFile, name: str) -> str:
    sha = hashlib.sha256()
    with inner.open(name) as content:
        while piece := content.read(_PIECE):
            sha.update(piece)
    return sha.hexdigest()
