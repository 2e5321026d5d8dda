"""The embedded servers: nothing acknowledged is lost by kill -9, nothing else is touched."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from infra.dev import embedded
from infra.dev.processes import is_alive, wait_until

pytestmark = pytest.mark.services


@pytest.fixture
def home():
    """Only its owner may enter, as a checkout below a private home folder."""
    folder = Path(tempfile.mkdtemp(prefix="motcua embedded "))
    yield folder
    embedded.stop(postgres_dir=folder / "postgres", redis_dir=folder / "redis")
    shutil.rmtree(folder)


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not is_alive(pid), seconds=5)


def test_postgres_keeps_what_it_acknowledged(home):
    server = embedded.Postgres(home / "postgres", durable=True)
    address = server.ensure()
    server.ensure_database("motcua")
    with psycopg.connect(address.url("motcua")) as connection:
        connection.execute("CREATE TABLE ledger AS SELECT generate_series(1, 1000) AS n")
    for _ in range(2):
        kill(server.pid())
        address = embedded.ensure_postgres(home / "postgres", durable=True)
        with psycopg.connect(address.url("motcua")) as connection:
            assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (1000,)


def test_postgres_is_private_and_the_role_is_no_superuser(home):
    server = embedded.Postgres(home / "postgres", durable=False)
    address = server.ensure()
    assert (home / "postgres" / "data").stat().st_mode & 0o077 == 0
    assert (home / "postgres" / "password").stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0, "a folder was opened to others"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host="127.0.0.1", port=address.port, user="postgres", dbname="postgres")
    with psycopg.connect(address.url("postgres")) as connection:
        found = connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert found.fetchone() == (False, True)
        settings = connection.execute("SHOW synchronous_commit").fetchone()
        assert settings == ("on",)


def test_starting_twice_finds_the_first_and_stopping_twice_is_fine(home):
    first = embedded.ensure_postgres(home / "postgres", durable=False)
    pid = embedded.Postgres(home / "postgres").pid()
    assert embedded.ensure_postgres(home / "postgres", durable=False) == first
    assert embedded.Postgres(home / "postgres").pid() == pid
    embedded.stop(postgres_dir=home / "postgres")
    assert not is_alive(pid)
    embedded.stop(postgres_dir=home / "postgres")


def test_redis_comes_back_with_its_data(home):
    server = embedded.Redis(home / "redis", durable=True)
    client = redis.Redis.from_url(server.ensure())
    client.set("kept", "yes")
    client.execute_command("WAITAOF", 1, 0, 2000) if _has_waitaof(client) else _flush(client)
    kill(server.pid())
    again = redis.Redis.from_url(embedded.ensure_redis(home / "redis", durable=True))
    assert again.get("kept") == b"yes"
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(host="127.0.0.1", port=server._port()).ping()


def _has_waitaof(client):
    return int(client.info()["redis_version"].split(".")[0]) >= 8


def _flush(client):
    """The file is written every second; a rewrite in the foreground of our patience."""
    before = client.info("persistence")["aof_last_write_status"]
    assert before == "ok"
    assert wait_until(
        lambda: not client.info("persistence")["aof_pending_bio_fsync"], seconds=3, every=0.2
    )
