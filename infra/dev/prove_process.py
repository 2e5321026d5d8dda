"""``make prove-process``: what processes and the one-stop office claim, counted by running it.

One line of JSON. The nine procedures run through the product's own operations, on servers of
their own that begin empty; due dates are reckoned again by walking through the calendar, papers
are read, signatures verified and audit chains recomputed by means apart from what made them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from infra.dev.errors import SetupError
from infra.dev.places import ROOT, VAR, venv_python
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail

_HOME = VAR / "prove"


def main(arguments: list[str]) -> int:
    """Start servers, run, pass the line on; 0 when every claim holds."""
    services = Services.chosen(_HOME, durable=False)
    services.stop()
    shutil.rmtree(_HOME, ignore_errors=True)
    try:
        # Standard output is for the one line.
        sys.stdout, kept = sys.stderr, sys.stdout
        try:
            env = _environment() | services.start(Steps())
        finally:
            sys.stdout = kept
        command = [str(venv_python()), "-m", "tests.processes", *arguments[1:]]
        return subprocess.call(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))
    finally:
        services.stop()
        shutil.rmtree(_HOME, ignore_errors=True)


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "MOTCUA_VAR": str(_HOME / "var"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
