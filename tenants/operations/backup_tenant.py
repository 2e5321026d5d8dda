"""One tenant in one archive: its schema, its files, its place in the directory.

The dump and the digests see the same snapshot. Files are copied after it: a row's file exists
before the row does, and is removed only well after the row.
"""

import io
import json
import tarfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import structlog
from django.core import serializers

from tenants.context import in_public, in_tenant
from tenants.domain.backup import DUMP, MANIFEST, FileDigest, Manifest, disk_full_told
from tenants.models import Domain, Tenant
from tenants.postgres_programs import connection_settings, run_program
from tenants.queries.digests import digest_of, table_digests, walk
from tenants.registry import file_stores

log = structlog.get_logger(__name__)


def backup_tenant(*, slug: str, folder: Path, now: datetime) -> Path:
    """Write ``<slug>-<time>.tar`` into ``folder`` and return its path; readable by the owner only.

    Raises ``BackupFailed``, for a full disk ``DiskFull``; then no archive is left.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{slug}-{now:%Y%m%dT%H%M%SZ}.tar"
    part = target.with_suffix(".part")
    try:
        with disk_full_told(folder):
            with TemporaryDirectory(dir=folder) as scratch, tarfile.open(part, "w") as archive:
                part.chmod(0o600)
                _write(archive, slug, Path(scratch) / DUMP, now)
            part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    log.info("tenant_backed_up", tenant=slug, bytes=target.stat().st_size)
    return target


def _write(archive: tarfile.TarFile, slug: str, dump: Path, now: datetime) -> None:
    manifest = _dump(slug, dump, now)
    archive.add(dump, DUMP, filter=_plain)
    with in_tenant(manifest.schema_name):
        files = {store.key: _add_files(archive, store) for store in file_stores}
    content = json.dumps(replace(manifest, files=files).to_json(), ensure_ascii=False).encode()
    entry = _plain(tarfile.TarInfo(MANIFEST))
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _dump(slug: str, dump: Path, now: datetime) -> Manifest:
    with in_public():
        tenant = Tenant.objects.get(slug=slug)
        row = as_dict(tenant)
        domains = [as_dict(each) for each in Domain.objects.filter(tenant=tenant)]
    schema = tenant.schema_name
    with psycopg.connect(**connection_settings()) as database:
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        database.read_only = True
        (snapshot,) = database.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        run_program(
            "pg_dump", "--format=custom", f"--schema={schema}", f"--snapshot={snapshot}",
            "--no-owner", "--no-privileges", f"--file={dump}",
        )  # fmt: skip
        tables = table_digests(database, schema)
    return Manifest(
        schema_name=schema,
        taken_at=now.isoformat(),
        tenant=row,
        domains=domains,
        tables=tables,
        files={},
    )


def _add_files(archive: tarfile.TarFile, store: Any) -> dict[str, FileDigest]:
    storage, found = store.storage(), {}
    for path in walk(storage):
        digest = digest_of(storage, path)
        entry = _plain(tarfile.TarInfo(f"files/{store.key}/{path}"))
        entry.size = digest.size
        with storage.open(path, "rb") as content:
            archive.addfile(entry, content)
        found[path] = digest
    return found


def as_dict(row: Any) -> dict[str, Any]:
    """Not Django's JSON: that cuts times to milliseconds."""
    (each,) = serializers.serialize("python", [row])
    values: dict[str, Any] = json.loads(json.dumps(each, default=str))
    return {"pk": values["pk"], **values["fields"]}


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """No names and rights of the machine it was made on."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry
