"""What can be known to fail before anything is begun."""

from __future__ import annotations

import os
import shutil

from infra.dev.errors import SetupError
from infra.dev.filelock import PidLock
from infra.dev.places import ROOT, VAR
from infra.dev.ports import is_port_free

DEFAULT_PORT = 8000
_MEBIBYTE = 1024 * 1024
# Measured: packages, front end and data of a first start take about 1.5 GiB.
_FIRST_START_MIB = 2048
_LATER_START_MIB = 200


def web_port() -> int:
    """MOTCUA_PORT, or 8000."""
    text = os.environ.get("MOTCUA_PORT", str(DEFAULT_PORT))
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SetupError(f"MOTCUA_PORT must be a number from 1 to 65535, not “{text}”.")
    return int(text)


def demo_lock() -> PidLock:
    """Held by the one demo that may run from this checkout."""
    return PidLock(VAR / "demo.lock")


def check_folder_is_writable() -> None:
    """A checkout somebody else owns cannot hold an environment and data."""
    if not os.access(ROOT, os.W_OK | os.X_OK):
        raise SetupError(f"You may not write into {ROOT}: use a copy of your own.")


def check_disk(*, first_time: bool) -> None:
    """Stop before the disk is full rather than half-way."""
    needed = _FIRST_START_MIB if first_time else _LATER_START_MIB
    free = shutil.disk_usage(ROOT).free // _MEBIBYTE
    if free < needed:
        raise SetupError(
            f"The disk is nearly full: {free} MiB are free where {ROOT} lies, "
            f"and {needed} MiB are needed."
        )


def check_nobody_else() -> None:
    """Two demos from one checkout would share data and log."""
    lock = demo_lock()
    holder = lock.try_take()
    lock.release()
    if holder is not None:
        raise already_running(holder)


def already_running(holder: int) -> SetupError:
    """The sentence for a second copy."""
    return SetupError(
        f"Motcua is already running from this folder (process {holder}): "
        "use that one, or end it with Ctrl-C."
    )


def check_port() -> None:
    """The web server's port must be free."""
    port = web_port()
    if not is_port_free(port):
        raise SetupError(
            f"Port {port} is used by another program: end that one or choose another port, "
            f"for example `MOTCUA_PORT={port + 1 if port < 65535 else 8001} make demo`."
        )
