"""The product's own programs on the address the proof's tenants have."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from infra.dev import child
from infra.dev.demo import PLATFORM_HOST, programs
from infra.dev.places import ROOT
from infra.dev.ports import LOOPBACK
from infra.dev.processes import wait_until

_SECONDS_TO_ANSWER = 300.0


class Program:
    """``web``, ``worker`` or ``beat``, as ``make demo`` starts it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.var = Path(os.environ["MOTCUA_VAR"])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """``web`` answers afterwards."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-S", "-E", child.__file__, str(os.getpid())),
                    *programs(port(), self.var)[self.name],
                ],
                cwd=ROOT,
                env=os.environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self.name != "web":
            return
        wait_until(self._is_settled, seconds=_SECONDS_TO_ANSWER, every=0.2)
        if not is_up():
            raise RuntimeError(f"The web server gave no answer:\n{self.told()}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """With all its children; SIGTERM is given time before it is enforced."""
        process, self.process = self.process, None
        if process is None:
            return
        if number is not signal.SIGKILL:
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _is_settled(self) -> bool:
        """It answers, or never will."""
        return is_up() or self.process is None or self.process.poll() is not None

    @property
    def log(self) -> Path:
        return self.var / "log" / f"{self.name}.log"

    def told(self, characters: int = 3000) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-characters:]


@contextlib.contextmanager
def running(name: str) -> Iterator[Program]:
    program = Program(name)
    try:
        program.start()
        yield program
    finally:
        program.stop()


def web() -> contextlib.AbstractContextManager[Program]:
    """The product over HTTP: ``platform()``, ``site("lam-dong")``."""
    return running("web")


def worker() -> contextlib.AbstractContextManager[Program]:
    """Takes what the broker holds. Where nobody has to wait, ``outbox.drain`` is quicker."""
    return running("worker")


def port() -> int:
    return int(os.environ["MOTCUA_PORT"])


def platform() -> str:
    """Its address, without a slash at its end."""
    return f"http://{PLATFORM_HOST}:{port()}"


def site(slug: str) -> str:
    return f"http://{slug}.{PLATFORM_HOST}:{port()}"


def is_up() -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port(), timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"{PLATFORM_HOST}:{port()}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
