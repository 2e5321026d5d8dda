"""A tenant leaves with everything and comes to live elsewhere: the same rows, the same files."""

import io
import shutil
import zipfile
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.management import call_command

from motcua.files.api import open_file
from motcua.files.models import StoredFile
from motcua.identity.applicants.models import Applicant
from motcua.kernel.models import DataKey
from tenants.api import find_tenant, in_tenant, taken_slugs
from tenants.domain.backup import DiskFull
from tenants.domain.sealing import ArchiveRefused, unseal
from tenants.operations.delete_tenant import delete_tenant, reopen_tenant
from tenants.operations.export_tenant import export_tenant, write_export
from tenants.operations.import_tenant import import_tenant
from tenants.postgres_programs import connection_settings
from tenants.queries.digests import table_digests
from tests.factories.identity import make_applicant
from tests.security.planted import client_with, plant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
WORDS = "con ngựa vằn đi bộ"


def state_of(schema):
    with psycopg.connect(**connection_settings()) as database:
        return table_digests(database, schema)


def entries_of(slug):
    manifest = write_export(io.BytesIO(), slug=slug, now=NOW, report=lambda *_: None)
    return manifest.entries


def test_everything_travels_and_only_whole(province, ministry, settings, tmp_path, monkeypatch):
    settings.MOTCUA_PRIVATE_ROOT = tmp_path / "private"
    planted = plant(province, word="Kanariaxanh")
    with planted.inside():
        from motcua.kernel.crypto import rotate_data_key

        rotate_data_key()
    monkeypatch.setenv("MOTCUA_EXPORT_PASSPHRASE", WORDS)
    key = planted.staff_key()
    said = io.StringIO()
    call_command("export_tenant", "lam-dong", "--to", str(tmp_path / "out"), stdout=said)
    file = tmp_path / "out" / said.getvalue().strip().rpartition("/")[2]
    assert file.stat().st_mode & 0o077 == 0
    content = file.read_bytes()
    assert planted.word.encode() not in content

    # The format is open: with the passphrase it is a ZIP of readable lines.
    plain = tmp_path / "plain.zip"
    with file.open("rb") as source, plain.open("wb") as out:
        unseal(source, out, WORDS)
    with zipfile.ZipFile(plain) as inner:
        assert planted.word in inner.read("tables/submissions_submission.jsonl").decode()
        assert "tables/django_session.jsonl" not in inner.namelist()

    # Altered: refused before a row is written.
    before = state_of("public"), state_of(province.schema_name)
    broken = tmp_path / "broken.motcua"
    broken.write_bytes(content[:-2000] + b"x" + content[-1999:])
    with pytest.raises(ArchiveRefused):
        import_tenant(archive=broken, passphrase=WORDS, slug="noi-moi", now=NOW)
    with pytest.raises(ArchiveRefused, match="in use"):
        import_tenant(archive=file, passphrase=WORDS, now=NOW)
    assert (state_of("public"), state_of(province.schema_name)) == before

    others = state_of(ministry.schema_name)
    with planted.inside():
        planted_people = set(Applicant.objects.values_list("pk", flat=True))
    done = import_tenant(archive=file, passphrase=WORDS, slug="noi-moi", now=NOW)
    try:
        assert done.rows > 1000
        assert done.files >= 2
        was, now = entries_of("lam-dong"), entries_of("noi-moi")
        differing = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
        # Rows were equal, one by one, before the place made its own: the host's name, and people
        # whose accounts are elsewhere wait for their first proven sign-in.
        assert differing == {"tables/wagtailcore_site.jsonl", "tables/identity_applicant.jsonl"}
        assert state_of(ministry.schema_name) == others
        assert state_of(province.schema_name) == before[1]

        with in_tenant(done.schema_name):
            assert DataKey.objects.count() == 2
            same = make_applicant(name=f"Trần {planted.word}")
            assert same.id in planted_people
            assert open_file(planted.twin.file_id).read()
            assert StoredFile.objects.get(pk=planted.twin.file_id).name
        host = f"noi-moi.{settings.MOTCUA_PLATFORM_HOST}"
        client = client_with(host, key)
        assert client.get("/").status_code == 503
        reopen_tenant(tenant_id=done.tenant_id)
        assert find_tenant(slug="noi-moi").status == "active"
        assert "Lâm Đồng" in client.get("/").content.decode()
        call_command("verify_audit", "--tenant", "noi-moi", stdout=io.StringIO())
    finally:
        delete_tenant(tenant_id=done.tenant_id)
    assert "noi-moi" not in taken_slugs()
    assert state_of(province.schema_name) == before[1]
    with planted.inside():
        assert open_file(planted.twin.file_id).read()


def test_a_full_disk_leaves_no_half_export(province, tmp_path, monkeypatch):
    from tenants.operations import export_tenant as module

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_put_files", full)
    with pytest.raises(DiskFull):
        export_tenant(slug="lam-dong", folder=tmp_path, passphrase=WORDS, now=NOW)
    assert list(tmp_path.iterdir()) == []
    shutil.rmtree(tmp_path)
