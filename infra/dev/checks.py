"""``make test`` and ``make check``: every check and test, with a plain account at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

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
    # Servers that are killed and browsers that draw want the machine for themselves.
    apart = "services or browser"
    _pytest(report, "tests", env, f"not ({apart})", "-n", _PROCESSES)
    if chromium is None:
        report.leave_out(
            "browser journeys",
            "no Chromium was found (Debian: `apt-get install chromium`, "
            "elsewhere: set MOTCUA_CHROMIUM)",
        )
        apart = "services and not browser"
    _pytest(report, "journeys and faults", env, apart, "-n", "0", tries=2)


def _pytest(
    report: Report, name: str, env: dict[str, str], marks: str, *options: str, tries: int = 1
) -> None:
    """``tries=2`` gives what failed one more go, and says so: a browser or a killed server on a
    crowded machine may miss a deadline that says nothing about the product."""
    results = _TEST_HOME / f"{name.replace(' ', '-')}.xml"
    results.unlink(missing_ok=True)
    command = [
        str(venv_python()), "-m", "pytest", "tests", "--ignore=tests/benchmarks", "-q",
        f"--junitxml={results}", "-m", marks, *options,
    ]  # fmt: skip
    say(f"\n── {name} ──")
    code = _run_tests([*command, "--create-db"], env)
    if code == _SOME_FAILED and tries > 1:
        say(f"\n── {name}: what failed, once more ──")
        code = _run_tests([*command, "--reuse-db", "--last-failed"], env)
    report.add_tests(name, code, results)


def _run_tests(command: list[str], env: dict[str, str]) -> int:
    return subprocess.run(
        command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
