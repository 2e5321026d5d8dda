"""``make test`` and ``make check``: every check and test, with a plain account at the end."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infra.dev.browser import find_chromium
from infra.dev.check_report import Check, Report
from infra.dev.errors import SetupError
from infra.dev.node import npm
from infra.dev.places import FRONTEND, ROOT, VAR, VENV, venv_python
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail, say

_TEST_HOME = VAR / "test"
_PROCESSES = "2"
_SOME_FAILED = 1
"""pytest's exit status for failed tests; others mean that it could not run."""


def main(arguments: list[str]) -> int:
    """Run the checks (``check``), or the checks and the tests (``test``)."""
    report = Report()
    services = Services.chosen(_TEST_HOME, durable=False)
    already_running = services.are_running()
    try:
        chromium = find_chromium()
        env = _environment(chromium) | services.start(Steps())
        _check_statically(report, env)
        if arguments[:1] == ["test"]:
            _test(report, env, chromium)
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))
    finally:
        # Those who test by hand at the same time keep their servers.
        if not already_running:
            services.stop()
    return report.close()


def _environment(chromium: str | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    kept["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings.test"
    kept["MOTCUA_TEST_SERVICES_DIR"] = str(_TEST_HOME)
    kept["MOTCUA_VAR"] = str(_TEST_HOME / "var")
    if chromium:
        kept["MOTCUA_CHROMIUM"] = chromium
    return kept


def _check_statically(report: Report, env: dict[str, str]) -> None:
    """Python on one core, the front end on the other."""
    tool = VENV / "bin"
    run = str(venv_python())
    migrations = [run, "platform/manage.py", "makemigrations", "--check", "--dry-run"]
    python = [
        Check("ruff", [str(tool / "ruff"), "check", "."]),
        Check("python format", [str(tool / "ruff"), "format", "--check", "."]),
        Check(
            "architecture",
            [run, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        ),
        Check("migrations", migrations),
        Check("mypy", [run, "-m", "mypy"]),
    ]
    front_end = [
        Check("tsc", npm("run", "--silent", "typecheck"), cwd=FRONTEND),
        Check("eslint", npm("run", "--silent", "lint"), cwd=FRONTEND),
        Check("front-end format", npm("run", "--silent", "format:check"), cwd=FRONTEND),
        Check("vitest", npm("run", "--silent", "test"), cwd=FRONTEND),
    ]
    with ThreadPoolExecutor(2) as pool:
        lanes = [pool.submit(_run_lane, report, lane, env) for lane in (python, front_end)]
        for lane in lanes:
            lane.result()


def _run_lane(report: Report, checks: list[Check], env: dict[str, str]) -> None:
    for check in checks:
        report.run(check, env)


def _test(report: Report, env: dict[str, str], chromium: str | None) -> None:
    """Two lanes side by side: browsers and servers that are killed mostly wait."""
    apart = "services or browser"
    if chromium is None:
        report.leave_out(
            "browser journeys",
            "no Chromium was found (Debian: `apt-get install chromium`, "
            "elsewhere: set MOTCUA_CHROMIUM)",
        )
        apart = "services and not browser"
    env["MOTCUA_TEST_RUN"] = secrets.token_hex(8)
    with ThreadPoolExecutor(1) as beside:
        journeys = beside.submit(_journeys, report, env, apart)
        tests = Suite("tests", "not (services or browser)", ("-n", _PROCESSES))
        report.add_tests(tests.name, tests.run(env), tests.results)
        journeys.result()


def _journeys(report: Report, env: dict[str, str], marks: str) -> None:
    """What fails gets one more go, and that is said: a browser or a killed server on a crowded
    machine may miss a deadline that says nothing about the product."""
    suite = Suite("journeys and faults", marks, ("-n", "0"))
    own = env | {"MOTCUA_TEST_COPY": "journeys", "MOTCUA_REDIS_URL": _apart(env)}
    code = suite.run(own, aside=True)
    if code == _SOME_FAILED:
        say(f"\n── {suite.name}: what failed, once more ──")
        code = suite.run(own, "--last-failed", aside=True)
    report.add_tests(suite.name, code, suite.results)


def _apart(env: dict[str, str]) -> str:
    """A Redis database of its own, where the server is ours: tests empty theirs."""
    url = env.get("MOTCUA_REDIS_URL") or os.environ["MOTCUA_REDIS_URL"]
    return f"{url.removesuffix('/0')}/5" if url.endswith("/0") else url


@dataclass(frozen=True, slots=True)
class Suite:
    """One run of pytest over the tests with certain marks."""

    name: str
    marks: str
    options: tuple[str, ...]

    @property
    def results(self) -> Path:
        return _TEST_HOME / f"{self.name.replace(' ', '-')}.xml"

    def run(self, env: dict[str, str], *more: str, aside: bool = False) -> int:
        """pytest's exit status. ``aside``: told when it is over, not while another run talks."""
        self.results.unlink(missing_ok=True)
        command = [
            str(venv_python()), "-m", "pytest", "tests", "--ignore=tests/benchmarks", "-q",
            "--create-db", "--reuse-db", f"--junitxml={self.results}", "-m", self.marks,
            "-o", f"cache_dir={self.results.with_suffix('.cache')}", *self.options, *more,
        ]  # fmt: skip
        if not aside:
            say(f"\n── {self.name} ──")
        done = subprocess.run(
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False,
            stdout=subprocess.PIPE if aside else None,
            stderr=subprocess.STDOUT if aside else None, text=True, errors="replace",
        )  # fmt: skip
        if aside:
            say(f"\n── {self.name} ──\n{done.stdout}")
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
