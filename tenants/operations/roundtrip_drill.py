"""Prove that a tenant could leave: export it, import it under another name, compare, remove it."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tenants.operations.delete_tenant import delete_tenant
from tenants.operations.export_tenant import export_tenant
from tenants.operations.import_tenant import import_tenant


@dataclass(frozen=True, slots=True)
class Roundtrip:
    """Only made when every row and every file came out the same; otherwise the import raises."""

    slug: str
    rows: int
    files: int
    archive_bytes: int
    export_seconds: float
    import_seconds: float
    equal: bool = True


def roundtrip_drill(*, slug: str, now: datetime) -> Roundtrip:
    """The tenant itself goes on; its twin is never opened. Raises ``ArchiveRefused``."""
    words, twin = secrets.token_urlsafe(24), f"thu-{secrets.token_hex(6)}"
    with TemporaryDirectory() as folder:
        began = time.monotonic()
        file = export_tenant(slug=slug, folder=Path(folder), passphrase=words, now=now)
        exported = time.monotonic()
        done = import_tenant(archive=file, passphrase=words, slug=twin, now=now)
        imported = time.monotonic()
        size = file.stat().st_size
    delete_tenant(tenant_id=done.tenant_id)
    return Roundtrip(
        slug=slug,
        rows=done.rows,
        files=done.files,
        archive_bytes=size,
        export_seconds=exported - began,
        import_seconds=imported - exported,
    )
