"""Item 57: the whole cell back to the moment before the accident, equal in counts and hashes."""

import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from infra.dev import embedded
from infra.dev.point_in_time import archiving_server, recover, take_base_backup
from infra.dev.processes import wait_until
from tenants.queries.digests import table_digests

pytestmark = pytest.mark.services
TENANTS = ("t_one", "t_two")


@pytest.fixture
def home():
    folder = Path(tempfile.mkdtemp(prefix="motcua cell "))
    folder.chmod(0o755)
    yield folder
    for name in ("cell", "recovered"):
        embedded.stop(postgres_dir=folder / name)
    shutil.rmtree(folder)


def digests(url):
    with psycopg.connect(url) as database:
        return {schema: table_digests(database, schema) for schema in TENANTS}


def write(url, statement):
    with psycopg.connect(url) as database:
        for schema in TENANTS:
            database.execute(statement.format(schema))


def test_a_cell_goes_back_to_just_before_the_accident(home):
    cell = archiving_server(home / "cell", home / "archive")
    cell.ensure()
    cell.ensure_database("motcua")
    url = cell.address().url("motcua")
    write(url, 'CREATE SCHEMA "{0}"; CREATE TABLE "{0}".dossier (n int, words text)')
    write(url, 'INSERT INTO "{}".dossier SELECT n, md5(n::text) FROM generate_series(1, 500) n')
    take_base_backup(cell, home / "base")
    # After the base backup: found in the archived log only.
    write(url, "INSERT INTO \"{}\".dossier SELECT n, 'sau' FROM generate_series(501, 700) n")
    expected = digests(url)
    assert expected["t_one"]["dossier"].rows == 700
    time.sleep(0.2)
    moment = datetime.now(UTC)
    time.sleep(0.2)
    write(url, 'DELETE FROM "{}".dossier WHERE n % 2 = 0')
    finish_archive(cell, home / "archive")

    again = recover(
        base=home / "base", archive=home / "archive", into=home / "recovered", until=moment,
        like=cell,
    )  # fmt: skip
    found = again.ensure().url("motcua")
    assert wait_until(lambda: is_open(found), seconds=30)
    assert digests(found) == expected
    write(found, "INSERT INTO \"{}\".dossier VALUES (701, 'lại làm việc được')")
    # The cell itself was not touched.
    assert digests(url)["t_one"]["dossier"].rows == 350


def finish_archive(cell, archive):
    """Wait until the piece of log with the accident is in the archive."""
    piece = cell.sql("SELECT pg_walfile_name(pg_switch_wal())").strip()
    assert wait_until((archive / piece).exists, seconds=30)


def is_open(url):
    with psycopg.connect(url) as database:
        return database.execute("SELECT NOT pg_is_in_recovery()").fetchone() == (True,)
