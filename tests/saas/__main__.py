"""``python -m tests.saas [PART...]``: run the parts and print what was counted, as JSON.

Without servers in the environment it starts its own (``infra.dev.prove_saas``). The exit code is
zero only if every part is there and every claim held.
"""

import importlib
import importlib.util
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infra.dev.places import ROOT
from infra.dev.ports import free_port
from infra.dev.secret_files import secret_environment

PARTS = ("life", "stripe", "payments", "notices", "fleet")


def main(arguments: Sequence[str]) -> int:
    wanted = list(arguments) or list(PARTS)
    if unknown := sorted(set(wanted) - set(PARTS)):
        tell(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
        return 2
    if "MOTCUA_DATABASE_URL" not in os.environ:
        from infra.dev import prove_saas

        return prove_saas.main(["prove-saas", *wanted])
    began = time.monotonic()
    prepare()
    line, faults = prove(wanted)
    line["faults"] = len(faults)
    line["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return 1 if faults else 0


def prove(parts: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """One part after another. A fault does not keep the others from being counted."""
    line: dict[str, Any] = {}
    faults: list[str] = []
    absent = [part for part in parts if not importlib.util.find_spec(_module(part))]
    for part in parts:
        if part in absent:
            faults.append(f"{part}: there is no such part yet")
            continue
        tell(part)
        began = time.monotonic()
        try:
            told = importlib.import_module(_module(part)).run()
            if taken := line.keys() & told.keys():
                raise AssertionError(f"counted twice: {', '.join(sorted(taken))}")
            line.update(told)
        except Exception as error:  # noqa: BLE001 -- told and counted; the others go on
            traceback.print_exc()
            faults.append(f"{part}: {type(error).__name__}: {error}")
        _leave_tenants()
        tell(f"{part}: {time.monotonic() - began:.1f} s")
    if absent:
        line["absent"] = absent
    for fault in faults:
        tell(f"FAULT {fault}")
    return line, faults


def prepare() -> None:
    """Settings, Django, and an installation without tenants, as the product's web server sees it.

    The address it will have (``server.web()``) is chosen here, for tenants' addresses hold it.
    """
    var = Path(os.environ["MOTCUA_VAR"])
    (var / "log").mkdir(parents=True, exist_ok=True)
    # A kept home's addresses hold the port it had.
    noted = var / "port"
    port = noted.read_text() if noted.exists() else str(free_port())
    noted.write_text(port)
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
            "MOTCUA_SIMULATORS": "1",
            "MOTCUA_PLATFORM_HOST": "motcua.localhost",
            "MOTCUA_PORT": port,
            "MOTCUA_PUBLIC_PORT": port,
            "MOTCUA_SCHEME": "http",
            "MOTCUA_ALLOW_LOOPBACK": "1",
            "MOTCUA_LOG_LEVEL": os.environ.get("MOTCUA_LOG_LEVEL", "ERROR"),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
            **secret_environment(var / "secrets"),
        }
    )
    import django
    from django.core.management import call_command

    django.setup()
    began = time.monotonic()
    call_command("setup_platform", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    tell(f"installed in {time.monotonic() - began:.1f} s")


def tell(message: str) -> None:
    """Progress, apart from the one line on standard output."""
    print(f"  {message}", file=sys.stderr, flush=True)


def _module(part: str) -> str:
    return f"tests.saas.{part}_part"


def _leave_tenants() -> None:
    """A part that failed inside a tenant leaves the next one outside."""
    from django.db import connection

    connection.set_schema_to_public()  # type: ignore[attr-defined]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception:  # noqa: BLE001 -- the caller reads the line, a person the trace
        traceback.print_exc()
        sys.exit(2)
