"""An embedded Redis: started, found again and stopped."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.filelock import file_lock
from infra.dev.identity import RunAs
from infra.dev.ports import LOOPBACK, answers, free_port, is_port_free
from infra.dev.processes import end_process, is_alive, wait_until
from infra.dev.wheels import redis_program

_SECONDS_TO_START = 60.0


class Redis:
    """One instance in one folder, on loopback only, behind a password.

    Its append-only file is written every second: the database holds the truth, and what a crash
    takes from the broker is found again by the reconciler.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.durable = durable
        self.log = self.folder / "redis.log"

    def ensure(self) -> str:
        """Start or find it and return its address; safe to be called by several processes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with file_lock(self.folder / "lock"):
            if not self.is_running():
                self._start()
            return self.url()

    def url(self) -> str:
        """Address of database 0."""
        return f"redis://:{self._password()}@{LOOPBACK}:{self._port()}/0"

    def pid(self) -> int | None:
        """Its process id, if it lives."""
        try:
            pid = int((self.folder / "redis.pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if is_alive(pid) else None

    def is_running(self) -> bool:
        """Whether it takes connections."""
        return self.pid() is not None and self._port() > 0 and answers(self._port())

    def stop(self) -> None:
        """Write down and end."""
        if not self.folder.exists():
            return
        with file_lock(self.folder / "lock"):
            pid = self.pid()
            if pid is not None and self.is_running():
                end_process(pid, signal.SIGTERM, signal.SIGKILL, seconds=10.0)

    def _start(self) -> None:
        port = self._choose_port()
        configuration = self.folder / "redis.conf"
        descriptor = os.open(configuration, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write("".join(f"{line}\n" for line in self._configuration(port)))
        # A relative path: Redis cuts its configuration at spaces, and folders may have them.
        command = RunAs().command([str(redis_program()), "redis.conf"], log_file=self.log)
        subprocess.run(command, cwd=self.folder, check=True)
        if not wait_until(self.is_running, seconds=_SECONDS_TO_START):
            raise SetupError(f"Redis did not start: see {self.log}.")

    def _configuration(self, port: int) -> list[str]:
        lasting = ["appendonly yes", "appendfsync everysec"]
        return [
            f"bind {LOOPBACK}",
            f"port {port}",
            "protected-mode yes",
            f"requirepass {self._password()}",
            "pidfile redis.pid",
            # Redis writes no pid file in the foreground unless it believes it was asked to.
            "daemonize no",
            "dir .",
            'save ""',
            "maxmemory-policy noeviction",
            *(lasting if self.durable else ["appendonly no"]),
        ]

    def _choose_port(self) -> int:
        kept = self._port()
        port = kept if kept and is_port_free(kept) and not answers(kept) else free_port()
        (self.folder / "port").write_text(f"{port}\n")
        return port

    def _port(self) -> int:
        try:
            return int((self.folder / "port").read_text())
        except (OSError, ValueError):
            return 0

    def _password(self) -> str:
        path = self.folder / "password"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as handle:
                handle.write(secrets.token_urlsafe(32))
        return path.read_text().strip()
