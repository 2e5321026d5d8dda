"""The product's web server as ``make demo`` starts it, on a port of its own."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from infra.dev import child
from infra.dev.demo import PLATFORM_HOST, programs
from infra.dev.places import ROOT

_SECONDS_TO_ANSWER = 90.0


class Web:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def workers(self) -> list[int]:
        """Every process of the server except the one that only watches over it."""
        return [pid for pid in _family(self.process.pid) if not _is_wrapper(pid)]

    def cpu_seconds(self) -> float:
        return sum(_cpu_of(pid) for pid in self.workers())

    def pss_bytes(self) -> dict[int, int]:
        return {pid: _pss_of(pid) for pid in self.workers()}


@contextlib.contextmanager
def web(
    port: int, *, settings: str = "tests.benchmarks.settings", bare: bool = False
) -> Iterator[Web]:
    """Up and healthy inside; ended afterwards."""
    var = Path(os.environ["MOTCUA_VAR"])
    env = dict(os.environ, DJANGO_SETTINGS_MODULE=settings, MOTCUA_LOG_LEVEL="WARNING")
    command = programs(port, var)["web"]
    if bare:
        command = [each.replace("motcua.config.wsgi", "tests.benchmarks.bare") for each in command]
    log = var / f"web-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-S", "-E", child.__file__, str(os.getpid()), *command],
            cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait(process, port, log)
        yield Web(process, port, log)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_ANSWER
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": f"nobody.{PLATFORM_HOST}"})
            if connection.getresponse().status == http.HTTPStatus.NOT_FOUND:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise RuntimeError(f"The web server gave no answer:\n{log.read_text(errors='replace')[-3000:]}")


def _family(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int(_stat(int(entry.name))[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += children.get(each, [])
    return found


def _is_wrapper(pid: int) -> bool:
    return child.__file__.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _cpu_of(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pss_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
