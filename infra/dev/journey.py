"""``make journey``: drive the main job over real HTTP against a running demo."""

from __future__ import annotations

import subprocess
import sys

from infra.dev.demo import demo_environment, is_healthy
from infra.dev.errors import SetupError
from infra.dev.places import ROOT, VAR, venv_python
from infra.dev.preflight import web_port
from infra.dev.servers import DATABASE, Services
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
        return subprocess.call(command, cwd=ROOT, env=demo_environment(port) | _servers(port))
    except SetupError as problem:
        return fail(problem)
    except KeyboardInterrupt:
        return fail(SetupError("Stopped."))


def _servers(port: int) -> dict[str, str]:
    """The demo's own servers, for verifying the audit trail the journey left there."""
    found = {"MOTCUA_PORT": str(port)}
    services = Services.chosen(VAR, durable=True)
    if services.postgres is not None and services.postgres.is_running():
        found["MOTCUA_DATABASE_URL"] = services.postgres.address().url(DATABASE)
    if services.redis is not None and services.redis.is_running():
        found["MOTCUA_REDIS_URL"] = services.redis.url()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
