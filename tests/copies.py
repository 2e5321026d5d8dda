"""Test databases for processes side by side: made once, then copied by PostgreSQL.

Making one takes half a minute of a core, copying it a second.
"""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from tenants.domain.naming import TEMPLATE_SCHEMA
from tenants.operations.grant_roles import grant_web
from tenants.postgres_programs import find_program, run_program


def wanted() -> str:
    """The name of this process's copy; empty when it runs alone and needs none."""
    own = os.environ.get("MOTCUA_TEST_COPY", ""), os.environ.get("PYTEST_XDIST_WORKER", "")
    return "_".join(filter(None, own))


def make(worker: str, *, build: Callable[[], Any]) -> list[tuple[Any, str, bool]]:
    """Switch this process to its own copy; the first of a run makes the original by ``build``.

    Returns what ``teardown_databases`` takes: it drops the copy, the original stays.
    """
    before = connection.settings_dict["NAME"]
    original = connection.settings_dict["TEST"]["NAME"]
    folder = Path(os.environ["MOTCUA_VAR"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{original}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _build_once(lock, build)
        connection.close()
        connection.settings_dict["NAME"] = original
        _copy(original, connection.creation.get_test_db_clone_settings(worker)["NAME"])
    connection.settings_dict.update(connection.creation.get_test_db_clone_settings(worker))
    connection.close()
    # Rights on a database as such are not copied with it.
    grant_web()
    return [(connection, before, True)]


def _copy(original: str, copy: str) -> None:
    """File by file: PostgreSQL's usual way writes each block to its log as well."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(copy)))
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(copy), sql.Identifier(original)
            )
        )


def _build_once(lock: Any, build: Callable[[], Any]) -> None:
    run = os.environ.get("MOTCUA_TEST_RUN") or os.environ["PYTEST_XDIST_TESTRUNUID"]
    lock.seek(0)
    if lock.read() == run:
        return
    build()
    lock.seek(0)
    lock.truncate()
    lock.write(run)
    lock.flush()


def take_shape(dump: Path) -> None:
    """Everything migrations have made, for a database on another server."""
    run_program(
        "pg_dump", "--format=custom", "--schema=public", f"--schema={TEMPLATE_SCHEMA}",
        "--no-owner", "--no-privileges", f"--file={dump}",
    )  # fmt: skip


def give_shape(dump: Path, address: str) -> None:
    """Fill the empty database at ``address``; it has no tenants afterwards."""
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("DROP SCHEMA public CASCADE")
        subprocess.run(
            [find_program("pg_restore"), "--exit-on-error", "--single-transaction", "--no-owner",
             f"--dbname={address}", str(dump)], check=True,
        )  # fmt: skip
        database.execute("TRUNCATE tenants_tenant CASCADE")
