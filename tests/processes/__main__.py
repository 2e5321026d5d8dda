"""``python -m tests.processes``: run the nine procedures and print what was counted, as JSON."""

import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path

from infra.dev.places import ROOT
from infra.dev.secret_files import secret_environment


def main() -> int:
    parser = argparse.ArgumentParser(prog="make prove-process")
    parser.add_argument("--only", metavar="CODE", help="of one procedure")
    chosen = parser.parse_args()
    began = time.monotonic()
    prepare()
    from tests.processes.proof import prove

    line, faults = prove(only=chosen.only, tell=tell)
    for fault in faults:
        tell(f"FAULT {fault}")
    line["faults"] = len(faults)
    line["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return 1 if faults else 0


def prepare() -> None:
    """Settings, Django, and an installation without tenants."""
    var = Path(os.environ["MOTCUA_VAR"])
    var.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.production",
            "MOTCUA_SIMULATORS": "1",
            "MOTCUA_PLATFORM_HOST": "motcua.localhost",
            "MOTCUA_PUBLIC_PORT": "8000",
            "MOTCUA_SCHEME": "http",
            "MOTCUA_ALLOW_LOOPBACK": "1",
            "MOTCUA_LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
            **secret_environment(var / "secrets"),
        }
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("setup_platform", stdout=sys.stderr)


def tell(message: str) -> None:
    """Progress, apart from the one line on standard output."""
    print(f"  {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception:  # noqa: BLE001 -- the caller reads the line, a person the trace
        traceback.print_exc()
        sys.exit(2)
