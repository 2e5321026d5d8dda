"""Small facts about processes that the standard library does not tell."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether ``pid`` runs; a zombie counts as dead, which ``os.kill(pid, 0)`` alone would not see.

    A zombie stays for good in containers whose first process never reaps.
    """
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state_of(pid) not in {"Z", "X"}


def _state_of(pid: int) -> str:
    if sys.platform == "linux":
        with contextlib.suppress(OSError, IndexError):
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return "X"
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip()[:1] or "X"


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.05) -> bool:
    """Ask ``condition`` again and again; False when ``seconds`` pass without it."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(every)
    return True


def end_process(pid: int, *signals: signal.Signals, seconds: float = 20.0) -> bool:
    """Send each signal in turn until ``pid`` is gone, waiting ``seconds`` after each."""
    for number in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until(lambda: not is_alive(pid), seconds=seconds):
            return True
    return False
