"""Start a program that ends when its supervisor dies, even by kill -9.

Run as a script: ``python child.py SUPERVISOR_PID PROGRAM [ARGUMENT...]``. Only Linux can promise
that; elsewhere the program starts all the same. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    supervisor, *command = arguments
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        # It may have died before we asked to be told.
        if os.getppid() != int(supervisor):
            sys.exit(1)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
