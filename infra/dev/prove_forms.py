"""``make prove-forms``: what the form builder claims, counted by running it; one line of JSON.

Every figure comes from the reports of real runs: pytest's and Vitest's, and the files the tests
write. ``ARGS`` or ``MOTCUA_RECORDS`` name other national records (files or folders).
``MOTCUA_PROVE_WITHOUT_BROWSER=1`` leaves the nine procedures in the browser out, and says so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from infra.dev.browser import find_chromium
from infra.dev.errors import SetupError
from infra.dev.node import npm
from infra.dev.places import FRONTEND, ROOT, VAR, venv_python
from infra.dev.proof_reports import Outcomes, Proof, pytest_outcomes, vitest_outcomes
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail

_HOME = VAR / "test"
_REPORTS = VAR / "proof"
_RECORDS = ROOT.parent / "shared" / "data" / "procedures"
"""Where the sample of national records lies beside a checkout, if it does."""
_PYTHON = ("tests/contracts/test_field_types.py", "tests/unit/formbuilder/test_golden.py")
_VITEST = (
    "packages/field-types/test/contract.test.ts",
    "packages/form-engine/test/corpus.test.ts",
)
_RECORD_TESTS = "tests/integration/importers/test_records.py"
_PROCEDURE_TESTS = ROOT / "tests" / "functional" / "test_procedures.py"


def main(arguments: list[str]) -> int:
    """Run everything, print the line; 0 when every claim holds."""
    began = time.monotonic()
    services = Services.chosen(_HOME, durable=False)
    already_running = services.are_running()
    _REPORTS.mkdir(parents=True, exist_ok=True)
    for old in _REPORTS.glob("*.*"):
        old.unlink()
    try:
        # Standard output is for the one line.
        sys.stdout, kept = sys.stderr, sys.stdout
        try:
            chromium = find_chromium()
            env = _environment(chromium, arguments[1:]) | services.start(Steps())
            proof = _prove(env, chromium)
        finally:
            sys.stdout = kept
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))
    finally:
        if not already_running:
            services.stop()
    line = {**proof.figures, "seconds": round(time.monotonic() - began, 1)}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0 if proof.holds else 1


def _environment(chromium: str | None, places: list[str]) -> dict[str, str]:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings.test",
        "MOTCUA_TEST_SERVICES_DIR": str(_HOME),
        "MOTCUA_VAR": str(_HOME / "var"),
        "MOTCUA_TEST_DB": "test_prove_forms",
        "MOTCUA_PROOF_FILE": str(_REPORTS / "figures.json"),
    }
    if chromium:
        env["MOTCUA_CHROMIUM"] = chromium
    if places:
        env["MOTCUA_RECORDS"] = os.pathsep.join(str(Path(each).resolve()) for each in places)
    elif "MOTCUA_RECORDS" not in env and _RECORDS.is_dir():
        env["MOTCUA_RECORDS"] = str(_RECORDS)
    return env


def _prove(env: dict[str, str], chromium: str | None) -> Proof:
    proof = Proof()
    python = _pytest("forms", env, *_PYTHON)
    browser = _vitest(env)
    proof.count_field_types(python, browser)
    proof.count_vectors(python, browser, ROOT / "tests" / "golden" / "rules")
    records = _pytest("records", env, _RECORD_TESTS, "--create-db")
    proof.take_figures(_figures(), records)
    proof.count_procedures(*_procedures(env, chromium))
    return proof


def _pytest(name: str, env: dict[str, str], *options: str) -> Outcomes:
    report = _REPORTS / f"{name}.xml"
    tell(f"Running {' '.join(option for option in options if not option.startswith('-'))} …")
    command = [
        str(venv_python()), "-m", "pytest", *options, "-q", "-n", "0", f"--junitxml={report}",
    ]  # fmt: skip
    _run(command, ROOT, env)
    return pytest_outcomes(report)


def _vitest(env: dict[str, str]) -> Outcomes:
    report = _REPORTS / "vitest.json"
    tell("Running the same in the browser's language …")
    command = npm(
        "exec", "--", "vitest", "run", *_VITEST, "--reporter=json", f"--outputFile={report}"
    )
    _run(command, FRONTEND, env)
    return vitest_outcomes(report)


def _procedures(env: dict[str, str], chromium: str | None) -> tuple[Outcomes | None, str]:
    """P1 to P9 in the browser, each in four ways; or why they were not run."""
    if os.environ.get("MOTCUA_PROVE_WITHOUT_BROWSER"):
        return None, "left out: MOTCUA_PROVE_WITHOUT_BROWSER is set"
    if chromium is None:
        return None, "left out: no Chromium was found (set MOTCUA_CHROMIUM)"
    if not _PROCEDURE_TESTS.exists():
        return None, "left out: this checkout has no such tests"
    path = str(_PROCEDURE_TESTS.relative_to(ROOT))
    return _pytest("procedures", env | {"MOTCUA_EVERY_WAY": "1"}, path), ""


def _run(command: list[str], folder: Path, env: dict[str, str]) -> None:
    """What failed is in the reports; a run that could not begin leaves none."""
    subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )


def _figures() -> dict[str, Any]:
    path = _REPORTS / "figures.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def tell(message: str) -> None:
    """Progress, apart from the one line on standard output."""
    print(f"  {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
