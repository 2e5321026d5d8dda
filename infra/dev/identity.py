"""Which user runs PostgreSQL, which refuses to be run by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.dev import launch
from infra.dev.errors import SetupError

SYSTEM_USER = "motcua-db"


@dataclass(frozen=True, slots=True)
class RunAs:
    """A user id and group id (-1: stay who we are) and the one capability carried along."""

    uid: int = -1
    gid: int = -1
    capability: int = launch.NO_CAPABILITY

    def command(self, program: list[str], *, log_file: Path | None = None) -> list[str]:
        """``program`` as this user; detached from us when a log file takes its output."""
        words = (self.uid, self.gid, self.capability, log_file or "-", *program)
        return [sys.executable, "-S", "-E", launch.__file__, *(str(word) for word in words)]

    def own(self, path: Path) -> None:
        """Hand ``path`` to this user."""
        if self.uid >= 0:
            os.chown(path, self.uid, self.gid)


def choose_user(*places: Path) -> RunAs:
    """Ourselves, or for root a user without rights who can reach ``places``."""
    if os.geteuid() != 0:
        return RunAs()
    entry = _unprivileged_user()
    if all(_can_reach(place, entry) for place in places):
        return RunAs(entry.pw_uid, entry.pw_gid)
    return RunAs(entry.pw_uid, entry.pw_gid, _reading_capability(places))


def _unprivileged_user() -> pwd.struct_passwd:
    """Our own system user, made when missing; ``nobody`` where users cannot be added."""
    for name in (SYSTEM_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            if name == SYSTEM_USER and _add_system_user():
                return pwd.getpwnam(name)
    raise SetupError(
        "PostgreSQL refuses to run as root and this system has no user to run it as: "
        "please start Motcua as an ordinary user."
    )


def _add_system_user() -> bool:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return False
    home = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    made = subprocess.run(
        [useradd, "--system", "--user-group", *home, SYSTEM_USER],
        capture_output=True,
        check=False,
    )
    # 9: somebody else made it meanwhile.
    return made.returncode in {0, 9}


def _can_reach(place: Path, entry: pwd.struct_passwd) -> bool:
    """Whether ``entry`` may enter every folder down to ``place``."""
    return all(_may_enter(folder, entry) for folder in place.resolve().parents)


def _may_enter(folder: Path, entry: pwd.struct_passwd) -> bool:
    facts = folder.stat()
    if facts.st_uid == entry.pw_uid:
        return bool(facts.st_mode & 0o100)
    if facts.st_gid == entry.pw_gid:
        return bool(facts.st_mode & 0o010)
    return bool(facts.st_mode & 0o001)


def _reading_capability(places: tuple[Path, ...]) -> int:
    held = _held_capabilities()
    if held >> launch.SETPCAP & 1:
        for capability in (launch.DAC_READ_SEARCH, launch.DAC_OVERRIDE):
            if held >> capability & 1:
                return capability
    raise SetupError(
        f"PostgreSQL cannot run as root, and no other user may enter {places[0]}: "
        "please start Motcua as an ordinary user or put it into a folder open to others."
    )


def _held_capabilities() -> int:
    """The permitted set that may also pass an exec; 0 where there are no capabilities."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    sets = {
        name: int(value, 16)
        for name, _, value in (li.partition(":") for li in lines)
        if name in {"CapPrm", "CapBnd"}
    }
    return sets.get("CapPrm", 0) & sets.get("CapBnd", 0)
