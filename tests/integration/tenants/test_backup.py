"""Item 57: one tenant is brought back, equal in counts and hashes, and nobody else notices."""

import io
import json
import tarfile
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.files.api import get_file, open_file
from motcua.files.models import StoredFile
from motcua.files.storage import private_storage
from motcua.submissions.models import Draft
from tenants.api import create_tenant, find_tenant, forget_directory, in_tenant
from tenants.domain.backup import MANIFEST
from tenants.models import Tenant
from tenants.operations.backup_tenant import backup_tenant
from tenants.operations.restore_tenant import aside
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import file_digests, table_digests
from tests.factories.identity import make_staff
from tests.security.planted import client_with, plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def state_of(schema):
    """Everything of one schema: rows and, for a tenant's, files."""
    with psycopg.connect(**connection_settings()) as database:
        tables = table_digests(database, schema)
    if schema == "public":
        return tables
    with in_tenant(schema):
        return tables, file_digests(private_storage())


def restore(archive, *options):
    said = io.StringIO()
    call_command("restore_tenant", str(archive), *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def files(settings, tmp_path):
    settings.MOTCUA_PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def planted(province, files):
    return plant(province, word="Kanariaxanh")


@pytest.fixture
def neighbour(ministry, planted):
    return plant(ministry, word="Hoanganhdo")


def test_one_tenant_comes_back_and_the_other_is_untouched(planted, neighbour, tmp_path):
    schema, other = planted.tenant.schema_name, neighbour.tenant.schema_name
    before = state_of(schema)
    assert sum(each.rows for each in before[0].values()) > 1000
    assert before[1]
    said = io.StringIO()
    call_command("backup_tenant", "lam-dong", "--to", str(tmp_path), stdout=said)
    archive = tmp_path / said.getvalue().strip()
    assert archive.stat().st_mode & 0o077 == 0

    with planted.inside():
        Draft.objects.all().delete()
        make_staff("leader", username="den-sau")
        private_storage().delete(StoredFile.objects.get(pk=planted.twin.file_id).key)
    others = state_of(other), state_of("public")
    assert state_of(schema) != before

    assert "all equal to the archive" in restore(archive, "--drop-old")

    assert state_of(schema) == before
    assert (state_of(other), state_of("public")) == others
    with planted.inside():
        content = open_file(planted.twin.file_id).read()
        assert len(content) == get_file(planted.twin.file_id).size
    client = client_with(planted.host(), planted.staff_key())
    page = client.get(f"/quan-tri/mot-cua/{planted.twin.case_id}/")
    assert page.status_code == 200
    assert planted.word in page.content.decode()


def test_a_tenant_that_is_gone_comes_back_from_nothing(files, tmp_path):
    gone = create_tenant(
        slug="mat-het", name="Đơn vị thử", short_name="Thử", kind="agency", agency_code="X1"
    )
    with in_tenant(gone.schema_name):
        make_staff("leader", username="con-lai")
    before = state_of(gone.schema_name)
    archive = backup_tenant(slug="mat-het", folder=tmp_path, now=NOW)
    drop(gone)
    try:
        restore(archive)
        assert state_of(gone.schema_name) == before
        assert find_tenant(slug="mat-het") == gone
        assert client_with("mat-het.motcua.localhost").get("/").status_code in (200, 404)
    finally:
        drop(gone)


def drop(tenant):
    from tenants.operations.clone_schema import drop_schema

    connection.set_schema_to_public()
    drop_schema(tenant.schema_name)
    drop_schema(aside(tenant.schema_name))
    Tenant.objects.filter(slug=tenant.slug).delete()
    forget_directory()


def test_neither_a_damaged_archive_nor_a_drill_changes_anything(planted, tmp_path):
    """The drill comes last: what it copies is what the refused restores have left."""
    schema = planted.tenant.schema_name
    archive = backup_tenant(slug="lam-dong", folder=tmp_path, now=NOW)
    before = state_of(schema)
    lying = tmp_path / "lying.tar"
    with tarfile.open(archive) as old, tarfile.open(lying, "w") as new:
        for entry in old:
            content = old.extractfile(entry).read()
            if entry.name == MANIFEST:
                manifest = json.loads(content)
                manifest["tables"]["submissions_draft"][0] += 1
                content = json.dumps(manifest).encode()
                entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    with pytest.raises(CommandError, match="submissions_draft"):
        restore(lying)
    assert state_of(schema) == before
    whole = archive.read_bytes()
    (tmp_path / "half.tar").write_bytes(whole[: len(whole) // 2])
    with pytest.raises((CommandError, tarfile.ReadError)):
        restore(tmp_path / "half.tar")
    assert state_of(schema) == before
    drill()
    assert state_of(schema) == before


def drill():
    """It proves the way back, and leaves nothing behind."""
    said = io.StringIO()
    call_command("restore_drill", "lam-dong", stdout=said)
    assert "files equal" in said.getvalue()
    with psycopg.connect(**connection_settings()) as database:
        left = database.execute("SELECT datname FROM pg_database WHERE datname LIKE 'drill%'")
        assert left.fetchall() == []
