"""Everything of one tenant in one file that anybody can read who has the passphrase.

Rows and hashes see one snapshot. Files are copied after it: a row's file exists before the row
does, and is removed only well after it. Nothing of the neighbours is read.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

import psycopg
import structlog

from motcua.kernel.crypto import data_keys
from motcua.kernel.models import AuditEntry
from tenants.context import in_public, in_tenant
from tenants.domain.backup import disk_full_told
from tenants.domain.exports import (
    KEYS,
    MANIFEST,
    README,
    Entry,
    ExportManifest,
    file_entry,
    table_entry,
)
from tenants.domain.sealing import SealedWriter
from tenants.models import Tenant
from tenants.operations.backup_tenant import as_dict
from tenants.operations.prepare_template import applied_migrations
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import walk
from tenants.queries.table_lines import (
    columns_of,
    prepare,
    sealed_columns,
    table_lines,
    travelling_tables,
)
from tenants.registry import file_stores

log = structlog.get_logger(__name__)
_PIECE: Final = 256 * 1024
_ABOUT: Final = """Everything of one tenant of Motcua, format motcua-export-1.

tables/<table>.jsonl   one row a line, as JSON; {"sealed": ...} stands for a value that is kept
                       encrypted in the database and is readable here
files/<store>/<path>   uploads, papers and pictures, as they were
keys.json              data keys: printed codes of dossiers and sealed signatures depend on them
manifest.json          size, SHA-256 and number of rows of each file, and the table's columns
"""
Report = Callable[[str, int], None]


def export_tenant(
    *,
    slug: str,
    folder: Path,
    passphrase: str,
    now: datetime,
    report: Report = lambda _step, _percent: None,
) -> Path:
    """Write ``<slug>-<time>.motcua`` into ``folder``; readable by its owner only.

    Raises ``ArchiveRefused`` for a short passphrase, ``DiskFull``; on any failure no file is left.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{slug}-{now:%Y%m%dT%H%M%SZ}.motcua"
    part = target.with_suffix(".part")
    try:
        with disk_full_told(folder):
            with part.open("wb") as out:
                part.chmod(0o600)
                with SealedWriter(out, passphrase) as sealed:
                    write_export(
                        sealed,  # type: ignore[arg-type]
                        slug=slug,
                        now=now,
                        report=report,
                    )
            part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    log.info("tenant_exported", tenant=slug, bytes=target.stat().st_size)
    return target


def write_export(out: IO[bytes], *, slug: str, now: datetime, report: Report) -> ExportManifest:
    """The archive itself, in clear, as a stream."""
    with in_public():
        tenant = Tenant.objects.get(slug=slug)
        row = as_dict(tenant)
        witnesses = _witnesses(tenant.schema_name)
        migrations = sorted(map(list, applied_migrations(tenant.schema_name)))
    entries: dict[str, Entry] = {}
    columns: dict[str, list[str]] = {}
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        in_tenant(tenant.schema_name),
        psycopg.connect(**connection_settings()) as database,
    ):
        archive.writestr(README, _ABOUT)
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        database.read_only = True
        prepare(database)
        tables = travelling_tables(database, tenant.schema_name)
        sealed = sealed_columns()
        for at, table in enumerate(tables):
            report(table, at * 60 // len(tables))
            names = columns_of(database, tenant.schema_name, table)
            columns[table] = [name for name, _is_key in names]
            lines = table_lines(database, tenant.schema_name, table, sealed.get(table, {}))
            entries[table_entry(table)] = _put_lines(archive, table_entry(table), lines)
        report("files", 60)
        entries |= _put_files(archive, report)
        entries[KEYS] = _put_bytes(archive, KEYS, _keys())
        manifest = ExportManifest(
            exported_at=now.isoformat(),
            tenant=row,
            migrations=migrations,
            columns=columns,
            entries=entries,
            witnesses=witnesses,
        )
        archive.writestr(MANIFEST, json.dumps(manifest.to_json(), ensure_ascii=False, indent=1))
    return manifest


def line_digest(lines: Iterable[bytes]) -> Entry:
    """What ``tables/<table>.jsonl`` of these lines would be."""
    sha, size, rows = hashlib.sha256(), 0, 0
    for line in lines:
        sha.update(line + b"\n")
        size, rows = size + len(line) + 1, rows + 1
    return Entry(size, sha.hexdigest(), rows)


def _put_lines(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Entry:
    with archive.open(_info(name), "w", force_zip64=True) as out:

        def written() -> Iterable[bytes]:
            for line in lines:
                out.write(line + b"\n")
                yield line

        return line_digest(written())


def _put_files(archive: zipfile.ZipFile, report: Report) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for store in file_stores:
        storage = store.storage()
        for path in walk(storage):
            name = file_entry(store.key, path)
            sha, size = hashlib.sha256(), 0
            with (
                storage.open(path, "rb") as content,
                archive.open(_info(name), "w", force_zip64=True) as out,
            ):
                while piece := content.read(_PIECE):
                    sha.update(piece)
                    size += len(piece)
                    out.write(piece)
            found[name] = Entry(size, sha.hexdigest())
            if len(found) % 100 == 0:
                report(f"{len(found)} files", min(60 + len(found) // 100, 95))
    return found


def _put_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> Entry:
    archive.writestr(_info(name), content)
    return Entry(len(content), hashlib.sha256(content).hexdigest())


def _info(name: str) -> zipfile.ZipInfo:
    """The same content gives the same bytes: no times, no rights of the machine."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _keys() -> bytes:
    keys = {number: base64.b64encode(key).decode() for number, key in data_keys().items()}
    return json.dumps(keys, indent=1).encode()


def _witnesses(schema: str) -> list[dict[str, Any]]:
    rows = AuditEntry.objects.filter(subject=f"audit-digests:{schema}").order_by("sequence")
    return [row.data for row in rows]
