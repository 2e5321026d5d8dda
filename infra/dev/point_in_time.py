"""A whole cell back to a moment: base backup, archived log, recovery to a target time.

The same steps an operator takes with a server of his own (infra/runbooks/restore.md), here with
the embedded programs, so that the drill runs anywhere.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.identity import choose_user
from infra.dev.postgres import SUPERUSER, Postgres, last_line, server_environment
from infra.dev.wheels import postgres_program


def archiving_server(folder: Path, archive: Path) -> Postgres:
    """A server that copies each finished piece of its log into ``archive``."""
    _own_folder(archive)
    target = shlex.quote(str(archive))
    # Never over a piece that is there: an archive that changes afterwards is worth nothing.
    command = f"test ! -f {target}/%f && cp %p {target}/%f"
    settings = {
        "wal_level": "replica",
        "max_wal_senders": "3",
        "archive_mode": "on",
        "archive_command": command,
    }
    return Postgres(folder, durable=True, settings=settings)


def take_base_backup(server: Postgres, target: Path) -> None:
    """Copy the running server's data, consistently, into the new folder ``target``."""
    _own_folder(target)
    _run(
        "pg_basebackup", f"--pgdata={target}", "--checkpoint=fast", "--wal-method=none",
        f"--host={server.socket_dir}", f"--port={server.address().port}",
        f"--username={SUPERUSER}", "--no-password",
        password=server.secret("superuser-password"), place=target.parent,
    )  # fmt: skip


def recover(*, base: Path, archive: Path, into: Path, until: datetime, like: Postgres) -> Postgres:
    """Start a server in ``into`` with the state of ``until``; ``base`` and ``archive`` stay.

    Work is split off there: the new server writes its own history from that moment on.
    """
    into.mkdir(mode=0o700)
    # The roles come with the data, and nothing can be written before recovery is over.
    for name in ("password", "web-password", "superuser-password", "roles-made"):
        shutil.copy2(like.folder / name, into / name)
    shutil.copytree(base, into / "data")
    _own_tree(into / "data")
    signal = into / "data" / "recovery.signal"
    signal.touch()
    choose_user(base).own(signal)
    settings = {
        # Not below the first server's: recovery refuses.
        "wal_level": "replica",
        "max_wal_senders": "3",
        "restore_command": f"cp {shlex.quote(str(archive))}/%f %p",
        "recovery_target_time": until.isoformat(),
        "recovery_target_action": "promote",
    }
    return Postgres(into, durable=True, settings=settings)


def _run(name: str, *arguments: str, password: str, place: Path) -> None:
    command = [str(postgres_program(name)), *arguments]
    done = subprocess.run(
        choose_user(place).command(command),
        cwd=place, capture_output=True, text=True, check=False,
        env=server_environment() | {"PGPASSWORD": password},
    )  # fmt: skip
    if done.returncode != 0:
        raise SetupError(f"{name}: {last_line(done.stderr)}")


def _own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    choose_user(folder).own(folder)


def _own_tree(folder: Path) -> None:
    run_as = choose_user(folder)
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            run_as.own(Path(root) / name)
    run_as.own(folder)
    folder.chmod(0o700)
