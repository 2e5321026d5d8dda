"""Keep a few programs running, and end all of them together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from infra.dev import child
from infra.dev.merged_log import MergedLog
from infra.dev.places import ROOT

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
# A program that ran this long is taken for healthy: its next crash starts with a short pause.
_HEALTHY_AFTER = 60.0
_SECONDS_TO_END = 20.0


@dataclass(slots=True)
class Program:
    """One program to keep running, in a process group of its own."""

    name: str
    command: Sequence[str]
    # For what signs in as somebody else than the rest.
    env: Mapping[str, str] | None = None
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    pause: float = _FIRST_PAUSE
    start_again_at: float = field(default=0.0)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Starts programs in order and watches them; ends them in the same order.

    ``mend`` is called once a second, to bring servers back that are not our children.
    """

    def __init__(self, log: MergedLog, env: Mapping[str, str], mend: Callable[[], None]) -> None:
        self._log = log
        self._env = dict(env, PYTHONUNBUFFERED="1")
        self._mend = mend
        self._programs: list[Program] = []
        self._stopping = False

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str] | None = None
    ) -> Program:
        """Begin to keep ``command`` running, in ``env`` if it needs another than the rest."""
        program = Program(name, command, env)
        self._programs.append(program)
        self._launch(program)
        return program

    def _launch(self, program: Program) -> None:
        wrapped = [sys.executable, "-S", "-E", child.__file__, str(os.getpid()), *program.command]
        process = subprocess.Popen(
            wrapped,
            cwd=ROOT,
            env=self._env if program.env is None else dict(program.env, PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            # Away from the terminal's Ctrl-C, which is for us to pass on in order.
            start_new_session=True,
        )
        assert process.stdout is not None
        self._log.read_stream(program.name, process.stdout)
        program.process, program.started_at = process, time.monotonic()

    def request_stop(self, *_signal: object) -> None:
        """For signal handlers: makes ``watch`` return."""
        self._stopping = True

    @property
    def is_stopping(self) -> bool:
        return self._stopping

    def ended(self) -> str:
        """The name of a program that is not running now; empty when all are."""
        return next((program.name for program in self._programs if not program.is_running()), "")

    def watch(self) -> None:
        """Bring back what ends by itself, until a stop is requested."""
        while not self._stopping:
            for program in self._programs:
                self._look_after(program)
            self._mend()
            for _ in range(10):
                if not self._stopping:
                    time.sleep(0.1)

    def _look_after(self, program: Program) -> None:
        now = time.monotonic()
        if program.is_running():
            return
        if program.process is not None:
            self._note_crash(program, program.process, now)
        elif now >= program.start_again_at:
            self._launch(program)

    def _note_crash(self, program: Program, process: subprocess.Popen[str], now: float) -> None:
        if now - program.started_at > _HEALTHY_AFTER:
            program.pause = _FIRST_PAUSE
        how = _how_it_ended(process.returncode)
        self._log.write(
            "motcua", f"{program.name} ended {how}; starting it again in {program.pause:.0f} s"
        )
        # What it left of its own children must not serve beside the new ones.
        _signal_group(process, signal.SIGKILL)
        program.process = None
        program.start_again_at = now + program.pause
        program.pause = min(program.pause * 2, _LONGEST_PAUSE)

    def stop(self) -> None:
        """End every program and its children: politely first, then by force."""
        self._stopping = True
        running = [program for program in self._programs if program.process is not None]
        for program in running:
            if program.process is not None and program.is_running():
                program.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _SECONDS_TO_END
        for program in running:
            if program.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    program.process.wait(max(0.1, deadline - time.monotonic()))
                _signal_group(program.process, signal.SIGKILL)
                program.process.wait()
        self._programs.clear()


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Reach the children, too; the group is the program's own, named by its first process."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"by signal {signal.Signals(-code).name}"
    return f"with exit status {code}"
