"""An embedded PostgreSQL 18: made, started, found again and stopped.

We call the wheel's programs ourselves instead of through its Python interface, which opens every
folder up to the root of the file system to everybody when it is used by root.

Layout of one instance: ``data`` (PostgreSQL's own, owned by the user that runs it), ``socket``,
``postgres.log``, ``port``, ``password`` (of the application's role) and ``lock``.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from infra.dev.errors import SetupError
from infra.dev.filelock import file_lock
from infra.dev.identity import RunAs, choose_user
from infra.dev.ports import LOOPBACK, answers, free_port, is_port_free
from infra.dev.processes import end_process, is_alive, wait_until
from infra.dev.wheels import postgres_program

MAJOR_VERSION = "18"
ROLE = "motcua"
WEB_ROLE = "motcua_web"
SUPERUSER = "postgres"
# A socket address holds 108 bytes on Linux and 104 on macOS, its final zero included.
_LONGEST_SOCKET_PATH = 103
# Redoing the log after a crash may take a while on a slow disk.
_SECONDS_TO_START = 120.0
_SECONDS_TO_STOP = 30.0

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    # One statement that clones or drops a tenant's schema locks every table in it.
    "max_locks_per_transaction": "256",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
    "log_checkpoints": "off",
    "log_lock_waits": "on",
    # Statements and the details of refused rows hold what citizens typed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
# A process killed with -9 still loses nothing: only a crash of the whole machine could.
_THROWAWAY = {"fsync": "off", "full_page_writes": "off", "autovacuum_naptime": "10min"}
_LINUX = {"recovery_init_sync_method": "syncfs"}


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """Where the application reaches PostgreSQL: by TCP on loopback, or by the socket."""

    host: str
    port: int
    user: str
    password: str | None
    socket_dir: Path
    web_password: str | None = None

    def url(self, database: str) -> str:
        """A libpq-style address of ``database`` through the socket (faster than TCP)."""
        return self._url(database, self.user, self.password)

    def web_url(self, database: str) -> str:
        """The same for the role of the web and the workers."""
        return self._url(database, WEB_ROLE, self.web_password)

    def _url(self, database: str, user: str, password: str | None) -> str:
        secret = f":{quote(password, safe='')}" if password else ""
        folder = quote(str(self.socket_dir), safe="")
        return f"postgresql://{user}{secret}@{folder}:{self.port}/{quote(database)}"


class Postgres:
    """One instance in one folder."""

    def __init__(
        self, folder: Path, *, durable: bool = True, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.resolve()
        self.durable = durable
        self.settings = dict(settings or {})
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self.socket_dir = _socket_folder(self.folder)

    def ensure(self) -> PostgresAddress:
        """Make, start or find it; safe to be called by several processes at once."""
        _make_folder(self.folder)
        with file_lock(self.folder / "lock"):
            if not self.is_running():
                run_as = choose_user(self.data, postgres_program("postgres"))
                self._make_data(run_as)
                self._start(run_as)
            self._make_role()
            return self.address()

    def address(self) -> PostgresAddress:
        """Where it is (or was last) reachable."""
        return PostgresAddress(
            host=LOOPBACK,
            port=self._port(),
            user=ROLE,
            password=self.secret("password"),
            socket_dir=self.socket_dir,
            web_password=self.secret("web-password"),
        )

    def pid(self) -> int | None:
        """The postmaster's process id, if it lives."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if is_alive(pid) else None

    def is_running(self) -> bool:
        """Whether it takes connections."""
        return self.pid() is not None and self._accepts()

    def stop(self) -> None:
        """Close sessions, write everything down, end."""
        if not self.folder.exists():
            return
        with file_lock(self.folder / "lock"):
            pid = self.pid()
            # After a crash the file may name a stranger that got the same number: only the one
            # that listens on our socket is ours.
            if pid is not None and self._accepts():
                how = (signal.SIGINT, signal.SIGQUIT)
                if not end_process(pid, *how, seconds=_SECONDS_TO_STOP):
                    raise SetupError(f"PostgreSQL (process {pid}) does not stop: see {self.log}.")

    # -- making ----------------------------------------------------------------------------------

    def _make_data(self, run_as: RunAs) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            self._check_existing(version)
            return
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        run_as.own(fresh)
        self._initialise(fresh, run_as)
        # Renamed only when complete, so that an interrupted attempt leaves nothing half-done.
        fresh.rename(self.data)

    def _check_existing(self, version: Path) -> None:
        found = version.read_text().strip()
        if found != MAJOR_VERSION:
            raise SetupError(
                f"{self.data} was made by PostgreSQL {found}, this is {MAJOR_VERSION}: "
                "move that folder away, or use the older release to export it."
            )
        owner = self.data.stat().st_uid
        if os.geteuid() not in {0, owner}:
            raise SetupError(
                f"{self.data} belongs to another user (number {owner}): start Motcua as the user "
                "who made it, or use another copy."
            )

    def _initialise(self, target: Path, run_as: RunAs) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.folder, prefix=".pw-") as secret:
            secret.write(self.secret("superuser-password"))
            secret.flush()
            run_as.own(Path(secret.name))
            command = [
                str(postgres_program("initdb")),
                f"--pgdata={target}",
                f"--username={SUPERUSER}",
                f"--pwfile={secret.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                # PostgreSQL's own rules: the same order whatever the machine has installed.
                "--locale-provider=builtin",
                "--locale=C",
                "--builtin-locale=C.UTF-8",
                *([] if self.durable else ["--no-sync"]),
            ]
            done = subprocess.run(
                run_as.command(command),
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
                env=server_environment(),
            )
        if done.returncode != 0:
            shutil.rmtree(target, ignore_errors=True)
            raise SetupError(f"PostgreSQL could not create its data: {last_line(done.stderr)}")

    def _start(self, run_as: RunAs) -> None:
        self._clear_stale_lock()
        port = self._choose_port()
        _make_socket_folder(self.socket_dir, run_as)
        settings = dict(_SETTINGS, port=str(port), unix_socket_directories=str(self.socket_dir))
        settings |= {} if self.durable else _THROWAWAY
        settings |= _LINUX if sys.platform == "linux" else {}
        settings |= self.settings
        command = [str(postgres_program("postgres")), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        subprocess.run(
            run_as.command(command, log_file=self.log),
            cwd=self.folder,
            check=True,
            env=server_environment(),
        )
        began = time.monotonic()
        # Its own files name it a moment after the start; later, no process means it gave up.
        gone_after = began + 2.0
        wait_until(
            lambda: self._is_ready() or (time.monotonic() > gone_after and self.pid() is None),
            seconds=_SECONDS_TO_START,
        )
        if not self._is_ready():
            raise SetupError(f"PostgreSQL did not start: {last_line(self.log.read_text())}")

    def _clear_stale_lock(self) -> None:
        """Wait for the children of a killed postmaster, then drop lock files that mean nobody.

        PostgreSQL does so itself, except where the dead process is never reaped (many containers):
        it takes such a zombie for a living server and refuses to start.
        """
        lock = self.data / "postmaster.pid"
        if lock.exists() and self.pid() is not None and not self._accepts():
            wait_until(lambda: self.pid() is None or self._accepts(), seconds=3.0)
        pid = self.pid()
        if pid is None or not _is_postgres(pid):
            _wait_for_orphans(self.data)
            lock.unlink(missing_ok=True)
            for left in self.socket_dir.glob(".s.PGSQL.*"):
                left.unlink()

    def _is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready" and self._accepts()

    def _accepts(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            return probe.connect_ex(str(self.socket_dir / f".s.PGSQL.{self._port()}")) == 0

    # -- small facts kept beside the data --------------------------------------------------------

    def _port(self) -> int:
        try:
            return int((self.folder / "port").read_text())
        except (OSError, ValueError):
            return 0

    def _choose_port(self) -> int:
        kept = self._port()
        port = kept if kept and is_port_free(kept) and not answers(kept) else free_port()
        (self.folder / "port").write_text(f"{port}\n")
        return port

    def secret(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as handle:
                handle.write(secrets.token_urlsafe(32))
        return path.read_text().strip()

    # -- the application's role ------------------------------------------------------------------

    def _make_role(self) -> None:
        """The owner, which makes databases and roles, and the web's role, which makes nothing.

        Neither is a superuser.
        """
        marker = self.folder / "roles-made"
        if marker.exists():
            return
        for role, rights, secret in (
            (ROLE, "CREATEDB CREATEROLE", "password"),
            (WEB_ROLE, "NOINHERIT", "web-password"),
        ):
            self.sql(
                f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN "
                f"CREATE ROLE {role} LOGIN; END IF; END $$;"
                f"ALTER ROLE {role} {rights} PASSWORD '{self.secret(secret)}';"
            )
        marker.write_text(f"{time.time():.0f}\n")

    def ensure_database(self, name: str) -> None:
        """Create the database ``name`` for the application's role when it is missing."""
        if not name.replace("_", "").isalnum():
            raise ValueError(f"not a plain database name: {name}")
        found = self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'")  # noqa: S608
        if not found.strip():
            self.sql(f'CREATE DATABASE "{name}" OWNER {ROLE}')

    def sql(self, statement: str) -> str:
        command = [
            str(postgres_program("psql")),
            "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
            f"--host={self.socket_dir}", f"--port={self._port()}",
            f"--username={SUPERUSER}", "--dbname=postgres", "--file=-",
        ]  # fmt: skip
        environment = server_environment() | {"PGPASSWORD": self.secret("superuser-password")}
        done = subprocess.run(
            command, input=statement, capture_output=True, text=True, check=False, env=environment
        )
        if done.returncode != 0:
            raise SetupError(f"PostgreSQL refused a set-up statement: {last_line(done.stderr)}")
        return done.stdout


def server_environment() -> dict[str, str]:
    """Ours without what would send PostgreSQL's programs elsewhere or change their language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "LANG": "C", "TZ": "UTC"}


def _is_postgres(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return sys.platform != "linux"


def _wait_for_orphans(data: Path) -> None:
    """The children of a killed postmaster end by themselves, but must be gone before a new one."""
    if sys.platform == "linux":
        wait_until(lambda: not _has_orphans(data), seconds=10.0)


def _has_orphans(data: Path) -> bool:
    """Whether a process still works inside ``data``."""
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and (folder / "cwd").readlink() == data:
                return True
        except OSError:
            continue
    return False


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error:" in line or "could not" in line]
    return (telling or lines or ["no reason given"])[-1]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SetupError(f"Cannot create {folder}: {problem.strerror}.") from problem


def _socket_folder(folder: Path) -> Path:
    """Beside the data, or in the temporary folder when that path is too long for a socket."""
    beside = folder / "socket"
    if len(os.fsencode(beside / ".s.PGSQL.65535")) <= _LONGEST_SOCKET_PATH:
        return beside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"motcua-{os.geteuid()}-{digest}"


def _make_socket_folder(folder: Path, run_as: RunAs) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    expected = {os.geteuid(), run_as.uid if run_as.uid >= 0 else os.geteuid()}
    if folder.is_symlink() or folder.stat().st_uid not in expected:
        raise SetupError(f"{folder} belongs to somebody else: remove it.")
    run_as.own(folder)
    folder.chmod(0o700)
