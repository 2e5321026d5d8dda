"""Running a proof on servers of its own that begin empty; its one line goes to standard output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.places import ROOT, venv_python
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail


def run_module(module: str, arguments: list[str], *, home: Path, keep: bool = False) -> int:
    """``python -m module arguments`` with PostgreSQL and Redis under ``home``; its exit code.

    ``keep``: what is in ``home`` stays for another run.
    """
    services = Services.chosen(home, durable=False)
    if not keep:
        _clear(services, home)
    try:
        # Standard output is for the one line.
        sys.stdout, kept = sys.stderr, sys.stdout
        try:
            env = _environment(home) | services.start(Steps())
        finally:
            sys.stdout = kept
        command = [str(venv_python()), "-m", module, *arguments]
        return subprocess.call(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))
    finally:
        if keep:
            services.stop()
        else:
            _clear(services, home)


def _clear(services: Services, home: Path) -> None:
    services.stop()
    shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "MOTCUA_VAR": str(home / "var"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
    }
