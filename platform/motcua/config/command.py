"""The ``motcua`` program: Django's management commands with our settings.

Words of a command may be joined by hyphens (``motcua import-procedures``). Inside a checkout, and
when the environment names neither a database nor settings of its own, it works on the demo of that
checkout: its data under ``var/``, whether the demo is running or not.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_SETTINGS = "motcua.config.settings.production"
USAGE = 2


def main() -> None:
    arguments = [sys.argv[0], *_with_underscores(sys.argv[1:])]
    stop = _nothing if _is_named() else _join_demo()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)
    except ImproperlyConfigured as problem:
        sys.exit(_tell(f"Motcua is not configured: {problem}"))
    finally:
        stop()


def _is_named() -> bool:
    """The package itself already names the production settings when it is imported."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", _SETTINGS)
    return "MOTCUA_DATABASE_URL" in os.environ or settings != _SETTINGS


def _nothing() -> None:
    """There is nothing to stop."""


def _with_underscores(arguments: list[str]) -> list[str]:
    if not arguments or arguments[0].startswith("-"):
        return arguments
    return [arguments[0].replace("-", "_"), *arguments[1:]]


def _join_demo() -> Callable[[], None]:
    """Take over the demo's environment; returns what ends the services that we had to start."""
    try:
        from infra.dev.demo import demo_environment
        from infra.dev.errors import SetupError
        from infra.dev.places import VAR
        from infra.dev.preflight import web_port
        from infra.dev.servers import Services
        from infra.dev.steps import Steps
    except ImportError:
        return _nothing
    if not _has_data(VAR):
        sys.exit(
            _tell(
                f"There is no database in {VAR}. Start the demo once (make demo), or name a "
                "database in MOTCUA_DATABASE_URL."
            )
        )
    services = Services.chosen(VAR, durable=True)
    were_running = services.are_running()
    try:
        # Standard output belongs to the command.
        with contextlib.redirect_stdout(sys.stderr):
            found: Mapping[str, str] = services.start(Steps()) | demo_environment(web_port())
    except SetupError as problem:
        sys.exit(_tell(str(problem)))
    os.environ.update({"MOTCUA_LOG_LEVEL": "WARNING", **found})
    return _nothing if were_running else services.stop


def _has_data(var: Path) -> bool:
    return "MOTCUA_REDIS_URL" in os.environ or (var / "postgres").exists()


def _tell(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return USAGE


if __name__ == "__main__":
    main()
