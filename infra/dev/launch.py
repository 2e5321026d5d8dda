"""Start a server detached, and as another user when root must not run it.

Run as a script: ``python launch.py UID GID CAPABILITY LOGFILE PROGRAM [ARGUMENT...]``, with -1
for "stay who you are" and "-" for no log file (then the program is not detached and keeps our
output, as ``initdb`` does).

PostgreSQL refuses to run as root. When the checkout lies in a folder that only root may enter, a
plain change of user would lock PostgreSQL out of its own binaries and data; opening the folder to
everybody is not ours to do. So one capability (enter and read, or, where a container withholds
that one, override) is carried over the change of user as an *ambient* capability. Needs
Linux 4.3. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import sys

DAC_OVERRIDE = 1
DAC_READ_SEARCH = 2
# Needed to carry one of the two over.
SETPCAP = 8
NO_CAPABILITY = -1

_PR_SET_SECUREBITS = 28
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
# Also lets access(2) count capabilities, which it ignores for other users than root.
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _check(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


def become(uid: int, gid: int, capability: int) -> None:
    """Change to ``uid``, keeping ``capability`` and dropping every other one."""
    os.setgroups([gid])
    os.setgid(gid)
    if capability == NO_CAPABILITY:
        os.setuid(uid)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    kept = libc.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    _check(kept, "keep capabilities")
    os.setuid(uid)
    bit = 1 << capability
    header = _Header(_CAPABILITY_VERSION_3, 0)
    sets = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
    _check(libc.capset(ctypes.byref(header), ctypes.byref(sets)), "set capabilities")
    raised = libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0)
    _check(raised, "raise an ambient capability")


def detach(log_file: str) -> None:
    """Become a session of our own whose output goes to ``log_file``; the parent returns at once."""
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():
        os._exit(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)


def main(arguments: list[str]) -> None:
    uid, gid, capability = (int(word) for word in arguments[:3])
    log_file, *command = arguments[3:]
    if log_file != "-":
        detach(log_file)
    if uid >= 0:
        become(uid, gid, capability)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
