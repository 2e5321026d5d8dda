"""``make demo``: the whole product on this machine, until Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from infra.dev import preflight
from infra.dev.errors import SetupError
from infra.dev.frontend import BUILD_STAMP
from infra.dev.merged_log import MergedLog
from infra.dev.places import LOGS, PYTHON_LOCKS, ROOT, VAR, venv_python
from infra.dev.ports import LOOPBACK
from infra.dev.secret_files import secret_environment
from infra.dev.servers import Services
from infra.dev.stamps import digest_of, is_stamped, put_stamp, sources_under
from infra.dev.steps import Steps, fail, say
from infra.dev.supervisor import Supervisor

PLATFORM_HOST = "motcua.localhost"
_SECONDS_TO_ANSWER = 120.0
_INTERRUPTED = 130
_WEB_PROCESSES = "2"
_WEB_THREADS = "4"
_WORKER_PROCESSES = "2"


def main() -> int:
    """Run the demo; returns the exit status."""
    lock = preflight.demo_lock()
    if (holder := lock.try_take()) is not None:
        return fail(preflight.already_running(holder))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    services = Services.chosen(VAR, durable=True)
    try:
        preflight.check_port()
        return _run(services)
    except SetupError as problem:
        return fail(problem)
    except OSError as problem:
        return fail(SetupError(f"{problem.strerror or problem}: {problem.filename or ROOT}."))
    except KeyboardInterrupt:
        say("\n  Stopped before it was up; nothing is left running.")
        return 130
    finally:
        _ignore_signals()
        services.stop()
        lock.release()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _ignore_signals() -> None:
    """A second Ctrl-C must not interrupt the closing of the database."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _run(services: Services) -> int:
    began = time.monotonic()
    port = preflight.web_port()
    steps = Steps()
    env = demo_environment(port) | services.start(steps)
    accounts = prepare_database(env)
    collect_static_files(steps, env)
    log = MergedLog(LOGS / "motcua.log")
    if services.postgres is not None:
        log.follow_file("postgres", services.postgres.log)
    if services.redis is not None:
        log.follow_file("redis", services.redis.log)

    supervisor = Supervisor(
        log, serving(env), lambda: services.mend(lambda text: log.write("motcua", text))
    )
    try:
        _start_programs(supervisor, port, env)
        with steps.step("Waiting for the first answer"):
            _wait_for_health(supervisor, port, log)
        _show_addresses(port, accounts, time.monotonic() - began)
        log.show_from_now(with_held=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, supervisor.request_stop)
        supervisor.watch()
        say("\n  Ending …")
    finally:
        _ignore_signals()
        supervisor.stop()
    services.stop()
    say("  Everything that was started has ended. The data stays in var/.")
    return 0


def serving(env: Mapping[str, str]) -> dict[str, str]:
    """The web and the workers sign in as the role that owns nothing, and never see the other."""
    own = {name: value for name, value in env.items() if name != "MOTCUA_WEB_DATABASE_URL"}
    web = env.get("MOTCUA_WEB_DATABASE_URL")
    return own | ({"MOTCUA_DATABASE_URL": web} if web else {})


def demo_environment(port: int) -> dict[str, str]:
    """What every process of the demo is told; a name that is already set wins."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
        "MOTCUA_SIMULATORS": "1",
        "MOTCUA_PLATFORM_HOST": PLATFORM_HOST,
        "MOTCUA_PUBLIC_PORT": str(port),
        "MOTCUA_SCHEME": "http",
        "MOTCUA_ALLOW_LOOPBACK": "1",
        "MOTCUA_VAR": str(VAR),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
        **secret_environment(VAR / "secrets"),
    }
    return defaults | dict(os.environ)


def prepare_database(env: Mapping[str, str]) -> str:
    """Migrations, template schema, demo tenants; returns the list of addresses and accounts."""
    accounts = VAR / "accounts.txt"
    command = [str(venv_python()), "-m", "infra.dev.prepare", str(accounts)]
    # Its progress is for a person; what it logs on the way is not.
    quiet = dict(env, MOTCUA_LOG_LEVEL="WARNING")
    code = subprocess.call(command, cwd=ROOT, env=quiet, stdin=subprocess.DEVNULL)
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    if code != 0:
        raise SetupError("The database could not be prepared; the reason is above.")
    return accounts.read_text().rstrip()


def collect_static_files(steps: Steps, env: Mapping[str, str]) -> None:
    """Style sheets and scripts where the web server serves them from; skipped when unchanged."""
    digest = digest_of([BUILD_STAMP, *PYTHON_LOCKS, *_own_static_files()])
    stamp = VAR / "static.stamp"
    if is_stamped(stamp, digest):
        return
    command = [venv_python(), "platform/manage.py", "collectstatic", "--noinput", "--clear"]
    steps.run("Collecting style sheets and scripts", command, env=env)
    put_stamp(stamp, digest)


def _own_static_files() -> Iterator[Path]:
    for home in ("platform", "tenants", "formbuilder", "billing"):
        for folder in sorted((ROOT / home).rglob("static")):
            yield from sources_under(folder)


def _start_programs(supervisor: Supervisor, port: int, env: Mapping[str, str]) -> None:
    for name, command in programs(port, VAR).items():
        supervisor.start(name, command)
    # New agencies need new schemas: the one program that signs in as the database's owner.
    owner = [str(venv_python()), "platform/manage.py", "run_owner_jobs"]
    own = {name: value for name, value in env.items() if name != "MOTCUA_WEB_DATABASE_URL"}
    supervisor.start("owner", owner, own | {"MOTCUA_LOG_LEVEL": "WARNING"})


def programs(port: int, var: Path) -> dict[str, list[str]]:
    """What the product consists of beside its database and Redis: name and command, in order."""
    python = str(venv_python())
    address = os.environ.get("MOTCUA_BIND", LOOPBACK)
    web = [
        python, "-m", "gunicorn", "motcua.config.wsgi:application",
        f"--bind={address}:{port}", "--worker-class=gthread", "--preload",
        f"--workers={os.environ.get('MOTCUA_WEB_PROCESSES', _WEB_PROCESSES)}",
        f"--threads={os.environ.get('MOTCUA_WEB_THREADS', _WEB_THREADS)}",
        "--timeout=60", "--graceful-timeout=10", "--no-control-socket",
        "--log-level=warning", "--worker-tmp-dir=" + str(_heartbeat_folder()),
        # Zalo's own headers have underscores; the simulated Zalo is one of these pages.
        "--forwarder-headers=SCRIPT_NAME,PATH_INFO,SECRET_KEY,ACCESS_TOKEN",
    ]  # fmt: skip
    worker = [
        # It reads and writes only var/, and asks for no more when root starts the demo.
        python, "-W", "ignore:You're running the worker with superuser",
        "-m", "celery", "--app=motcua.config.celery:app", "--quiet", "worker",
        f"--concurrency={os.environ.get('MOTCUA_WORKER_PROCESSES', _WORKER_PROCESSES)}",
        "--loglevel=WARNING", "--without-mingle", "--without-gossip",
    ]  # fmt: skip
    beat = [
        python, "-m", "celery", "--app=motcua.config.celery:app", "--quiet", "beat",
        "--loglevel=WARNING", "--pidfile=", f"--schedule={var / 'celerybeat-schedule'}",
    ]  # fmt: skip
    return {"web": web, "worker": worker, "beat": beat}


def _heartbeat_folder() -> str:
    """In memory where possible: a slow disk must not make a worker look dead."""
    memory = "/dev/shm"  # noqa: S108
    return memory if os.access(memory, os.W_OK) else str(VAR)


def _wait_for_health(supervisor: Supervisor, port: int, log: MergedLog) -> None:
    deadline = time.monotonic() + _SECONDS_TO_ANSWER
    while not is_healthy(port):
        dead = supervisor.ended()
        if dead or time.monotonic() > deadline:
            log.show_from_now(with_held=True)
            what = f"The {dead} process ended" if dead else "The web server gave no answer"
            raise SetupError(f"{what} while starting; its log is above and in {LOGS}/motcua.log.")
        time.sleep(0.2)


def is_healthy(port: int) -> bool:
    """Whether the platform's own page of health says yes."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"{PLATFORM_HOST}:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _show_addresses(port: int, accounts: str, seconds: float) -> None:
    """Addresses and accounts, as told by the product itself, which knows its tenants."""
    say(f"\n{accounts}\n")
    say(f"  Motcua is up at http://{PLATFORM_HOST}:{port}/ after {seconds:.0f} s. Ctrl-C ends it.")
    say(f"  The log goes on below and in {(LOGS / 'motcua.log').relative_to(ROOT)}.\n")


if __name__ == "__main__":
    sys.exit(main())
