"""The whole product as its own processes, on data of its own, for tests that look from outside."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.dev import child
from infra.dev.demo import PLATFORM_HOST, programs
from infra.dev.embedded import Postgres, Redis
from infra.dev.places import ROOT, venv_python
from infra.dev.ports import LOOPBACK, free_port, is_port_free
from infra.dev.processes import end_process, wait_until
from infra.dev.secret_files import secret_environment
from tests.functional.inside import Inside

DATABASE = "motcua"
_SECONDS_TO_ANSWER = 300.0
_OWNER = (str(venv_python()), "platform/manage.py", "run_owner_jobs")
"""What only the database's owner may do; the demonstration runs it beside the others."""


class Product:
    """Web server, worker, beat, PostgreSQL and Redis under one folder. Nothing is shared."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.var = home / "var"
        self.port = _kept_port(home)
        self.postgres = Postgres(home / "postgres", durable=True)
        self.redis = Redis(home / "redis", durable=True)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.env: dict[str, str] = {}
        self.inside = Inside(self._log("setup"))

    @property
    def platform(self) -> str:
        return f"http://{PLATFORM_HOST}:{self.port}"

    def site(self, slug: str) -> str:
        """Address of a tenant's portal, without a slash at its end."""
        return f"http://{slug}.{PLATFORM_HOST}:{self.port}"

    def start(self, *, fill: Callable[[str], None] = lambda _address: None) -> None:
        """From nothing to the first answer. Who opens and closes agencies starts ``owner`` too.

        ``fill`` may put into the new database what spares the migrations.
        """
        (self.var / "log").mkdir(parents=True, exist_ok=True)
        self.start_database()
        self.start_redis()
        self.postgres.ensure_database(DATABASE)
        self.env = self._environment()
        self._prepare(fill)
        for name in ("web", "worker", "beat"):
            self.start_program(name)
        self.wait_until_up()

    def stop(self, *, keep: bool = False) -> None:
        """``keep`` leaves the data for another start from the same folder."""
        self.inside.stop()
        for name in list(self.processes):
            self.kill_program(name, signal.SIGTERM if keep else signal.SIGKILL)
        self.redis.stop()
        self.postgres.stop()
        if not keep:
            shutil.rmtree(self.home, ignore_errors=True)

    def _prepare(self, fill: Callable[[str], None]) -> None:
        done = self.var / "prepared"
        if done.exists():
            self.run(str(venv_python()), "platform/manage.py", "collectstatic", "--noinput")
            return
        fill(self.env["MOTCUA_DATABASE_URL"])
        self.ask("tests.functional.prepare")
        done.touch()

    def run(self, *command: str) -> str:
        """Run a command with the product's environment; returns what it printed."""
        with self._log("setup").open("ab") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=log, check=False
            )
        if done.returncode:
            tail = self._log("setup").read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{' '.join(command[1:])} failed:\n{tail}")
        return done.stdout.decode()

    def ask(self, module: str, **given: Any) -> Any:
        """What ``main`` of that module finds or does, from inside (``inside.py``)."""
        return self.inside.ask(module, env=self.env, **given)

    # -- programs --------------------------------------------------------------------------------

    def start_program(self, name: str) -> None:
        command = [*_OWNER] if name == "owner" else programs(self.port, self.var)[name]
        with self._log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-S", "-E", child.__file__, str(os.getpid()), *command],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill_program(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """The program with all its children; SIGTERM is given time before it is enforced."""
        process = self.processes.pop(name)
        if number is not signal.SIGKILL:
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def start_database(self) -> None:
        self.postgres.ensure()

    def start_redis(self) -> None:
        self.redis.ensure()

    def kill_database(self) -> None:
        """kill -9 of the postmaster; its children end when they notice."""
        pid = self.postgres.pid()
        assert pid is not None
        assert end_process(pid, signal.SIGKILL)

    def kill_redis(self) -> None:
        pid = self.redis.pid()
        assert pid is not None
        assert end_process(pid, signal.SIGKILL)

    def is_up(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=10)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"{PLATFORM_HOST}:{self.port}"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_until_up(self) -> None:
        if not wait_until(self.is_up, seconds=_SECONDS_TO_ANSWER, every=0.2):
            raise RuntimeError(f"The web server gave no answer:\n{self.told('web')}")

    def told(self, name: str, characters: int = 3000) -> str:
        """The end of a program's log."""
        path = self._log(name)
        return path.read_text(errors="replace")[-characters:] if path.exists() else ""

    def _log(self, name: str) -> Path:
        return self.var / "log" / f"{name}.log"

    def _environment(self) -> dict[str, str]:
        outside = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
        outside |= {k: v for k, v in os.environ.items() if k == "MOTCUA_CHROMIUM"}
        redis = self.redis.url()
        return outside | {
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
            "MOTCUA_SIMULATORS": "1",
            "MOTCUA_PLATFORM_HOST": PLATFORM_HOST,
            "MOTCUA_PORT": str(self.port),
            "MOTCUA_PUBLIC_PORT": str(self.port),
            "MOTCUA_SCHEME": "http",
            "MOTCUA_ALLOW_LOOPBACK": "1",
            # Nobody but a test's own name server, where there is one (``nameserver.py``).
            "MOTCUA_DNS_SERVERS": f"{LOOPBACK}:{self.port}",
            "MOTCUA_VAR": str(self.var),
            "MOTCUA_DATABASE_URL": self.postgres.address().url(DATABASE),
            "MOTCUA_REDIS_URL": redis,
            "MOTCUA_BROKER_URL": f"{redis.removesuffix('/0')}/1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
            **secret_environment(self.var / "secrets"),
        }


def _kept_port(home: Path) -> int:
    """The same as before for a folder used again: addresses with it are in its database."""
    noted = home / "port"
    if noted.exists() and is_port_free(port := int(noted.read_text())):
        return port
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    noted.write_text(str(port))
    return port


def main() -> None:
    """``python -m tests.functional.product FOLDER``: run it until Ctrl-C, for trying by hand; the data stays."""
    product = Product(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        product.port = int(sys.argv[2])
    # A shell that starts it in the background makes it deaf to Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        product.start()
        sys.stderr.write(f"up at {product.platform}/\n")
        for name, value in product.env.items():
            if name.startswith(("MOTCUA_", "DJANGO_")):
                sys.stderr.write(f"export {name}={value}\n")
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        pass
    finally:
        product.stop(keep=True)


if __name__ == "__main__":
    main()
