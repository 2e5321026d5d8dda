"""``make test`` runs every test, ``make check`` reads the code; a plain account ends each.

Two cores are kept busy to the end: the journeys, which mostly wait for browsers, go first in line;
beside them run the tests of Python; those of the front end, and then those that start and stop
servers of their own, take what is left.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from infra.dev.browser import find_chromium
from infra.dev.check_report import Check, Report
from infra.dev.errors import SetupError
from infra.dev.frontend import wait_for_beside
from infra.dev.node import npm
from infra.dev.places import FRONTEND, ROOT, VAR, VENV, venv_python
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail, say

_TEST_HOME = VAR / "test"
_PROCESSES = "2"
_PURE = ("unit", "architecture", "i18n")
_LONG = ("security",)
_PRODUCT = ("faults", "functional")
"""Where tests share one running product; those elsewhere start what they need themselves."""
_SOME_FAILED = 1
"""pytest's exit status for failed tests; others mean that it could not run."""
_APART = re.compile(r"\bmark\.(browser|services)\b")
_NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
"""Without the compiled modules every one of some twenty processes would compile them again."""


def main(arguments: list[str]) -> int:
    """Run the checks (``check``) or the tests (``test``)."""
    report = Report()
    services = Services.chosen(_TEST_HOME, durable=False)
    already_running = services.are_running()
    try:
        chromium = find_chromium()
        env = _environment(chromium) | services.start(Steps())
        if arguments[:1] == ["test"]:
            _test(report, env, chromium)
        else:
            _check_statically(report, env)
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
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
    kept["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings.test"
    kept["MOTCUA_TEST_SERVICES_DIR"] = str(_TEST_HOME)
    kept["MOTCUA_VAR"] = str(_TEST_HOME / "var")
    if chromium:
        kept["MOTCUA_CHROMIUM"] = chromium
    return kept


def _check_statically(report: Report, env: dict[str, str]) -> None:
    """Python on one core, the front end on the other."""
    lanes = (_python_checks(), _front_end_checks())
    with ThreadPoolExecutor(len(lanes)) as pool:
        for lane in [pool.submit(_run_lane, report, checks, env) for checks in lanes]:
            lane.result()


def _python_checks() -> list[Check]:
    tool = VENV / "bin"
    run = str(venv_python())
    return [
        Check("ruff", [str(tool / "ruff"), "check", "."]),
        Check("python format", [str(tool / "ruff"), "format", "--check", "."]),
        _contracts(),
        Check("migrations", [run, "platform/manage.py", "makemigrations", "--check", "--dry-run"]),
        Check("mypy", [run, "-m", "mypy"]),
    ]


def _contracts() -> Check:
    """Which app may import which; part of the tests too, for a wrong import is a fault."""
    command = "from importlinter.cli import lint_imports_command as c; c()"
    return Check("architecture", [str(venv_python()), "-c", command])


def _front_end_checks() -> list[Check]:
    return [
        Check("tsc", npm("run", "--silent", "typecheck"), cwd=FRONTEND),
        Check("eslint", npm("run", "--silent", "lint"), cwd=FRONTEND),
        Check("front-end format", npm("run", "--silent", "format:check"), cwd=FRONTEND),
    ]


def _run_lane(report: Report, checks: list[Check], env: dict[str, str]) -> None:
    for check in checks:
        report.run(check, env)


def _test(report: Report, env: dict[str, str], chromium: str | None) -> None:
    """Lanes side by side: browsers and servers that are killed mostly wait."""
    marks = "services or browser"
    if chromium is None:
        report.leave_out(
            "browser journeys",
            "no Chromium was found (Debian: `apt-get install chromium`, "
            "elsewhere: set MOTCUA_CHROMIUM)",
        )
        marks = "services and not browser"
    env["MOTCUA_TEST_RUN"] = secrets.token_hex(8)
    built = _TEST_HOME / "front-end-is-built"
    built.unlink(missing_ok=True)
    env["MOTCUA_AWAIT_FRONT_END"] = str(built)
    tests = Suite(
        "tests", "not (services or browser)", ("-n", _PROCESSES),
        places=_pure_first(), before=_giving_way(5),
    )  # fmt: skip
    journeys = Suite(
        "journeys and faults", marks, ("-n", "0"), places=_files_apart(with_product=True)
    )
    servers = Suite("servers", marks, ("-n", "0"), places=_files_apart(with_product=False))
    with ThreadPoolExecutor(2) as pool:
        beside = [pool.submit(_front_end_and, servers, report, env, built)]
        _compile_once(env)
        beside.append(pool.submit(_alone, journeys, report, env))
        report.add_tests(tests.name, tests.run(env), tests.results)
        for lane in beside:
            lane.result()


def _compile_once(env: dict[str, str]) -> None:
    """On a fresh checkout; otherwise two processes at once would compile what all import."""
    if not any((ROOT / "platform" / "motcua" / "kernel").glob("__pycache__/*.pyc")):
        command = [str(venv_python()), "-c", "import django; django.setup()"]
        # Whatever is wrong is told by the tests.
        subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)


def _front_end_and(servers: Suite, report: Report, env: dict[str, str], built: Path) -> None:
    """Its tests, as soon as it is built; that is told to whoever waits (``tests/front_end.py``)."""
    if not wait_for_beside():
        # What it printed stands above; the tests that need it say so too.
        report.failures.append("building the front end")
    built.touch()
    # The tests of the front end have deadlines and wait for nobody.
    _run_lane(report, [Check("vitest", npm("run", "--silent", "test"), cwd=FRONTEND)], env)
    _alone(servers, report, env)


def _giving_way(steps: int) -> tuple[str, ...]:
    """Who only computes lets those go first for whom somebody waits with a deadline."""
    nice = shutil.which("nice")
    return (nice, "-n", f"{steps}") if nice else ()


def _alone(suite: Suite, report: Report, env: dict[str, str]) -> None:
    """On a database of PostgreSQL's and one of Redis's for itself (``tests/copies.py``,
    ``tests/services.py``). What fails gets one more go, and that is said: a browser or a killed
    server on a crowded machine may miss a deadline that says nothing about the product."""
    own = env | {"MOTCUA_TEST_COPY": suite.name.split()[0]}
    code = suite.run(own, aside=True)
    if code == _SOME_FAILED:
        say(f"\n── {suite.name}: what failed, once more ──")
        code = suite.run(own, "--last-failed", aside=True)
    report.add_tests(suite.name, code, suite.results)


def _files_apart(*, with_product: bool) -> tuple[str, ...]:
    """Only what may hold such tests is imported: reading all files takes half a minute."""
    return tuple(
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if (path.relative_to(ROOT).parts[1] in _PRODUCT) is with_product
        and _APART.search(path.read_text())
    )


def _pure_first() -> tuple[str, ...]:
    """They run while the front end is still being built and the database made. Then what takes
    longest: at the end no process may be left with half a minute of work for itself."""
    folders = (path for path in (ROOT / "tests").iterdir() if any(path.rglob("test_*.py")))
    names = {path.name for path in folders} - {"benchmarks", *_PURE, *_LONG}
    return tuple(f"tests/{name}" for name in (*_PURE, *_LONG, *sorted(names)))


@dataclass(frozen=True, slots=True)
class Suite:
    """One run of pytest over the tests with certain marks."""

    name: str
    marks: str
    options: tuple[str, ...]
    places: tuple[str, ...] = ("tests",)
    before: tuple[str, ...] = ()

    @property
    def results(self) -> Path:
        return _TEST_HOME / f"{self.name.replace(' ', '-')}.xml"

    def run(self, env: dict[str, str], *more: str, aside: bool = False) -> int:
        """pytest's exit status. ``aside``: told when it is over, not while another run talks."""
        self.results.unlink(missing_ok=True)
        command = [
            *self.before, str(venv_python()), "-m", "pytest", *self.places,
            "--ignore=tests/benchmarks", "-q", "--create-db", "--reuse-db",
            f"--junitxml={self.results}", "-m", self.marks,
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
