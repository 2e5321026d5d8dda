"""The front end: packages from the lock, built when its sources changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from infra.dev.filelock import file_lock
from infra.dev.node import needs_node_wheel, node_environment, npm
from infra.dev.places import FRONTEND, VAR
from infra.dev.stamps import digest_of, is_stamped, put_stamp, sources_under
from infra.dev.steps import Steps

_PACKAGES_STAMP = FRONTEND / "node_modules" / ".motcua-stamp"
BUILD_STAMP = FRONTEND / "dist" / ".motcua-stamp"
_BESIDE = "MOTCUA_FRONT_END_PROCESS"


def ensure_front_end(steps: Steps) -> None:
    """Have everything installed and built; one process at a time does it."""
    with file_lock(VAR / "front-end.lock"):
        ensure_packages(steps)
        ensure_build(steps)


def start_beside() -> subprocess.Popen[bytes]:
    """Do that in a process which goes on while we become another program, our child still."""
    # The settings look once whether there is such a folder.
    BUILD_STAMP.parent.mkdir(parents=True, exist_ok=True)
    bootstrap = Path(__file__).with_name("bootstrap.py")
    child = subprocess.Popen(
        [sys.executable, str(bootstrap), "front-end"], stdin=subprocess.DEVNULL
    )
    os.environ[_BESIDE] = str(child.pid)
    return child


def wait_for_beside() -> bool:
    """Whether what was started beside us, if anything was, ended well."""
    number = os.environ.pop(_BESIDE, "")
    return not number or os.waitpid(int(number), 0)[1] == 0


def ensure_packages(steps: Steps) -> None:
    """Have ``node_modules`` hold exactly what the lock says."""
    manifests = sorted(
        (*FRONTEND.glob("apps/*/package.json"), *FRONTEND.glob("packages/*/package.json"))
    )
    files = [FRONTEND / "package.json", FRONTEND / "package-lock.json", *manifests]
    digest = digest_of(files, str(needs_node_wheel()))
    if is_stamped(_PACKAGES_STAMP, digest):
        return
    command = npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    steps.run("Installing front-end packages", command, cwd=FRONTEND, env=node_environment())
    put_stamp(_PACKAGES_STAMP, digest)


def ensure_build(steps: Steps) -> None:
    """Have ``frontend/dist`` built from the sources as they are now."""
    digest = digest_of(sources_under(FRONTEND))
    if is_stamped(BUILD_STAMP, digest):
        return
    command = npm("run", "--silent", "build")
    steps.run("Building the front end", command, cwd=FRONTEND, env=node_environment())
    put_stamp(BUILD_STAMP, digest)
