"""``python -m tests.benchmarks [NAME …] [--seconds S]``: run benchmarks and print their figures."""

import argparse
import gc
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import report

DATABASE = "motcua"


def main() -> int:
    names = (
        "new_tenant", "form_page", "submission", "journey", "process", "clock", "memory",
        "validation", "phone", "papers", "inbox", "payments", "fleet", "finding", "portal",
        "portal_phone",
    )  # fmt: skip
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(names)}; all when none is given")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each single run")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(names):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    port = int(os.environ.get("MOTCUA_BENCH_PORT") or _free_port())
    prepare(port)
    figures = run_all(chosen.names or list(names), port, chosen.seconds)
    print()
    report.table(figures)
    return 0


def prepare(port: int) -> None:
    """Settings, Django, and a database whose template is up to date."""
    from infra.dev.places import ROOT
    from infra.dev.secret_files import secret_environment

    var = Path(os.environ["MOTCUA_VAR"])
    var.mkdir(parents=True, exist_ok=True)
    defaults = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "MOTCUA_SIMULATORS": "1",
        "MOTCUA_PLATFORM_HOST": "motcua.localhost",
        "MOTCUA_PUBLIC_PORT": str(port),
        "MOTCUA_SCHEME": "http",
        "MOTCUA_ALLOW_LOOPBACK": "1",
        "MOTCUA_LOG_LEVEL": "WARNING",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "platform"))),
        **secret_environment(var / "secrets"),
    }
    os.environ.update(defaults)
    import django
    from django.core.management import call_command

    django.setup()
    from tests.benchmarks.world import remove_leftovers

    began = time.monotonic()
    remove_leftovers()
    call_command("setup_platform", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.stderr.write(f"ready after {time.monotonic() - began:.0f} s\n")


def run_all(names: list[str], port: int, seconds: float) -> list[report.Figure]:
    from tests.benchmarks import (
        clock,
        finding,
        fleet,
        form_page,
        inbox,
        journey,
        memory,
        new_tenant,
        papers,
        payments,
        phone,
        portal,
        portal_phone,
        process,
        rules,
        submission,
        validation,
    )
    from tests.benchmarks.world import make_world

    runs: dict[str, Callable[[], list[report.Figure]]] = {
        "new_tenant": lambda: new_tenant.run(seconds),
        "fleet": lambda: fleet.run(port, seconds),
        "process": process.run,
        "clock": clock.run,
        "validation": validation.run,
        "rules": rules.run,
        "papers": papers.run,
        "finding": lambda: list(finding.run()),
    }
    in_world = {
        "form_page": form_page.run,
        "submission": submission.run,
        "journey": journey.run,
        "memory": memory.run,
        "phone": phone.run,
        "inbox": inbox.run,
        "payments": payments.run,
        "portal": portal.run,
        "portal_phone": portal_phone.run,
    }
    figures: list[report.Figure] = []
    gc.freeze()
    for name in names:
        if name in runs:
            figures += _timed(name, runs[name])
            continue
        with make_world() as world:
            figures += _timed(
                name, lambda name=name, world=world: in_world[name](world, port, seconds)
            )  # type: ignore[misc]
    return figures


def _timed(name: str, run: Callable[[], list[report.Figure]]) -> list[report.Figure]:
    began = time.monotonic()
    figures = run()
    report.line(name, figures, time.monotonic() - began)
    return figures


def _free_port() -> int:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        two.bind(("127.0.0.1", 0))
        return port


if __name__ == "__main__":
    sys.exit(main())
