"""``make bench``: the figures of tests/benchmarks, measured on servers of their own."""

from __future__ import annotations

import os
import subprocess
import sys

from infra.dev.errors import SetupError
from infra.dev.places import ROOT, VAR, venv_python
from infra.dev.servers import Services
from infra.dev.steps import Steps, fail


def main(arguments: list[str]) -> int:
    """Run the benchmarks; further arguments name some of them (see tests/benchmarks)."""
    # Durable: a figure measured without waiting for the disk would be worth nothing.
    services = Services.chosen(VAR / "bench", durable=True)
    try:
        env = dict(os.environ, **services.start(Steps()))
        env["MOTCUA_VAR"] = str(VAR / "bench" / "var")
        env["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "platform")))
        command = [str(venv_python()), "-m", "tests.benchmarks"]
        return subprocess.call([*command, *arguments[1:]], cwd=ROOT, env=env)
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))
    finally:
        services.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
