"""``make journey``: drive the main job over real HTTP against a running demo."""

from __future__ import annotations

import os
import subprocess
import sys

from infra.dev.demo import PLATFORM_HOST, is_healthy
from infra.dev.errors import SetupError
from infra.dev.places import ROOT, VAR, venv_python
from infra.dev.preflight import web_port
from infra.dev.servers import Services
from infra.dev.steps import fail


def main(arguments: list[str]) -> int:
    """Run the journey; its last line is one line of JSON."""
    try:
        port = web_port()
        if not is_healthy(port):
            raise SetupError(
                f"No Motcua answers on port {port}: start it with `make demo` in another terminal "
                "(MOTCUA_PORT says where)."
            )
        command = [str(venv_python()), "-m", "tests.journey", *arguments[1:]]
        return subprocess.call(command, cwd=ROOT, env=dict(os.environ, **_addresses(port)))
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))


def _addresses(port: int) -> dict[str, str]:
    """Where the demo is, and its database for looking at what the journey left there."""
    found = {"MOTCUA_PORT": str(port), "MOTCUA_PLATFORM_HOST": PLATFORM_HOST}
    postgres = Services.chosen(VAR, durable=True).postgres
    if postgres is not None and postgres.is_running():
        found["MOTCUA_DATABASE_URL"] = postgres.address().url("motcua")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
