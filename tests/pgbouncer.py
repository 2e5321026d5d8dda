"""A real PgBouncer in front of the test database: one door a pooling mode."""

import contextlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from infra.dev.ports import LOOPBACK, answers, free_port
from infra.dev.processes import end_process

# Name of the door: what is special about it.
DOORS = {
    "kept": "pool_mode=session",
    "lent": "pool_mode=transaction",
    "single": "pool_mode=statement",
}
POOL_SIZE = 12


@dataclass(frozen=True, slots=True)
class Pooler:
    """``doors`` are databases as PgBouncer shows them; ``as_door`` gives their addresses."""

    port: int
    folder: Path
    users: dict[str, str]

    def url(self, door: str, user: str) -> str:
        return (
            f"postgresql://{user}:{quote(self.users[user], safe='')}@{LOOPBACK}:{self.port}/{door}"
        )

    def parameters(self, door: str, user: str) -> dict[str, Any]:
        return {"host": LOOPBACK, "port": str(self.port), "user": user,
                "password": self.users[user], "dbname": door}  # fmt: skip

    def console(self, user: str) -> psycopg.Connection[Any]:
        """PgBouncer's own console; it understands simple statements only."""
        return psycopg.connect(**self.parameters("pgbouncer", user), autocommit=True,
                               cursor_factory=psycopg.ClientCursor)  # fmt: skip


def find_pgbouncer() -> str | None:
    return os.environ.get("MOTCUA_PGBOUNCER") or shutil.which(
        "pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    )


@contextlib.contextmanager
def running(
    folder: Path, *, server: dict[str, Any], users: dict[str, str], reset: str = "DISCARD ALL"
) -> Iterator[Pooler]:
    """``server``: the real database's address. ``users``: name and password of each."""
    program = find_pgbouncer()
    assert program
    port = free_port()
    _write(folder, port, server, users, reset)
    command = [program, str(folder / "pgbouncer.ini")]
    who = {}
    if os.geteuid() == 0:
        # It refuses to run as root; who started PostgreSQL may read what it needs.
        who = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **who)  # type: ignore[call-overload]
    try:
        deadline = time.monotonic() + 30
        while not answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)
        yield Pooler(port, folder, users)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        end_process(process.pid, __import__("signal").SIGKILL)
        process.wait()


def _write(
    folder: Path, port: int, server: dict[str, Any], users: dict[str, str], reset: str
) -> None:
    real = f"host={server['host']} port={server['port']} dbname={server['dbname']}"
    doors = "\n".join(f"{name} = {real} {special}" for name, special in DOORS.items())
    (folder / "users.txt").write_text(
        "".join(f'"{name}" "{password}"\n' for name, password in users.items())
    )
    (folder / "pgbouncer.ini").write_text(
        f"""[databases]
{doors}
[pgbouncer]
listen_addr = {LOOPBACK}
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder / "users.txt"}
stats_users = {", ".join(users)}
default_pool_size = {POOL_SIZE}
server_reset_query = {reset}
server_reset_query_always = 0
"""
    )
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
