"""Progress a person can follow: a line for every step, its seconds, and its output in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from infra.dev.errors import SetupError
from infra.dev.places import ROOT, SETUP_LOG

_FULL = "The disk is full: free some space and start again."
_OFFLINE = "A package registry could not be reached: is this machine online?"
_UNBUILT = (
    "A Python package has no ready-made build for this Python and could not be compiled: "
    "use Python 3.11 or 3.12, or install gcc and make."
)
_TELLING = {
    "No space left on device": _FULL,
    "Disk quota exceeded": _FULL,
    "ENOSPC": _FULL,
    "command 'gcc' failed": _UNBUILT,
    "Failed to build": _UNBUILT,
    "Temporary failure in name resolution": _OFFLINE,
    "dns error": _OFFLINE,
    "ENOTFOUND": _OFFLINE,
    "EAI_AGAIN": _OFFLINE,
    "Failed to establish a new connection": _OFFLINE,
}


def explain(output: str, fallback: str) -> str:
    """The sentence for a known kind of failure, else ``fallback``."""
    return next((sentence for sign, sentence in _TELLING.items() if sign in output), fallback)


class Steps:
    """Prints ``label … 3.1 s`` for each step; on a terminal the seconds are counted live."""

    def __init__(self, log: Path = SETUP_LOG, *, live: bool = True) -> None:
        """``live=False`` for steps side by side: their seconds cannot share one line."""
        self.log = log
        self._live = live and sys.stdout.isatty()

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Show ``label`` while the body runs."""
        began = time.monotonic()
        done = threading.Event()
        print(f"  {label} …", end="" if self._live else "\n", flush=True)
        ticker = threading.Thread(target=self._tick, args=(label, began, done), daemon=True)
        ticker.start()
        try:
            yield
        except BaseException:
            self._finish(label, began, done, "stopped after ")
            raise
        self._finish(label, began, done, "")

    def run(
        self,
        label: str,
        command: Sequence[object],
        *,
        cwd: Path = ROOT,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Run ``command`` as a step; its output goes to the log and matters only if it fails."""
        with self.step(label):
            output, code = self._capture([str(word) for word in command], cwd, env)
        if code != 0:
            tail = "\n".join(f"    {line}" for line in output.splitlines()[-12:])
            told = explain(output, f"“{label}” failed (exit status {code}); the end of its output:")
            raise SetupError(f"{told}\n{tail}\n  All of it: {self.log}")

    def detail(self, text: str) -> None:
        """A line below the step that is under way."""
        if self._live:
            print(f"\r\033[K      {text}", flush=True)
        else:
            print(f"      {text}", flush=True)

    def _capture(
        self, command: list[str], cwd: Path, env: Mapping[str, str] | None
    ) -> tuple[str, int]:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as handle:
            handle.write(f"$ {' '.join(command)}\n{done.stdout}\n")
        return done.stdout, done.returncode

    def _tick(self, label: str, began: float, done: threading.Event) -> None:
        while self._live and not done.wait(1.0):
            print(f"\r  {label} … {time.monotonic() - began:.0f} s ", end="", flush=True)

    def _finish(self, label: str, began: float, done: threading.Event, word: str) -> None:
        done.set()
        seconds = time.monotonic() - began
        if self._live:
            print(f"\r  {label} … {word}{seconds:.1f} s ", flush=True)
        elif seconds >= 1.0 or word:
            print(f"  {label}: {word or 'done in '}{seconds:.1f} s", flush=True)


def say(message: str) -> None:
    """One line to the person."""
    print(message, flush=True)


def fail(problem: SetupError) -> int:
    """Show why we stop; returns the exit status."""
    mark = "\033[31m✗\033[0m" if sys.stderr.isatty() and "NO_COLOR" not in os.environ else "✗"
    print(f"\n{mark} {problem}", file=sys.stderr, flush=True)
    return 1
